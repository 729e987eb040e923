// An icon of the set, drawn in any colour. Each (name, colour, size) is rendered once and shared by all items.
// Threads: GUI thread makes the image, the scene graph the texture. Errors: an unknown name draws nothing and warns
// once.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QColor>
#include <QQuickItem>

namespace keybook::theme {

class Icon : public QQuickItem {
  Q_OBJECT
  Q_PROPERTY(QString name READ name WRITE setName NOTIFY nameChanged)
  Q_PROPERTY(QColor color READ color WRITE setColor NOTIFY colorChanged)
  Q_PROPERTY(qreal size READ size WRITE setSize NOTIFY sizeChanged)
  QML_ELEMENT

 public:
  explicit Icon(QQuickItem* parent = nullptr);

  QString name() const { return name_; }
  QColor color() const { return color_; }
  qreal size() const { return implicitWidth(); }
  void setName(const QString& name);
  void setColor(const QColor& color);
  void setSize(qreal size);

 signals:
  void nameChanged();
  void colorChanged();
  void sizeChanged();

 protected:
  QSGNode* updatePaintNode(QSGNode* old, UpdatePaintNodeData* data) override;
  void geometryChange(const QRectF& now, const QRectF& before) override;
  void itemChange(ItemChange change, const ItemChangeData& data) override;

 private:
  void redraw();

  QString name_;
  QColor color_{Qt::black};
  bool stale_ = true;
};

}  // namespace keybook::theme

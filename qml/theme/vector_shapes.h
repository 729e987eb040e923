// Small anti-aliased shapes that look the same under every scene graph backend (QtQuick.Shapes has no anti-aliasing
// without multisampling): an SVG path on a square box, a dashed rounded frame, a ring that runs down.
// Threads: painted on the GUI thread. Units: logical pixels.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QColor>
#include <QPainterPath>
#include <QQuickPaintedItem>

namespace keybook::theme {

// An SVG path given on a `box` x `box` square, scaled to the item.
class PathShape : public QQuickPaintedItem {
  Q_OBJECT
  Q_PROPERTY(QString path MEMBER path_ WRITE setPath NOTIFY changed)
  Q_PROPERTY(QColor fill MEMBER fill_ NOTIFY changed)
  Q_PROPERTY(QColor edge MEMBER edge_ NOTIFY changed)
  Q_PROPERTY(qreal edgeWidth MEMBER edgeWidth_ NOTIFY changed)
  Q_PROPERTY(qreal box MEMBER box_ NOTIFY changed)
  QML_ELEMENT

 public:
  explicit PathShape(QQuickItem* parent = nullptr);
  void setPath(const QString& path);
  void paint(QPainter* painter) override;

 signals:
  void changed();

 private:
  QString path_;
  QColor fill_{Qt::transparent};
  QColor edge_{Qt::transparent};
  qreal edgeWidth_ = 1.25;
  qreal box_ = 24;
};

// A rounded rectangle with a dashed edge.
class DashedFrame : public QQuickPaintedItem {
  Q_OBJECT
  Q_PROPERTY(QColor fill MEMBER fill_ NOTIFY changed)
  Q_PROPERTY(QColor edge MEMBER edge_ NOTIFY changed)
  Q_PROPERTY(qreal edgeWidth MEMBER edgeWidth_ NOTIFY changed)
  Q_PROPERTY(qreal radius MEMBER radius_ NOTIFY changed)
  QML_ELEMENT

 public:
  explicit DashedFrame(QQuickItem* parent = nullptr);
  void paint(QPainter* painter) override;

 signals:
  void changed();

 private:
  QColor fill_{Qt::transparent};
  QColor edge_{Qt::black};
  qreal edgeWidth_ = 1;
  qreal radius_ = 0;
};

// A ring of which `share` (0..1) is drawn in full, clockwise from the top.
class Ring : public QQuickPaintedItem {
  Q_OBJECT
  Q_PROPERTY(qreal share MEMBER share_ NOTIFY changed)
  Q_PROPERTY(QColor color MEMBER color_ NOTIFY changed)
  Q_PROPERTY(QColor track MEMBER track_ NOTIFY changed)
  Q_PROPERTY(qreal thickness MEMBER thickness_ NOTIFY changed)
  QML_ELEMENT

 public:
  explicit Ring(QQuickItem* parent = nullptr);
  void paint(QPainter* painter) override;

 signals:
  void changed();

 private:
  qreal share_ = 1;
  QColor color_{Qt::black};
  QColor track_{Qt::transparent};
  qreal thickness_ = 2;
};

}  // namespace keybook::theme

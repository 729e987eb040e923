#include "icon.h"

#include <QCache>
#include <QFile>
#include <QImage>
#include <QPainter>
#include <QQuickWindow>
#include <QSGImageNode>
#include <QSvgRenderer>

#include <cmath>

namespace keybook::theme {
namespace {

constexpr qreal kDefaultSize_px = 20;
constexpr int kCacheImagesMax = 600;  // 80 icons in a few colours and sizes
constexpr auto kStrokeInFile = "#15201F";

QImage rendered(const QString& name, const QColor& color, int side_px) {
  static QCache<QString, QImage> cache(kCacheImagesMax);
  const QString key = name + color.name(QColor::HexArgb) + QString::number(side_px);
  if (const QImage* hit = cache.object(key)) return *hit;

  QImage image(side_px, side_px, QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::transparent);
  QFile file(QStringLiteral(":/keybook/icons/%1.svg").arg(name));
  if (file.open(QIODevice::ReadOnly)) {
    QByteArray svg = file.readAll();
    svg.replace(kStrokeInFile, color.name(QColor::HexRgb).toLatin1());
    QSvgRenderer renderer(svg);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setOpacity(color.alphaF());
    renderer.render(&painter);
  } else {
    qWarning("no icon named '%s'", qPrintable(name));
  }
  cache.insert(key, new QImage(image));
  return image;
}

}  // namespace

Icon::Icon(QQuickItem* parent) : QQuickItem(parent) {
  setFlag(ItemHasContents);
  setImplicitSize(kDefaultSize_px, kDefaultSize_px);
}

void Icon::setName(const QString& name) {
  if (name == name_) return;
  name_ = name;
  redraw();
  emit nameChanged();
}

void Icon::setColor(const QColor& color) {
  if (color == color_) return;
  color_ = color;
  redraw();
  emit colorChanged();
}

void Icon::setSize(qreal size) {
  if (size == implicitWidth()) return;
  setImplicitSize(size, size);
  redraw();
  emit sizeChanged();
}

void Icon::redraw() {
  stale_ = true;
  update();
}

void Icon::geometryChange(const QRectF& now, const QRectF& before) {
  QQuickItem::geometryChange(now, before);
  if (now.size() != before.size()) redraw();
}

void Icon::itemChange(ItemChange change, const ItemChangeData& data) {
  QQuickItem::itemChange(change, data);
  if (change == ItemDevicePixelRatioHasChanged || change == ItemSceneChange) redraw();
}

QSGNode* Icon::updatePaintNode(QSGNode* old, UpdatePaintNodeData*) {
  const qreal side = std::min(width(), height());
  if (name_.isEmpty() || side <= 0 || !window()) {
    delete old;
    stale_ = true;
    return nullptr;
  }
  auto* node = static_cast<QSGImageNode*>(old);
  if (!node) {
    node = window()->createImageNode();
    node->setOwnsTexture(true);
    stale_ = true;
  }
  if (stale_) {
    const int side_px = static_cast<int>(std::ceil(side * window()->effectiveDevicePixelRatio()));
    node->setTexture(window()->createTextureFromImage(rendered(name_, color_, side_px)));
    node->setFiltering(QSGTexture::Linear);
    stale_ = false;
  }
  node->setRect((width() - side) / 2, (height() - side) / 2, side, side);
  return node;
}

}  // namespace keybook::theme

#include "vector_shapes.h"

#include <QPainter>
#include <QSvgRenderer>

#include <algorithm>

namespace keybook::theme {
namespace {

constexpr qreal kDash_px = 4;
constexpr qreal kGap_px = 3;
constexpr int kSixteenthsOfCircle = 360 * 16;  // QPainter::drawArc counts sixteenths of a degree

template <class Item>
void repaintOnChange(Item* item) {
  item->setAntialiasing(true);
  QObject::connect(item, &Item::changed, item, [item] { item->update(); });
}

}  // namespace

PathShape::PathShape(QQuickItem* parent) : QQuickPaintedItem(parent) { repaintOnChange(this); }

void PathShape::setPath(const QString& path) {
  if (path == path_) return;
  path_ = path;
  emit changed();
}

void PathShape::paint(QPainter* painter) {
  if (path_.isEmpty()) return;
  const QString svg = QStringLiteral(
                          "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %1 %1'>"
                          "<path d='%2' fill='%3' stroke='%4' stroke-width='%5' stroke-linejoin='round'/></svg>")
                          .arg(box_)
                          .arg(path_, fill_.alpha() ? fill_.name() : QStringLiteral("none"),
                               edge_.alpha() ? edge_.name() : QStringLiteral("none"))
                          .arg(edgeWidth_);
  QSvgRenderer(svg.toUtf8()).render(painter, boundingRect());
}

DashedFrame::DashedFrame(QQuickItem* parent) : QQuickPaintedItem(parent) { repaintOnChange(this); }

void DashedFrame::paint(QPainter* painter) {
  QPen pen(edge_, edgeWidth_);
  pen.setDashPattern({kDash_px / edgeWidth_, kGap_px / edgeWidth_});
  pen.setCapStyle(Qt::FlatCap);
  painter->setPen(pen);
  painter->setBrush(fill_);
  const qreal inset = edgeWidth_ / 2;
  const QRectF frame = boundingRect().adjusted(inset, inset, -inset, -inset);
  const qreal radius = std::clamp(radius_ - inset, qreal(0), std::min(frame.width(), frame.height()) / 2);
  painter->drawRoundedRect(frame, radius, radius);
}

Ring::Ring(QQuickItem* parent) : QQuickPaintedItem(parent) { repaintOnChange(this); }

void Ring::paint(QPainter* painter) {
  const qreal inset = thickness_ / 2;
  const QRectF frame = boundingRect().adjusted(inset, inset, -inset, -inset);
  painter->setBrush(Qt::NoBrush);
  painter->setPen(QPen(track_, thickness_));
  painter->drawEllipse(frame);
  painter->setPen(QPen(color_, thickness_, Qt::SolidLine, Qt::RoundCap));
  painter->drawArc(frame, kSixteenthsOfCircle / 4,
                   -static_cast<int>(std::clamp(share_, qreal(0), qreal(1)) * kSixteenthsOfCircle));
}

}  // namespace keybook::theme

// A few values 0 to 100 around a centre, with a reference. The numbers stand beside the names.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Theme
import Keybook.Controls

Item {
    id: radar

    required property var points // list of {label, value, reference}
    readonly property real reach: Math.min(width / 2 - Theme.space7 * 1.75, height / 2 - Theme.space5 - Theme.space1)
    readonly property real middleY: height / 2 + Theme.space1

    function at(index: int, share: real): point {
        const angle = 2 * Math.PI * index / points.length - Math.PI / 2;
        return Qt.point(width / 2 + Math.cos(angle) * reach * share, middleY + Math.sin(angle) * reach * share);
    }
    function trace(context: var, share: var) {
        context.beginPath();
        for (let i = 0; i < points.length; ++i) {
            const spot = at(i, share(points[i]));
            if (i === 0)
                context.moveTo(spot.x, spot.y);
            else
                context.lineTo(spot.x, spot.y);
        }
        context.closePath();
    }

    Canvas {
        id: canvas

        readonly property var drawn: [radar.points, Theme.dark, radar.reach]

        anchors.fill: parent
        renderStrategy: Canvas.Immediate

        onDrawnChanged: requestPaint()
        onPaint: {
            const context = getContext("2d");
            context.reset();
            if (radar.reach <= 0)
                return;
            context.lineWidth = Theme.strokeHairline;
            context.strokeStyle = Theme.borderStrong;
            for (const ring of [0.25, 0.5, 0.75, 1]) {
                radar.trace(context, () => ring);
                context.stroke();
            }
            radar.trace(context, each => each.value / 100);
            context.fillStyle = Qt.alpha(Theme.chartS1, 0.12);
            context.fill();
            context.lineWidth = Theme.strokeChartLine;
            context.strokeStyle = Theme.chartS1;
            context.stroke();
            context.lineWidth = Theme.strokeChartLineOther;
            context.strokeStyle = Theme.textTertiary;
            context.setLineDash([4, 3]);
            radar.trace(context, each => each.reference / 100);
            context.stroke();
        }
    }
    Repeater {
        model: radar.points

        Item {
            id: corner

            required property int index
            required property var modelData
            readonly property point spot: radar.at(index, modelData.value / 100)
            readonly property point edge: radar.at(index, 1)
            readonly property real side: edge.x - radar.width / 2

            Rectangle {
                border.color: Theme.chartS1
                border.width: Theme.strokeFocus
                color: Theme.surface
                height: width
                radius: width / 2
                width: Theme.space2
                x: corner.spot.x - width / 2
                y: corner.spot.y - height / 2
            }
            Row {
                spacing: Theme.space1
                x: Math.max(0, Math.min(radar.width - width, Math.abs(corner.side) < 1 ? corner.edge.x - width / 2 : corner.side > 0 ? corner.edge.x + Theme.space2 - (corner.edge.y > radar.middleY ? width / 4 : 0) : corner.edge.x - width - Theme.space2 + (corner.edge.y > radar.middleY ? width / 4 : 0)))
                y: corner.edge.y - (corner.edge.y < radar.middleY - radar.reach / 2 ? height + Theme.focusOffset : corner.edge.y > radar.middleY + radar.reach / 2 ? -Theme.space1 : height / 2)

                Label {
                    text: corner.modelData.label
                    variant: Label.Caption
                    color: Theme.textSecondary
                }
                Label {
                    bold: true
                    color: Theme.textPrimary
                    text: corner.modelData.value
                    variant: Label.Caption
                }
            }
        }
    }
}

// The grade of an account: shape and weight by rank, a character inside, so that colour is not the only signal.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Theme

PathShape {
    id: badge

    required property int rank
    required property string mark
    property string label: mark
    property real size: Theme.metrics.icon + Theme.gap

    edge: Theme.gradeEdge(rank)
    edgeWidth: Theme.strokeIcon - Theme.strokeIcon / 4
    fill: rank > 5 ? Theme.surface : Theme.gradeFill(rank)
    implicitHeight: size
    implicitWidth: size
    path: Theme.gradePath(rank)
    visible: rank > 0

    Accessible.name: label
    Accessible.role: Accessible.Graphic

    Text {
        anchors.centerIn: parent
        color: Theme.gradeInk(badge.rank)
        font.bold: true
        font.family: Theme.fontFamily
        font.pixelSize: Math.max(1, Math.round(badge.height * (badge.rank === 2 ? 0.44 : 0.48)))
        text: badge.mark
        Accessible.ignored: true
    }
}

// Depth without blur: plain rectangles of scrim colour behind the item. Put it first in a raised item.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Theme

Item {
    id: elevation

    property int level: 2
    property real around: Theme.radiusLg

    anchors.fill: parent
    z: -1

    Repeater {
        model: elevation.level === 3 ? Theme.elevation3 : Theme.elevation2

        Rectangle {
            required property var modelData

            anchors.fill: parent
            anchors.bottomMargin: -modelData.grow - modelData.dy
            anchors.leftMargin: -modelData.grow
            anchors.rightMargin: -modelData.grow
            anchors.topMargin: -modelData.grow + modelData.dy
            color: Theme.scrim
            opacity: modelData.alpha
            radius: elevation.around + modelData.grow
        }
    }
}

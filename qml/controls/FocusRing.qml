// The outline of the control that has the keyboard: 2 px, 2 px outside.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Theme

Rectangle {
    id: ring

    required property bool shown
    property real around: Theme.radiusMd
    property real offset: Theme.focusOffset

    anchors.fill: parent
    anchors.margins: -(offset + Theme.strokeFocus)
    border.color: Theme.focus
    border.width: Theme.strokeFocus
    color: "transparent"
    radius: around + offset + Theme.strokeFocus
    visible: shown
}

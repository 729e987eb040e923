// A keyboard shortcut, in small type on a key.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Theme

Rectangle {
    id: hint

    property string text

    border.color: Theme.border
    border.width: Theme.strokeHairline
    color: Theme.canvas
    implicitHeight: Theme.compactMetrics.tag
    implicitWidth: word.implicitWidth + Theme.space2 + Theme.focusOffset
    radius: Theme.space1

    Label {
        id: word

        anchors.centerIn: parent
        font.pixelSize: Theme.fontCaptionSize - Theme.strokeHairline
        text: hint.text
        variant: Label.Caption
    }
}

// The head of a group of rows. Rows carry it themselves, the first one of each group: in Qt 6.4 a ListView cannot create
// a section.delegate of a file with "pragma ComponentBehavior: Bound".
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Theme

Rectangle {
    id: bar

    required property string text

    color: Theme.canvas
    implicitHeight: Theme.metrics.captionLine + Theme.space3
    visible: text.length > 0

    Label {
        anchors.left: parent.left
        anchors.leftMargin: Theme.space4
        anchors.right: parent.right
        anchors.rightMargin: Theme.space4
        anchors.verticalCenter: parent.verticalCenter
        text: bar.text
        variant: Label.Caption
        Accessible.role: Accessible.Heading
    }
    Rectangle {
        anchors.bottom: parent.bottom
        color: Theme.border
        height: Theme.strokeHairline
        width: parent.width
    }
}

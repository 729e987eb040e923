import QtQuick
import Keybook.Theme
import Keybook.Controls

Column {
    id: head

    required property string text
    default property alias body: slot.data

    spacing: 12
    width: parent.width / 3 - 27

    Label {
        bottomPadding: 6
        text: head.text
        variant: Label.Head

        Rectangle {
            anchors.bottom: parent.bottom
            color: Theme.border
            height: 1
            width: head.width
        }
    }
    Column {
        id: slot

        spacing: 10
        width: parent.width
    }
}

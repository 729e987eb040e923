// What the app keeps on this device.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Theme
import Keybook.Controls

Panel {
    id: panel

    readonly property var parts: App.sync.storage

    note: App.sync.storageText
    //: panel: room that the data takes
    title: qsTr("Storage on this device")
    visible: parts.length > 0 || note.length > 0

    Column {
        bottomPadding: Theme.space4
        spacing: Theme.space1
        visible: panel.parts.length > 0
        width: parent.width - 2 * x
        x: Theme.space4

        ShareBar {
            id: bar

            label: panel.title
            shares: panel.parts
            width: parent.width
        }
        Item {
            height: Theme.space1
            width: parent.width
        }
        Repeater {
            model: panel.parts

            Item {
                id: part

                required property var modelData
                required property int index

                implicitHeight: word.implicitHeight
                width: parent.width

                Rectangle {
                    anchors.verticalCenter: parent.verticalCenter
                    color: bar.ink(part.index)
                    height: Theme.space2 + Theme.focusOffset
                    radius: Theme.focusOffset
                    width: height
                }
                Label {
                    id: word

                    text: part.modelData.label
                    width: parent.width - x - size.width
                    x: Theme.sideMargin
                }
                Label {
                    id: size

                    anchors.right: parent.right
                    text: part.modelData.text
                }
            }
        }
    }
}

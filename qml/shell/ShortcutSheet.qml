// All keys on one page.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.Theme
import Keybook.Controls

Dialog {
    id: sheet

    required property var entries // list of {hint, label}

    iconName: "keyboard"
    preferredWidth: Theme.layoutSheet
    //: title of the list of shortcuts
    title: qsTr("Keyboard")

    Column {
        width: parent.width

        Repeater {
            model: sheet.entries

            Item {
                id: entry

                required property var modelData

                height: Math.max(Theme.metrics.row, words.implicitHeight)
                width: parent?.width ?? 0

                RowLayout {
                    id: words

                    anchors.left: parent.left
                    anchors.leftMargin: Theme.space5
                    anchors.right: parent.right
                    anchors.rightMargin: Theme.space5
                    anchors.verticalCenter: parent.verticalCenter

                    Label {
                        Layout.fillWidth: true
                        text: entry.modelData.label
                        wrapMode: Text.Wrap
                    }
                    KeyHint {
                        text: entry.modelData.hint
                    }
                }
            }
        }
    }
}

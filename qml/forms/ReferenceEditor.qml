// A link to another record, picked by searching.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.Controls
import Keybook.Theme

FocusScope {
    id: editor

    required property FieldRow row

    implicitHeight: frame.implicitHeight

    Field {
        id: frame

        error: editor.row.error
        help: editor.row.hint
        label: editor.row.label
        required: editor.row.mandatory
        width: parent.width

        T.AbstractButton {
            id: box

            focus: true
            implicitHeight: frame.metrics.control
            width: parent.width

            Accessible.description: editor.row.displayText
            Accessible.name: editor.row.label
            Accessible.role: Accessible.ButtonDropDown
            Keys.onDeletePressed: editor.row.edited("")

            background: FieldBox {
                faulty: editor.row.error.length > 0
                focused: box.visualFocus
                usable: box.enabled
            }
            contentItem: Item {
                Label {
                    anchors.left: parent.left
                    anchors.leftMargin: Theme.space3
                    anchors.right: sign.left
                    anchors.verticalCenter: parent.verticalCenter
                    color: editor.row.displayText.length > 0 ? Theme.textPrimary : Theme.textTertiary
                    //: in a field that links to another record, while it is empty
                    text: editor.row.displayText.length > 0 ? editor.row.displayText : qsTr("Search")
                    Accessible.ignored: true
                }
                Icon {
                    id: sign

                    anchors.right: parent.right
                    anchors.rightMargin: Theme.space3
                    anchors.verticalCenter: parent.verticalCenter
                    color: Theme.textTertiary
                    name: editor.row.lockedText.length > 0 ? "lock" : "search"
                    size: frame.metrics.smallIcon
                    visible: !clear.visible
                }
            }

            onClicked: picker.open()
        }
        IconButton {
            id: clear

            anchors.right: box.right
            height: box.height
            iconName: "close"
            //: button in a field that links to another record
            label: qsTr("Clear the field")
            metrics: frame.metrics
            visible: box.enabled && editor.row.displayText.length > 0 && !editor.row.mandatory && editor.row.lockedText.length === 0
            width: height
            onClicked: editor.row.edited("")
        }
    }
    ReferencePicker {
        id: picker

        accountId: editor.row.accountId
        title: editor.row.label
        type: editor.row.referenceType
        onPicked: id => editor.row.edited(id)
    }
}

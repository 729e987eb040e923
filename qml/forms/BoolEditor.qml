pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Controls

FocusScope {
    id: editor

    required property FieldRow row

    implicitHeight: frame.implicitHeight

    Field {
        id: frame

        error: editor.row.error
        help: editor.row.hint
        label: editor.row.label
        width: parent.width

        Switch {
            checked: editor.row.value === true
            focus: true
            height: frame.metrics.control
            label: editor.row.label
            //: state of a switch in a form
            text: checked ? qsTr("Yes") : qsTr("No")
            width: parent.width
            onToggled: editor.row.edited(checked)
        }
    }
}

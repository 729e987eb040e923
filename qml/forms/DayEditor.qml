pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Controls

FocusScope {
    id: editor

    required property FieldRow row

    implicitHeight: input.implicitHeight

    DateField {
        id: input

        error: editor.row.error
        help: editor.row.hint
        input.focus: true
        label: editor.row.label
        required: editor.row.mandatory
        today: editor.row.today
        value: editor.row.text
        width: parent.width
        onPicked: value => editor.row.edited(value)
    }
}

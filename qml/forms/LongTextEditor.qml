pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Controls

FocusScope {
    id: editor

    required property FieldRow row

    implicitHeight: input.implicitHeight

    TextArea {
        id: input

        error: editor.row.error
        help: editor.row.hint
        input.focus: true
        label: editor.row.label
        placeholderText: editor.row.placeholder
        required: editor.row.mandatory
        width: parent.width
        input.onActiveFocusChanged: {
            if (!input.input.activeFocus)
                editor.row.blurred();
        }
        onEdited: text => editor.row.edited(text)

        Binding on text {
            value: editor.row.text
            when: !input.input.activeFocus
            restoreMode: Binding.RestoreNone
        }
    }
}

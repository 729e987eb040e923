// One line: text, numbers, money, phone, e-mail, web address. Numbers are right-aligned and carry their unit.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Controls

FocusScope {
    id: editor

    required property FieldRow row
    readonly property bool number: row.kind === "integer" || row.kind === "decimal" || row.kind === "money" || row.kind === "percent"

    implicitHeight: input.implicitHeight

    TextField {
        id: input

        error: editor.row.error
        help: editor.row.hint
        horizontalAlignment: editor.number ? TextInput.AlignRight : TextInput.AlignLeft
        input.focus: true
        inputMethodHints: {
            switch (editor.row.kind) {
            case "integer": return Qt.ImhDigitsOnly;
            case "decimal":
            case "money":
            case "percent": return Qt.ImhFormattedNumbersOnly;
            case "phone": return Qt.ImhDialableCharactersOnly;
            case "email": return Qt.ImhEmailCharactersOnly | Qt.ImhNoAutoUppercase;
            case "url": return Qt.ImhUrlCharactersOnly | Qt.ImhNoAutoUppercase;
            default: return Qt.ImhNone;
            }
        }
        label: editor.row.label
        leadingIcon: ({phone: "phone", email: "mail", url: "link"})[editor.row.kind] ?? ""
        maximumLength: editor.row.lengthMax > 0 ? editor.row.lengthMax : 32767
        placeholderText: editor.row.placeholder
        required: editor.row.mandatory
        suffix: editor.row.unit
        width: parent.width
        input.onActiveFocusChanged: {
            if (!input.input.activeFocus)
                editor.row.blurred();
        }
        onEdited: text => editor.row.edited(text)

        // Follows the model except while a person types.
        Binding on text {
            value: editor.row.text
            when: !input.input.activeFocus
            restoreMode: Binding.RestoreNone
        }
    }
}

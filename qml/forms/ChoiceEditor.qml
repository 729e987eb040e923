// One of the declared values: chips while there are few short ones, else a list.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Controls
import Keybook.Theme

FocusScope {
    id: editor

    required property FieldRow row
    readonly property int chipsMax: 4
    readonly property bool chips: row.choices.length <= chipsMax && row.lockedText.length === 0

    implicitHeight: chips ? frame.implicitHeight : list.implicitHeight

    Field {
        id: frame

        error: editor.row.error
        help: editor.row.hint
        label: editor.row.label
        required: editor.row.mandatory
        visible: editor.chips
        width: parent.width

        Flow {
            spacing: Theme.space2
            width: parent.width

            Repeater {
                model: editor.chips ? editor.row.choices : []

                Chip {
                    required property var modelData

                    checkable: false
                    checked: editor.row.text === modelData.value
                    iconName: checked ? "check" : ""
                    text: modelData.label
                    Accessible.role: Accessible.RadioButton
                    onClicked: editor.row.edited(checked && !editor.row.mandatory ? "" : modelData.value)
                }
            }
        }
    }
    Choice {
        id: list

        error: editor.row.error
        help: editor.row.hint
        label: editor.row.label
        options: editor.row.choices
        required: editor.row.mandatory
        value: editor.row.text
        visible: !editor.chips
        width: parent.width
        onChosen: value => editor.row.edited(value)
    }
}

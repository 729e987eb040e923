// One of the declared values: chips while there are few short ones, else a list. An open field takes a value of its own, too.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Controls
import Keybook.Theme

FocusScope {
    id: editor

    required property FieldRow row
    readonly property int chipsMax: 4
    readonly property string other: "\n" // no value: it has more than one line
    // What is offered: the declared values, and the one that is in if it is none of them.
    readonly property var known: row.text.length === 0 || row.choices.some(each => each.value === row.text) ? row.choices : row.choices.concat([{value: row.text, label: row.text}])
    //: takes away what was chosen from a list
    readonly property var empty: row.mandatory || row.text.length === 0 ? [] : [{value: "", label: qsTr("No value")}]
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
                model: editor.chips ? editor.known : []

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
            Chip {
                checkable: false
                iconName: "plus"
                //: writes a value that is not among the ones offered
                text: qsTr("Other…")
                visible: editor.row.openChoices
                onClicked: own.open()
            }
        }
    }
    Choice {
        id: list

        error: editor.row.error
        help: editor.row.hint
        label: editor.row.label
        options: editor.empty.concat(editor.known, editor.row.openChoices ? [{value: editor.other, label: qsTr("Other…")}] : [])
        required: editor.row.mandatory
        value: editor.row.text
        visible: !editor.chips
        width: parent.width
        onChosen: value => value === editor.other ? own.open() : editor.row.edited(value)
    }
    Flyout {
        id: own

        y: editor.height

        TextField {
            id: word

            label: editor.row.label
            maximumLength: editor.row.lengthMax > 0 ? editor.row.lengthMax : 200
            //: field for a value of one's own, in place of the ones offered
            placeholderText: qsTr("Your own value")
            width: Theme.menuWidth
            onAccepted: {
                const value = text.trim();
                if (value.length > 0)
                    editor.row.edited(value);
                own.close();
            }
        }
        onOpened: {
            word.text = "";
            word.input.forceActiveFocus();
        }
    }
}

// Several values: those that are in are ticked, suggestions follow, and free ones can be typed where nothing is declared.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Controls
import Keybook.Theme

FocusScope {
    id: editor

    required property FieldRow row
    readonly property var chosen: row.value ?? []
    readonly property var shown: {
        const known = row.choices.concat(row.items);
        const seen = {};
        return known.filter(each => !(each.value in seen) && (seen[each.value] = true));
    }

    function toggle(value: string) {
        row.edited(chosen.includes(value) ? chosen.filter(each => each !== value) : chosen.concat([value]));
    }

    implicitHeight: frame.implicitHeight

    Field {
        id: frame

        error: editor.row.error
        help: editor.row.hint
        label: editor.row.label
        required: editor.row.mandatory
        width: parent.width

        Flow {
            spacing: Theme.space2
            width: parent.width

            Repeater {
                model: editor.shown

                Chip {
                    required property var modelData

                    checkable: false
                    checked: editor.chosen.includes(modelData.value)
                    iconName: checked ? "check" : ""
                    text: modelData.label
                    Accessible.role: Accessible.CheckBox
                    onClicked: editor.toggle(modelData.value)
                }
            }
            Chip {
                id: more

                checkable: false
                iconName: "plus"
                //: adds a value to a set, such as a tag or a participant
                text: qsTr("Add")
                visible: editor.row.referenceType.length > 0 || editor.row.choices.length === 0 || editor.row.openChoices
                onClicked: editor.row.referenceType.length > 0 ? picker.open() : free.open()
            }
        }
    }
    ReferencePicker {
        id: picker

        accountId: editor.row.accountId
        title: editor.row.label
        type: editor.row.referenceType
        onPicked: id => {
            if (!editor.chosen.includes(id))
                editor.toggle(id);
        }
    }
    Flyout {
        id: free

        y: frame.height

        TextField {
            id: word

            //: field for a new tag
            placeholderText: qsTr("New value")
            onAccepted: {
                const value = text.trim();
                if (value.length > 0 && !editor.chosen.includes(value))
                    editor.toggle(value);
                text = "";
                free.close();
            }
        }
        onOpened: word.input.forceActiveFocus()
    }
}

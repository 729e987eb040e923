// One field in conflict: choose a side, or write a third value.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.App
import Keybook.Controls
import Keybook.Forms
import Keybook.Theme

Item {
    id: row

    required property int index
    required property string fieldLabel
    required property string unit
    required property string kind
    required property var choices
    required property var sides
    required property string chosen
    required property string freeValue
    required property string freeError
    required property ConflictModel conflict
    property bool narrow: false
    readonly property bool free: chosen === "free" && !sides.some(each => isChosen(each))
    readonly property bool typable: !/^(bool|set|reference|computed|geo|file|none)$/.test(kind)
    property bool typing: free

    // The value from before may have no edit to point at; then it is taken like a typed one.
    function isChosen(side: var): bool {
        return side.edit.length > 0 ? chosen === side.edit : chosen === "free" && freeValue === side.value;
    }
    function choose(side: var) {
        typing = false;
        if (side.edit.length > 0)
            conflict.choose(index, side.edit);
        else
            conflict.setFree(index, side.value);
    }

    implicitHeight: column.implicitHeight + 2 * Theme.space3

    Accessible.name: fieldLabel
    Accessible.role: Accessible.Grouping

    Rectangle {
        anchors.bottom: parent.bottom
        color: Theme.border
        height: Theme.strokeHairline
        width: parent.width
    }
    ColumnLayout {
        id: column

        spacing: Theme.space2
        width: parent.width - 2 * x
        x: row.narrow ? Theme.sideMargin : Theme.space5
        y: Theme.space3

        RowLayout {
            spacing: Theme.space2 + Theme.focusOffset

            Label {
                text: row.fieldLabel
                variant: Label.Head
                Accessible.role: Accessible.Heading
            }
            Label {
                //: which one of several fields in conflict, such as "1 / 2"
                readonly property string place: qsTr("%1 / %2").arg(row.index + 1).arg(row.conflict.count)

                text: row.unit.length > 0 ? place + "·" + row.unit : place
                variant: Label.Caption
            }
        }
        GridLayout {
            Layout.fillWidth: true
            columnSpacing: Theme.space2 + Theme.focusOffset
            columns: row.narrow ? 2 : Math.max(1, Math.min(3, row.sides.length))
            rowSpacing: columnSpacing


            Repeater {
                model: row.sides

                ConflictSide {
                    required property var modelData

                    Layout.columnSpan: row.narrow && before ? 2 : 1
                    Layout.fillHeight: true
                    Layout.fillWidth: true
                    Layout.preferredWidth: Theme.menuWidth
                    chosen: row.isChosen(modelData)
                    words: modelData.display
                    meta: modelData.meta
                    role: modelData.role
                    roleLabel: modelData.roleLabel
                    onClicked: row.choose(modelData)
                }
            }
        }
        Button {
            iconName: "edit"
            kind: Button.Text
            leftPadding: 0
            small: true
            //: button of a field in conflict: neither value, a third one
            text: qsTr("Write another value")
            visible: row.typable && !row.typing
            onClicked: {
                row.typing = true;
                editor.take();
            }
        }
        FieldEditor {
            id: editor

            Layout.fillWidth: true
            Layout.maximumWidth: Theme.layoutSheet
            choices: row.choices
            displayText: ""
            enabled_: true
            error: row.freeError
            help: ""
            items: []
            kind: row.kind
            //: field for a third value where two values are in conflict
            label: qsTr("Another value")
            lengthMax: 0
            lockedText: ""
            name: row.fieldLabel
            openChoices: false
            placeholder: ""
            referenceType: ""
            today: App.today
            unit: row.unit
            value: row.free ? row.freeValue : ""
            visible: row.typable && row.typing
            onEdited: value => row.conflict.setFree(row.index, value)
        }
        Label {
            Layout.fillWidth: true
            color: Theme.negativeText
            text: row.freeError
            variant: Label.Caption
            visible: text.length > 0 && !editor.visible
            wrapMode: Text.Wrap
        }
    }
}

// The editor of one field, chosen by its kind. A Repeater of one stands for a Loader: that of Qt 6.4 takes no bound components.
pragma ComponentBehavior: Bound
import QtQuick

FieldRow {
    id: field

    readonly property Component editor: {
        switch (kind) {
        case "longText":
        case "address": return longText;
        case "bool": return yesNo;
        case "choice": return choice;
        case "set": return several;
        case "reference": return reference;
        case "date": return day;
        case "time": return moment;
        case "computed":
        case "geo":
        case "file": return readOnly;
        default: return line;
        }
    }
    property Item shown: null

    function take() {
        if (shown)
            shown.forceActiveFocus(Qt.TabFocusReason);
    }

    implicitHeight: shown ? shown.implicitHeight : 0

    Repeater {
        delegate: field.editor
        model: 1

        onItemAdded: (index, item) => {
            item.width = Qt.binding(() => field.width);
            item.enabled = Qt.binding(() => field.enabled_);
            field.shown = item;
        }
    }

    Component { id: line; LineEditor { row: field } }
    Component { id: longText; LongTextEditor { row: field } }
    Component { id: yesNo; BoolEditor { row: field } }
    Component { id: choice; ChoiceEditor { row: field } }
    Component { id: several; SetEditor { row: field } }
    Component { id: reference; ReferenceEditor { row: field } }
    Component { id: day; DayEditor { row: field } }
    Component { id: moment; MomentEditor { row: field } }
    Component { id: readOnly; ReadOnlyEditor { row: field } }
}

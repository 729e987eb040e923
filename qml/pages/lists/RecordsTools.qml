// Over a list of records: whose, which, search, and the button for a new one. Wraps where there is little room.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Controls
import Keybook.Theme

Flow {
    id: tools

    required property RecordListModel records
    required property string createText
    property bool creatable: true
    readonly property alias searchText: search.text

    signal createWanted
    signal presetChosen(string name)

    function clear() {
        search.edit("");
    }

    spacing: Theme.space2

    Segmented {
        //: read aloud for the choice between my records and all
        label: qsTr("Whose")
        options: [
            {value: "mine", label: qsTr("Mine")}, //: whose records a list shows
            {value: "all", label: qsTr("All")} //: whose records a list shows
        ]
        value: tools.records.scope
        onChosen: value => tools.records.scope = value
    }
    Repeater {
        model: tools.records.presets.length > 1 ? tools.records.presets : []

        Chip {
            required property var modelData

            checkable: false
            checked: tools.records.filter === modelData.name
            iconName: checked ? "check" : ""
            implicitHeight: Math.max(metrics.chip, metrics.control)
            text: modelData.count >= 0 ? modelData.label + " " + modelData.count : modelData.label
            Accessible.checkable: true
            Accessible.role: Accessible.RadioButton
            onClicked: tools.presetChosen(modelData.name)
        }
    }
    SearchField {
        id: search

        implicitHeight: Theme.metrics.control
        //: hint in the search field of a list
        placeholderText: qsTr("Search this list")
        width: Theme.menuWidth
    }
    Button {
        iconName: "plus"
        text: tools.createText
        visible: tools.creatable
        onClicked: tools.createWanted()
    }
}

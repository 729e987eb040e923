// The keys of the frame: one list for acting and for the sheet that shows them.
pragma ComponentBehavior: Bound
import QtQuick
import QtQml

Item {
    id: shortcuts

    readonly property var entries: [
        {name: "search", keys: ["Ctrl+K", "/"], hint: "Ctrl K", label: qsTr("Search everything")},
        {name: "log", keys: ["Ctrl+L"], hint: "Ctrl L", label: qsTr("Log a visit")},
        {name: "create", keys: ["Ctrl+N"], hint: "Ctrl N", label: qsTr("New record")},
        {name: "undo", keys: ["Ctrl+Z"], hint: "Ctrl Z", label: qsTr("Undo the last change, for 10 seconds")},
        {name: "sync", keys: ["F5"], hint: "F5", label: qsTr("Sync now")},
        {name: "back", keys: ["Alt+Left", "Back", "Esc"], hint: "Esc", label: qsTr("Back, or close")},
        {name: "place", keys: ["Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+5", "Ctrl+6", "Ctrl+7", "Ctrl+8"], hint: "Ctrl 1 … 8", label: qsTr("Go to a place, in the order of the navigation")},
        {name: "shortcuts", keys: ["?"], hint: "?", label: qsTr("Show this list")}
    ]
    readonly property var formEntries: [
        {hint: "Ctrl S", label: qsTr("Save a form")},
        {hint: "Tab", label: qsTr("Next field or button")},
        {hint: "↑ ↓", label: qsTr("Move in a list")},
        {hint: "Enter", label: qsTr("Open the row or press the button")},
        {hint: "Space", label: qsTr("Tick or untick a row")}
    ]
    property bool active: true

    signal triggered(string name, int number)

    Instantiator {
        model: shortcuts.entries.reduce((all, each) => all.concat(each.keys.map((key, index) => ({name: each.name, key: key, number: index}))), [])

        delegate: Shortcut {
            required property var modelData

            enabled: shortcuts.active
            sequence: modelData.key
            onActivated: shortcuts.triggered(modelData.name, modelData.number)
        }
    }
}

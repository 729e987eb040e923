// This device: its name, its server, what it may see, and whether its data are sound.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.App
import Keybook.Theme
import Keybook.Controls

Panel {
    id: panel

    readonly property var facts: [
        {label: qsTr("Name"), text: App.deviceName}, //: fact about this device
        {label: qsTr("Server"), text: App.serverUrl.replace(/^https?:\/\//, "")}, //: fact about this device: the address
        {label: qsTr("Can see"), text: App.scopeText}, //: fact about this device: how many accounts, which territory
        {label: qsTr("Last sync"), text: App.sync.lastSyncText}, //: fact about this device
        {label: qsTr("Check"), text: App.sync.checkText} //: fact about this device: result of comparing the data
    ].filter(each => each.text.length > 0)

    //: panel: facts about this device
    title: qsTr("This device")

    GridLayout {
        columnSpacing: Theme.space3
        columns: 2
        rowSpacing: Theme.gap
        width: parent.width - 2 * x
        x: Theme.space4

        Repeater {
            model: panel.facts

            Label {
                required property var modelData
                required property int index

                Layout.alignment: Qt.AlignTop
                Layout.column: 0
                Layout.row: index
                color: Theme.textTertiary
                text: modelData.label
            }
        }
        Repeater {
            model: panel.facts

            Label {
                required property var modelData
                required property int index

                Layout.alignment: Qt.AlignTop
                Layout.column: 1
                Layout.fillWidth: true
                Layout.row: index
                text: modelData.text
                wrapMode: Text.Wrap
            }
        }
    }
    Item {
        implicitHeight: check.height + Theme.space3 + Theme.space4
        width: parent.width

        Button {
            id: check

            small: true
            //: button: compare the data on this device with what it should be
            text: qsTr("Check the data")
            x: Theme.space4
            y: Theme.space3
            onClicked: App.sync.check()
        }
    }
}

// The last exchanges with the server: when, how much, how long.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Controls

Panel {
    id: panel

    readonly property int rowsMax: 5
    property bool all: false

    //: panel: the last syncs
    title: qsTr("Last exchanges")

    actions: [
        Button {
            kind: Button.Text
            small: true
            text: panel.all ? qsTr("Show less") : qsTr("Show all")
            visible: exchanges.count > panel.rowsMax
            onClicked: panel.all = !panel.all
        }
    ]

    ExchangeModel {
        id: exchanges
    }
    ExchangeRow {
        bytesText: qsTr("Size") //: column of the table of exchanges
        durationText: qsTr("Took") //: column of the table of exchanges: duration
        errorText: ""
        head: true
        outcomeKind: ""
        receivedText: qsTr("Received") //: column of the table of exchanges
        sentText: qsTr("Sent") //: column of the table of exchanges
        timeText: qsTr("Time") //: column of the table of exchanges
        visible: exchanges.count > 0
        width: parent.width
    }
    Repeater {
        model: exchanges

        ExchangeRow {
            required property int index

            visible: panel.all || index < panel.rowsMax
            width: parent.width
        }
    }
    StateNotice {
        framed: false
        iconName: "sync"
        //: button: sync at once
        primaryText: qsTr("Try now")
        //: the device has not been in touch with the server yet
        title: qsTr("No exchange yet")
        visible: !exchanges.loading && exchanges.count === 0
        width: parent.width
        onPrimary: App.sync.syncNow()
    }
}

// Changes that are safe on this device and have not been sent yet.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Theme
import Keybook.Controls

Panel {
    id: panel

    readonly property int rowsMax: 8
    property bool all: false

    count: App.sync.waitingCount
    note: App.sync.waitingBytesText
    //: panel: changes that have not been sent yet
    title: qsTr("Waiting to be sent")

    actions: [
        Button {
            kind: Button.Text
            small: true
            text: panel.all ? qsTr("Show less") //: button of a list that was cut short
                : qsTr("Show all") //: button of a list that was cut short
            visible: waiting.count > panel.rowsMax
            onClicked: panel.all = !panel.all
        }
    ]

    WaitingModel {
        id: waiting
    }
    LoadingRows {
        count: 3
        visible: waiting.loading
        width: parent.width
    }
    Repeater {
        model: waiting

        LedgerRow {
            required property string icon
            required property int index
            required title
            required subtitle
            required value
            required valueNote

            iconName: icon
            visible: panel.all || index < panel.rowsMax
            width: parent.width

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.infoText
                name: "sync-wait"
                size: Theme.metrics.icon
            }
        }
    }
    StateNotice {
        framed: false
        iconName: "sync-ok"
        //: explains why no change waits
        text: qsTr("What you change without a network appears here until it is sent.")
        //: no change waits to be sent
        title: qsTr("Everything is sent")
        visible: !waiting.loading && waiting.count === 0
        width: parent.width
    }
}

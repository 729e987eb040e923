// The state in one line, Try now, and the switch that keeps the device off the network.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.App
import Keybook.Theme
import Keybook.Controls

Panel {
    id: head

    readonly property SyncState sync: App.sync
    readonly property string shown: sync.offline && sync.state !== "refused" ? "offline" : sync.state // the chips tell about decisions
    readonly property string iconName: sync.running ? "sync"
        : ({waiting: "sync-wait", offline: "sync-off", decision: "sync-fork", refused: "sync-stop"})[shown] ?? "sync-ok"
    readonly property color ink: {
        switch (shown) {
        case "waiting": return Theme.syncWaiting;
        case "offline": return Theme.syncOffline;
        case "decision": return Theme.syncDecision;
        case "refused": return Theme.syncRefused;
        default: return Theme.syncOk;
        }
    }

    GridLayout {
        columnSpacing: Theme.space4
        columns: head.width < Theme.layoutSheet ? 1 : 3
        rowSpacing: Theme.space3
        width: parent.width - 2 * x
        x: Theme.sideMargin

        Item {
            Layout.columnSpan: parent.columns
            implicitHeight: Theme.strokeHairline
        }
        Item {
            implicitHeight: Theme.touchMetrics.row2 - Theme.space1
            implicitWidth: implicitHeight

            DashedFrame {
                anchors.fill: parent
                edge: Theme.fieldBorder
                edgeWidth: Theme.strokeFocus
                radius: height / 2
                visible: head.shown === "offline"
            }
            Rectangle {
                anchors.fill: parent
                border.color: head.ink
                border.width: Theme.strokeFocus
                color: "transparent"
                radius: height / 2
                visible: head.shown !== "offline"
            }
            Icon {
                anchors.centerIn: parent
                color: head.ink
                name: head.iconName
                size: Theme.space6 - Theme.space1
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            Label {
                Layout.fillWidth: true
                text: head.sync.headline
                variant: Label.Title
                wrapMode: Text.Wrap
                Accessible.role: Accessible.Heading
            }
            Label {
                Layout.fillWidth: true
                color: Theme.textSecondary
                text: head.sync.detail
                visible: text.length > 0
                wrapMode: Text.Wrap
            }
            ProgressBar {
                Layout.fillWidth: true
                Layout.topMargin: Theme.space2
                //: read aloud for the bar that shows how far the sync is
                label: qsTr("Sync under way")
                value: head.sync.progress
                visible: head.sync.running
            }
        }
        RowLayout {
            spacing: Theme.space4

            Switch {
                checked: head.sync.workOffline
                //: switch: send and receive nothing until it is turned off again
                text: qsTr("Stay offline")
                onToggled: head.sync.workOffline = checked
            }
            Button {
                enabled: !head.sync.running
                iconName: "sync"
                kind: Button.Filled
                text: head.sync.running ? qsTr("Syncing") //: button while the sync runs
                    : qsTr("Try now") //: button: sync at once
                onClicked: head.sync.syncNow()
            }
        }
        Item {
            Layout.columnSpan: parent.columns
            implicitHeight: Theme.strokeHairline
        }
    }
}

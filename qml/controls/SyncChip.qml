// Where this device stands, in shape, word, number and border. `status` is one of ok waiting offline decision refused.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.Theme

T.AbstractButton {
    id: control

    required property string status
    property int count: 0
    property string since   // "08:12"
    property string detail  // "just now"; shown when in sync
    property bool running: false
    property bool brief: false // icon and number only, where there is no room
    property Density metrics: Theme.metrics

    readonly property bool loud: status === "decision" || status === "refused"
    readonly property color ink: {
        switch (status) {
        case "waiting": return Theme.syncWaiting;
        case "offline": return Theme.syncOffline;
        case "decision": return Theme.syncDecision;
        case "refused": return Theme.syncRefused;
        default: return Theme.syncOk;
        }
    }
    readonly property string words: {
        switch (status) {
        //: sync chip: so many changes still to be sent
        case "waiting": return qsTr("%1 waiting").arg(count);
        //: sync chip: without a connection since a time of day
        case "offline": return since.length > 0 ? qsTr("Offline since %1").arg(since) : offlineWord;
        //: sync chip: so many conflicts need a person's decision
        case "decision": return qsTr("%1 to decide").arg(count);
        //: sync chip: the server refused so many changes
        case "refused": return qsTr("%1 refused").arg(count);
        //: sync chip: everything sent and received
        default: return detail.length > 0 ? qsTr("In sync · %1").arg(detail) : okWord;
        }
    }
    //: sync chip: no connection, time unknown
    readonly property string offlineWord: qsTr("Offline")
    //: sync chip: everything sent and received
    readonly property string okWord: qsTr("In sync")

    hoverEnabled: true
    implicitHeight: metrics.touch ? metrics.chip : metrics.control + Theme.focusOffset
    implicitWidth: line.implicitWidth + Theme.space2 + (brief ? Theme.space2 : Theme.space3)

    Accessible.description: qsTr("Opens the sync page") //: read aloud for the sync chip
    Accessible.name: words
    Accessible.role: Accessible.Button

    background: Item {
        Rectangle {
            anchors.fill: parent
            border.color: control.status === "decision" ? Theme.warningSolid : control.status === "refused" ? Theme.negativeSolid : Theme.borderStrong
            border.width: Theme.strokeControl
            color: control.status === "decision" ? Theme.warningTint : control.status === "refused" ? Theme.negativeTint
                : control.hovered ? Theme.hover : Theme.surface
            radius: height / 2
            visible: control.status !== "offline"
        }
        DashedFrame {
            anchors.fill: parent
            edge: Theme.borderStrong
            fill: control.hovered ? Theme.hover : Theme.surface
            radius: height / 2
            visible: control.status === "offline"
        }
        FocusRing {
            around: control.height / 2
            shown: control.visualFocus
        }
    }
    contentItem: Item {
        Row {
            id: line

            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.gap
            x: Theme.space2

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                color: control.ink
                name: control.running ? "sync" : ({waiting: "sync-wait", offline: "sync-off", decision: "sync-fork", refused: "sync-stop"})[control.status] ?? "sync-ok"
                size: control.metrics.icon
            }
            Label {
                anchors.verticalCenter: parent.verticalCenter
                color: control.ink
                font.pixelSize: control.metrics.touch ? Theme.fontBodySize : Theme.fontDenseSize
                text: control.brief ? (control.count > 0 ? control.count : "") : control.words
                visible: text.length > 0
                Accessible.ignored: true
            }
        }
    }
}

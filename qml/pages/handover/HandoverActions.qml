// What can be done about a handover. While the server is asked, it says so; a refusal is told over the page.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.App
import Keybook.Controls
import Keybook.Theme

Rectangle {
    id: bar

    required property var plan
    readonly property bool any: plan.canAccept || plan.canDecline || plan.canWithdraw || plan.canForce

    color: Theme.raised
    height: any ? row.implicitHeight + 2 * Theme.space3 : 0
    visible: any

    DeskActs {
        id: acts
    }
    Rectangle {
        color: Theme.border
        height: Theme.strokeHairline
        width: parent.width
    }
    RowLayout {
        id: row

        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space2
        width: parent.width - 2 * x
        x: Theme.pageMargin

        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.space1

            Label {
                Layout.fillWidth: true
                color: Theme.textTertiary
                text: bar.plan.busy ? qsTr("Sending what waits, then asking the server…") //: while a handover is decided
                    : bar.plan.canAccept ? qsTr("What your predecessor wrote too late will wait for you, field by field.") //: beside the button Accept
                    : qsTr("Until it took effect, it can be withdrawn.") //: beside the button Withdraw
                wrapMode: Text.Wrap
            }
            ProgressBar {
                Layout.fillWidth: true
                label: qsTr("Asking the server")
                value: -1
                visible: bar.plan.busy
            }
        }
        Button {
            enabled: !bar.plan.busy
            kind: bar.plan.canAccept ? Button.Text : Button.Outlined
            //: button: take a proposed handover back
            text: qsTr("Withdraw")
            visible: bar.plan.canWithdraw
            onClicked: acts.withdraw(bar.plan.recordId)
        }
        Button {
            enabled: !bar.plan.busy
            //: button: do not take the accounts over
            text: qsTr("Decline")
            visible: bar.plan.canDecline
            onClicked: acts.decline(bar.plan.recordId)
        }
        Button {
            enabled: !bar.plan.busy
            //: button of managers: the handover takes effect without the successor's answer
            text: qsTr("Make it effective")
            visible: bar.plan.canForce
            onClicked: acts.accept(bar.plan.recordId)
        }
        Button {
            enabled: !bar.plan.busy
            iconName: "check"
            kind: Button.Filled
            //: button: take the accounts over
            text: qsTr("Accept %1").arg(bar.plan.countText)
            visible: bar.plan.canAccept
            onClicked: acts.accept(bar.plan.recordId)
        }
    }
}

// The accounts of a handover. Those that are on this device open their file or their brief.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Controls
import Keybook.Navigation
import Keybook.Theme

Panel {
    id: panel

    required property var plan
    readonly property int rowsMax: 12
    readonly property int away: plan.accounts.length - plan.hereIds.length
    property bool all: false

    count: plan.accounts.length
    //: panel: the accounts of a handover
    title: qsTr("Accounts")

    actions: [
        Button {
            iconName: "brief"
            kind: Button.Text
            small: true
            //: button: what a successor should know of these accounts
            text: qsTr("Read the brief")
            visible: panel.plan.hereIds.length > 0
            onClicked: Router.readBrief(panel.plan.hereIds, panel.plan.title)
        }
    ]

    Repeater {
        model: panel.plan.accounts.filter(each => each.here).slice(0, panel.all ? undefined : panel.rowsMax)

        LedgerRow {
            id: row

            required property var modelData

            gradeMark: modelData.gradeMark
            gradeName: modelData.gradeName
            gradeRank: modelData.gradeRank
            iconName: "accounts"
            subtitle: modelData.subtitle
            tagKind: modelData.moved ? "positive" : "negative"
            tagText: modelData.resultText
            title: modelData.title
            width: parent?.width ?? 0
            onClicked: Router.openAccount(modelData.recordId, "")

            IconButton {
                anchors.verticalCenter: parent?.verticalCenter
                iconName: "brief"
                //: button of a row: what a successor should know of this account
                label: qsTr("Brief of %1").arg(row.title)
                onClicked: Router.readBrief([row.modelData.recordId], row.title)
            }
        }
    }
    Button {
        kind: Button.Text
        small: true
        text: panel.all ? qsTr("Show less") : qsTr("Show all")
        visible: panel.plan.hereIds.length > panel.rowsMax
        x: Theme.space2
        onClicked: panel.all = !panel.all
    }
    Item {
        implicitHeight: hidden.implicitHeight + 2 * Theme.space3
        visible: panel.away > 0
        width: parent.width

        Rectangle {
            color: Theme.border
            height: Theme.strokeHairline
            visible: panel.plan.hereIds.length > 0
            width: parent.width
        }
        Icon {
            id: lock

            color: Theme.textTertiary
            name: "lock"
            size: Theme.metrics.icon
            x: Theme.space4
            y: Theme.space3
        }
        Label {
            id: hidden

            anchors.left: lock.right
            anchors.leftMargin: Theme.space3
            anchors.right: parent.right
            anchors.rightMargin: Theme.space4
            color: Theme.textSecondary
            text: panel.plan.open ? qsTr("%n account(s) that you do not see yet. The files with their whole history come to this device when the handover takes effect.", "", panel.away)
                //: accounts of a handover that is over
                : qsTr("%n account(s) that you do not see.", "", panel.away)
            wrapMode: Text.Wrap
            y: Theme.space3
        }
    }
}

// Accounts that are due by the visit standards, soonest first, or the most valuable first where there are none; planning or
// logging is one tap.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

Panel {
    id: panel

    required property TodayModel today

    count: today.dueCount
    note: today.dueUnit
    //: panel: accounts whose visit standard is not met
    title: qsTr("Due by standard")
    visible: today.dueCount > 0

    Repeater {
        model: panel.today.due

        LedgerRow {
            id: row

            required property string accountId
            required title
            required subtitle
            required value
            required gradeRank
            required gradeMark
            required gradeName

            boldTitle: true
            reasonLines: 2
            width: parent?.width ?? 0
            onClicked: Router.openAccount(accountId, "overview")

            Button {
                anchors.verticalCenter: parent.verticalCenter
                small: true
                //: short button in a row: plan a visit to this account
                text: qsTr("Plan")
                Accessible.name: qsTr("Plan a visit, %1").arg(row.title) //: read aloud for the button of a row
                onClicked: panel.today.planVisit(row.accountId)
            }
            Button {
                anchors.verticalCenter: parent.verticalCenter
                kind: Button.Text
                small: true
                text: qsTr("Log")
                visible: Viewport.wide
                Accessible.name: qsTr("Log visit, %1").arg(row.title)
                onClicked: Router.logVisit(row.accountId, "")
            }
        }
    }
}

// Today's visits: the next one in full, the later ones as rows.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

Panel {
    id: panel

    required property TodayModel today
    readonly property bool hasNext: (today.next?.recordId ?? "").length > 0

    count: today.visitCount
    //: panel: the visits planned for today
    title: qsTr("Visits today")

    LoadingRows {
        count: 3
        visible: panel.today.loading
        width: parent.width
    }
    Optional {
        active: panel.hasNext

        NextVisit {
            visit: panel.today.next
            width: parent?.width ?? 0
        }
    }
    Repeater {
        model: panel.today.visits

        LedgerRow {
            id: row

            required property string recordId
            required property string accountId
            required property string timeText
            required title
            required subtitle
            required gradeRank
            required gradeMark
            required gradeName

            boldTitle: true
            lead: timeText
            leadLarge: true
            leadWidth: Viewport.narrow ? Theme.space7 : Theme.space7 * 2 - Theme.space1
            width: parent?.width ?? 0
            onClicked: Router.openAccount(accountId, "overview")

            Button {
                anchors.verticalCenter: parent.verticalCenter
                small: true
                //: short button in a row: write down what happened at this visit
                text: qsTr("Log")
                Accessible.name: qsTr("Log visit, %1").arg(row.title) //: read aloud for the button of a row
                onClicked: Router.logVisit(row.accountId, row.recordId)
            }
            IconButton {
                anchors.verticalCenter: parent.verticalCenter
                iconName: "calendar"
                //: read aloud for the button of a row that moves a visit
                label: qsTr("Reschedule, %1").arg(row.title)
                visible: !Viewport.narrow
                onClicked: Router.edit("visit", row.recordId)
            }
        }
    }
    StateNotice {
        framed: false
        iconName: "visits"
        primaryIcon: "calendar"
        //: button: create a planned visit
        primaryText: qsTr("Plan a visit")
        //: button: open the accounts that are due for a visit
        secondaryText: panel.today.dueCount > 0 ? qsTr("See the due accounts") : ""
        text: panel.today.dueCount > 0 ? qsTr("%n account(s) are due by the standard.", "", panel.today.dueCount) //: hint when nothing is planned for today
            : qsTr("No account is due by the standard either.") //: hint when nothing is planned for today
        //: nothing is planned for today
        title: qsTr("No visits planned for today")
        visible: !panel.today.loading && panel.today.visitCount === 0
        width: parent.width
        onPrimary: Router.create("visit", {})
        onSecondary: Router.go("accounts")
    }
}

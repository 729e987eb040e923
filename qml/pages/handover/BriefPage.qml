// The brief of accounts that change hands, to be read: what to know first, then list by list. Made on the device.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Controls
import Keybook.Navigation
import Keybook.Theme

Sheet {
    id: page

    property var accountIds: []
    property string about
    property int shown: 0
    readonly property var account: brief.accounts[shown] ?? null

    //: under the brief
    footNote: brief.missing > 0 ? qsTr("%n account(s) are not on this device.", "", brief.missing) : ""
    preferredWidth: Theme.layoutDialog
    //: title of the brief: which accounts it is about
    title: about.length > 0 ? qsTr("Brief: %1").arg(about) : qsTr("Handover brief")

    HandoverBrief {
        id: brief

        accountIds: page.accountIds
    }
    Column {
        spacing: Theme.space4
        width: parent.width

        Choice {
            //: field: of which account the brief is shown
            label: qsTr("Account")
            metrics: Theme.touchMetrics
            options: brief.accounts.map((each, index) => ({value: String(index), label: each.name}))
            value: String(page.shown)
            visible: brief.accounts.length > 1
            width: parent.width
            onChosen: value => page.shown = Number(value)
        }
        LoadingRows {
            visible: brief.loading
            width: parent.width
        }
        StateNotice {
            failed: brief.errorText.length > 0
            framed: false
            iconName: "brief"
            text: failed ? brief.errorText : qsTr("Its file is not on this device, or not yet.") //: why there is no brief
            title: failed ? qsTr("The brief cannot be made") : qsTr("There is no brief here")
            visible: !brief.loading && page.account === null
            width: parent.width
        }
        Optional {
            active: page.account !== null

            BriefView {
                account: page.account
                width: parent.width
                onOpened: id => {
                    page.close();
                    Router.openAccount(id, "");
                }
            }
        }
    }
}

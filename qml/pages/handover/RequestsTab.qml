// Changes of locked fields that wait for whoever may grant them.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.App
import Keybook.Controls
import Keybook.Navigation
import Keybook.Theme

FocusScope {
    id: tab

    required property RequestListModel requests

    DeskActs {
        id: acts
    }
    ListFrame {
        view: list
    }
    ListView {
        id: list

        anchors.bottomMargin: Theme.space4
        anchors.fill: parent
        anchors.leftMargin: Theme.pageMargin
        anchors.rightMargin: Theme.sideMargin
        anchors.topMargin: Theme.space4
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        focus: true
        model: tab.requests

        T.ScrollBar.vertical: ScrollBar {}
        delegate: LedgerRow {
            id: row

            required property string recordId
            required property string type
            required property string accountId
            required property string icon
            required property string userText
            required property string dateText
            required property int index
            required property bool mine
            required property bool busy
            required property bool grantable
            readonly property bool decides: !mine && grantable
            required title
            required subtitle
            required tagText
            required tagKind
            required tagIcon

            divider: index > 0
            iconName: icon
            reasonLines: 2
            value: mine ? qsTr("Mine") : userText //: at the right of a request: it is my own
            valueNote: dateText
            width: ListView.view.width
            onClicked: Router.openRecord(type, accountId)

            ProgressBar {
                anchors.verticalCenter: parent?.verticalCenter
                label: qsTr("Asking the server")
                value: -1
                visible: row.busy
                width: Theme.space7
            }
            Button {
                anchors.verticalCenter: parent?.verticalCenter
                kind: Button.Text
                small: true
                //: button: take back what I asked for; or leave a value as it is that somebody asked to change
                text: row.mine ? qsTr("Withdraw") : qsTr("Decline")
                visible: (row.mine || row.decides) && !row.busy
                Accessible.name: qsTr("%1: %2").arg(text).arg(row.title)
                onClicked: row.mine ? acts.withdrawRequest(row.recordId) : acts.declineRequest(row.recordId)
            }
            Button {
                anchors.verticalCenter: parent?.verticalCenter
                small: true
                //: button: let a change of a locked field happen
                text: qsTr("Grant")
                visible: row.decides && !row.busy
                Accessible.name: qsTr("%1: %2").arg(text).arg(row.title)
                onClicked: acts.grantRequest(row.recordId)
            }
        }
    }
    StateNotice {
        failed: tab.requests.errorText.length > 0
        framed: false
        iconName: "lock"
        text: failed ? tab.requests.errorText
            //: what the page of requests is for
            : qsTr("Grade, owner, team and the approved credit are changed with approval. A change of yours that waits is listed here.")
        title: failed ? qsTr("The list cannot be read") : qsTr("Nothing waits for approval") //: empty list
        visible: failed || (!tab.requests.loading && tab.requests.count === 0)
        width: Math.min(parent.width, Theme.layoutDialog)
        x: (parent.width - width) / 2
        y: Theme.space5
    }
}

// Accounts that nobody owns: claim one, and its file comes to this device.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.App
import Keybook.Controls
import Keybook.Theme

FocusScope {
    id: tab

    required property PoolModel pool
    readonly property int room: width - Theme.pageMargin - Theme.sideMargin

    DeskActs {
        id: acts
    }
    SearchField {
        id: field

        //: read aloud for the search over the accounts without owner
        label: qsTr("Search the pool")
        //: hint in the search over the accounts without owner
        placeholderText: qsTr("Name or territory")
        text: tab.pool.searchText
        visible: tab.pool.total > 8 || tab.pool.filtered
        width: Math.min(tab.room, Theme.layoutListPane)
        x: Theme.pageMargin
        y: Theme.space4
        onEdited: text => tab.pool.searchText = text
    }
    ListFrame {
        view: list
    }
    ListView {
        id: list

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.space4
        anchors.top: field.visible ? field.bottom : parent.top
        anchors.topMargin: Theme.space4
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        focus: true
        model: tab.pool
        width: tab.room
        x: Theme.pageMargin

        T.ScrollBar.vertical: ScrollBar {}
        delegate: LedgerRow {
            id: row

            required property string recordId
            required property string icon
            required property int index
            required property bool busy
            required title
            required subtitle

            divider: index > 0
            iconName: icon
            width: ListView.view.width
            onClicked: claim.forceActiveFocus(Qt.TabFocusReason)

            ProgressBar {
                anchors.verticalCenter: parent?.verticalCenter
                label: qsTr("Asking the server")
                value: -1
                visible: row.busy
                width: Theme.space7
            }
            Choice {
                anchors.verticalCenter: parent?.verticalCenter
                options: acts.colleagues
                //: field: give an account without owner to a colleague
                placeholderText: qsTr("Assign to")
                visible: acts.manages && !row.busy
                width: Theme.menuWidth * 0.75
                onChosen: value => acts.assign(row.recordId, value)
            }
            Button {
                id: claim

                anchors.verticalCenter: parent?.verticalCenter
                //: button: become the owner of an account that has none
                text: qsTr("Claim")
                visible: !row.busy
                Accessible.name: qsTr("Claim, %1").arg(row.title) //: read aloud for the button of a row
                onClicked: acts.claim(row.recordId)
            }
        }
    }
    DeskStates {
        empty: tab.pool.count === 0
        emptyIcon: tab.pool.filtered ? "filter" : "accounts"
        //: button: take away the search
        emptyPrimary: tab.pool.filtered ? qsTr("Clear the search") : ""
        //: what the pool is for
        emptyText: tab.pool.filtered ? "" : qsTr("Accounts that were returned, or that never had an owner, lie here for whoever of the territory takes them.")
        emptyTitle: tab.pool.filtered ? qsTr("Nothing in the pool fits") //: filtered to nothing
            : qsTr("The pool is empty") //: empty list
        state_: tab.pool.state
        stateText: tab.pool.stateText
        width: Math.min(parent.width, Theme.layoutDialog)
        x: (parent.width - width) / 2
        y: field.visible ? field.y + field.height + Theme.space4 : Theme.space5
        onPrimary: tab.pool.searchText = ""
        onRetried: tab.pool.refresh()
    }
}

// The accounts: all of them as a table or cards; with one open, a short list beside its file, or the file alone.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

FocusScope {
    id: page

    property string accountId // the last one that was open: its file stays, hidden, so that coming back costs nothing
    readonly property bool visited: accountId.length > 0
    readonly property string wanted: Router.accountId
    readonly property bool open: Router.accountId.length > 0
    readonly property int sideWidth: Theme.layoutListPane - Theme.space7 - Theme.space5
    readonly property string title: open && !Viewport.wide && account.found ? account.name : qsTr("Accounts")
    readonly property string subtitle: open ? "" : App.scopeText

    onWantedChanged: {
        if (wanted.length > 0)
            accountId = wanted;
    }
    Component.onCompleted: accountId = wanted

    AccountListModel {
        id: list
    }
    AccountFile {
        id: account

        accountId: page.accountId
    }
    AccountBrowser {
        accounts: list
        anchors.fill: parent
        focus: !page.open
        visible: !page.open
    }
    Optional {
        id: side

        active: page.open && Viewport.wide

        AccountSideList {
            accounts: list
            height: page.height
            width: page.sideWidth
        }
    }
    Optional {
        active: page.visited

        AccountFilePage {
            file: account
            focus: true
            height: page.height
            tab: Router.accountTab
            visible: page.open
            width: page.width - x
            x: side.active ? page.sideWidth : 0
        }
    }
}

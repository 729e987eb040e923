// The accounts: all of them as a table or cards; with one open, a short list beside its file, or the file alone.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

FocusScope {
    id: page

    readonly property bool open: Router.accountId.length > 0
    readonly property int sideWidth: Theme.layoutListPane - Theme.space7 - Theme.space5
    readonly property string title: open && !Viewport.wide && file.item ? (file.item as AccountFilePage).name : qsTr("Accounts")
    readonly property string subtitle: open ? "" : App.scopeText

    AccountListModel {
        id: accounts
    }
    AccountBrowser {
        accounts: accounts
        anchors.fill: parent
        focus: !page.open
        visible: !page.open
    }
    Optional {
        id: side

        active: page.open && Viewport.wide

        AccountSideList {
            accounts: accounts
            height: page.height
            width: page.sideWidth
        }
    }
    Optional {
        id: file

        active: page.open

        AccountFilePage {
            accountId: Router.accountId
            focus: true
            height: page.height
            tab: Router.accountTab
            width: page.width - x
            x: side.active ? page.sideWidth : 0
        }
    }
}

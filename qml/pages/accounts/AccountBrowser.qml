// Search, filters and the list of all accounts, with what can be done to the ticked ones.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.App
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

FocusScope {
    id: browser

    required property AccountListModel accounts

    AccountViews {
        id: views

        accounts: browser.accounts
    }
    ColumnLayout {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.leftMargin: Theme.pageMargin
        anchors.right: parent.right
        anchors.rightMargin: Theme.sideMargin
        anchors.top: parent.top
        anchors.topMargin: Theme.space3 + Theme.focusOffset
        spacing: Theme.space2 + Theme.focusOffset

        RowLayout {
            spacing: Theme.space4

            SearchField {
                id: field

                Layout.fillWidth: !Viewport.wide
                Layout.preferredHeight: Theme.metrics.touch ? Theme.metrics.target : Theme.searchHeight + Theme.space1
                Layout.preferredWidth: Theme.layoutListPane + Theme.space6
                //: number of hits beside a search
                countText: qsTr("%n found", "", browser.accounts.count)
                focus: true
                //: read aloud for the search over the accounts
                label: qsTr("Search accounts")
                //: hint in the search of the accounts
                placeholderText: qsTr("Name, pinyin, phone or code")
                text: browser.accounts.searchText
                onEdited: text => browser.accounts.searchText = text
                Keys.onDownPressed: list.enter()
            }
            Label {
                Layout.fillWidth: true
                text: browser.accounts.hint
                variant: Label.Caption
                visible: Viewport.wide
            }
            ViewsButton {
                views: views
                visible: !Viewport.narrow
            }
            ColumnsButton {
                views: views
                visible: list.table
            }
            SortMenuButton {
                accounts: browser.accounts
                visible: !list.table
            }
            Button {
                iconName: "plus"
                //: button: create an account
                text: qsTr("New account")
                visible: Viewport.wide
                onClicked: Router.create("account", {})
            }
        }
        AccountChips {
            Layout.fillWidth: true
            accounts: browser.accounts
        }
        AccountList {
            id: list

            Layout.fillHeight: true
            Layout.fillWidth: true
            accounts: browser.accounts
            bottomRoom: selection.visible ? selection.height + 2 * Theme.space4 : 0
        }
    }
    SelectionBar {
        id: selection

        accounts: browser.accounts
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.space4
        anchors.horizontalCenter: parent.horizontalCenter
        width: Viewport.wide ? Math.min(implicitWidth, parent.width - 2 * Theme.pageMargin) : parent.width - 2 * Theme.pageMargin
    }
}

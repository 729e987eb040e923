// The short list beside an open account file.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.App
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

Rectangle {
    id: side

    required property AccountListModel accounts

    color: Theme.surface

    SearchField {
        id: field

        label: qsTr("Search accounts")
        //: hint in the search of the list beside an account file
        placeholderText: qsTr("Search in %n account(s)", "", side.accounts.count)
        text: side.accounts.searchText
        width: parent.width - 2 * x
        x: Theme.space3
        y: Theme.space3
        onEdited: text => side.accounts.searchText = text
    }
    ListView {
        id: list

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: edge.left
        anchors.top: field.bottom
        anchors.topMargin: Theme.space2 + Theme.focusOffset
        activeFocusOnTab: true
        boundsBehavior: Flickable.StopAtBounds
        cacheBuffer: 0
        clip: true
        currentIndex: -1
        model: side.accounts
        reuseItems: true

        T.ScrollBar.vertical: ScrollBar {}
        Accessible.name: qsTr("Accounts")
        Accessible.role: Accessible.List

        delegate: LedgerRow {
            required property string recordId
            required property string name
            required property string lastContactText
            required property string standardText
            required property string standardKind
            required property string revenue
            required gradeRank
            required gradeMark
            required gradeName

            boldTitle: selected
            selected: recordId === Router.accountId
            subtitle: standardKind === "negative" && standardText.length > 0 ? standardText : lastContactText
            title: name
            value: revenue
            width: ListView.view.width
            onClicked: Router.openAccount(recordId, Router.accountTab)
        }
        Keys.onReturnPressed: (currentItem as LedgerRow)?.clicked()
    }
    StateNotice {
        anchors.top: list.top
        framed: false
        iconName: "filter"
        //: button: take away all filters and the search
        primaryText: qsTr("Clear filters")
        title: qsTr("No account fits all conditions")
        visible: side.accounts.count === 0 && side.accounts.filtered && !side.accounts.loading
        width: parent.width
        onPrimary: side.accounts.clearFilters()
    }
    Rectangle {
        id: edge

        anchors.right: parent.right
        color: Theme.border
        height: parent.height
        width: Theme.strokeHairline
    }
}

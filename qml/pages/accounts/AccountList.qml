// The accounts as a table with a head (room and mouse) or as cards (touch). 20,000 rows: delegates are reused.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.App
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

Rectangle {
    id: frame

    required property AccountListModel accounts
    property real bottomRoom: 0
    readonly property bool table: Viewport.wide && !Theme.touch
    readonly property alias view: list

    function enter() {
        list.currentIndex = Math.max(0, list.currentIndex);
        list.forceActiveFocus(Qt.TabFocusReason);
    }

    border.color: Theme.border
    border.width: Theme.strokeHairline
    color: Theme.surface
    radius: Theme.radiusLg

    AccountColumns {
        id: head

        accounts: frame.accounts
        visible: frame.table
        height: visible ? implicitHeight : 0
        width: list.width
        x: list.x
        y: Theme.strokeHairline
    }
    ListView {
        id: list

        activeFocusOnTab: true
        anchors.fill: parent
        anchors.margins: Theme.strokeHairline
        anchors.topMargin: head.height + Theme.strokeHairline
        bottomMargin: frame.bottomRoom
        boundsBehavior: Flickable.StopAtBounds
        cacheBuffer: Theme.metrics.row2 * 8
        clip: true
        currentIndex: -1
        model: frame.accounts
        reuseItems: true
        visible: count > 0

        T.ScrollBar.vertical: ScrollBar {}
        Accessible.name: qsTr("Accounts")
        Accessible.role: Accessible.List

        delegate: frame.table ? tableRow : card

        Keys.onReturnPressed: (currentItem as AccountRow)?.openFile()
        Keys.onSpacePressed: frame.accounts.toggleSelected(currentIndex)
        onActiveFocusChanged: {
            if (activeFocus && currentIndex < 0 && count > 0)
                currentIndex = 0;
        }
    }
    AccountListStates {
        accounts: frame.accounts
        anchors.left: parent.left
        anchors.right: parent.right
        y: head.height + Theme.strokeHairline
    }

    Component {
        id: tableRow

        AccountTableRow {
            accounts: frame.accounts
            columns: head.columns
            focused: ListView.isCurrentItem && list.activeFocus
            width: list.width
        }
    }
    Component {
        id: card

        AccountCardRow {
            accounts: frame.accounts
            focused: ListView.isCurrentItem && list.activeFocus
            width: list.width
        }
    }
}

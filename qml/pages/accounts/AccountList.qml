// The accounts as a table with a head (room and mouse) or as cards (touch). 20,000 rows: delegates are reused.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

Rectangle {
    id: frame

    required property AccountListModel accounts
    property real bottomRoom: 0
    property int firstRow: 0 // the row at the upper edge: the other view begins with it
    readonly property bool table: Viewport.wide && !Theme.touch
    readonly property AccountRows view: (table ? rows.item : cards.item) as AccountRows

    function enter() {
        if (!view)
            return;
        view.currentIndex = Math.max(0, view.currentIndex);
        view.forceActiveFocus(Qt.TabFocusReason);
    }

    border.color: Theme.border
    border.width: Theme.strokeHairline
    color: Theme.surface
    radius: Theme.radiusLg

    AccountColumns {
        id: head

        accounts: frame.accounts
        height: visible ? implicitHeight : 0
        visible: frame.table
        width: frame.width - 2 * x
        x: Theme.strokeHairline
        y: Theme.strokeHairline
    }
    Item {
        id: room

        anchors.fill: parent
        anchors.margins: Theme.strokeHairline
        anchors.topMargin: head.height + Theme.strokeHairline

        Optional {
            id: rows

            active: frame.table

            AccountRows {
                id: tableRows

                accounts: frame.accounts
                anchors.fill: parent
                bottomMargin: frame.bottomRoom
                delegate: AccountTableRow {
                    accounts: frame.accounts
                    columns: head.columns
                    focused: ListView.isCurrentItem && tableRows.activeFocus
                    width: tableRows.width
                }
                Component.onCompleted: positionViewAtIndex(frame.firstRow, ListView.Beginning)
                onMovementEnded: frame.firstRow = Math.max(0, indexAt(0, contentY))
            }
        }
        Optional {
            id: cards

            active: !frame.table

            AccountRows {
                id: cardRows

                accounts: frame.accounts
                anchors.fill: parent
                bottomMargin: frame.bottomRoom
                delegate: AccountCardRow {
                    accounts: frame.accounts
                    focused: ListView.isCurrentItem && cardRows.activeFocus
                    width: cardRows.width
                }
                Component.onCompleted: positionViewAtIndex(frame.firstRow, ListView.Beginning)
                onMovementEnded: frame.firstRow = Math.max(0, indexAt(0, contentY))
            }
        }
    }
    AccountListStates {
        accounts: frame.accounts
        anchors.left: parent.left
        anchors.right: parent.right
        y: head.height + Theme.strokeHairline
    }
}

// One account of the list, as a table row or as a card.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

AccountRow {
    id: row

    function openFile() {
        Router.openAccount(recordId, "overview");
    }

    hoverEnabled: true
    implicitHeight: table ? Theme.metrics.row + Theme.space2 : Theme.metrics.row2 + Theme.space2 + Theme.focusOffset
    padding: 0

    Accessible.description: gradeName + ", " + owner + ", " + standardText + ", " + lastContactText
    Accessible.name: name
    Accessible.role: Accessible.ListItem
    Accessible.selected: selected

    background: Rectangle {
        color: row.selected ? Theme.selected : row.hovered ? Theme.hover : "transparent"

        Rectangle {
            color: Theme.border
            height: Theme.strokeHairline
            visible: row.table || row.index > 0
            width: parent.width
        }
        FocusRing {
            around: 0
            offset: -2 * Theme.strokeFocus
            shown: row.focused
        }
    }
    contentItem: Item {
        CheckBox {
            checked: row.selected
            focusPolicy: Qt.NoFocus
            height: parent.height
            //: read aloud for the box that ticks a row
            label: qsTr("Select %1").arg(row.name)
            width: Theme.space7 - Theme.space2 + (row.table ? 0 : Theme.space1)
            leftPadding: 0
            x: Theme.space4
            onClicked: row.accounts.toggleSelected(row.index)
            onToggled: checked = Qt.binding(() => row.selected)
        }
        Optional {
            active: row.table

            AccountCells {
                anchors.fill: parent
                anchors.leftMargin: Theme.space7 - Theme.space2 + Theme.space4
                anchors.rightMargin: Theme.space4
                row: row
            }
        }
        Optional {
            active: !row.table

            AccountCard {
                anchors.fill: parent
                anchors.leftMargin: Theme.space7 + Theme.space4
                anchors.rightMargin: Theme.space4
                row: row
            }
        }
    }

    onClicked: openFile()
}

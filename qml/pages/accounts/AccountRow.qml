// An account in the list: what a row knows, the tick box and the press. The table row and the card fill it.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.App
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

T.ItemDelegate {
    id: row

    required property AccountListModel accounts
    required property bool focused
    required property int index
    required property string recordId
    required property string name
    required property string nameMarked
    required property string matchText
    required property string code
    required property string industry
    required property string owner
    required property int gradeRank
    required property string gradeMark
    required property string gradeName
    required property int relationLevel
    required property string relationText
    required property string revenue
    required property string revenueUnit
    required property string growth
    required property string growthKind
    required property string lastContactText
    required property int lastContactDays
    required property string nextStep
    required property string standardText
    required property string standardKind
    required property string standardIcon
    required property bool selected
    property bool topLine: true
    property int contentX: Theme.space7 - Theme.space2 + Theme.space4
    property alias body: slot.data

    function openFile() {
        Router.openAccount(recordId, "overview");
    }

    hoverEnabled: true
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
            visible: row.topLine
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
            width: Theme.space7 - Theme.space2
            leftPadding: 0
            x: Theme.space4
            onClicked: row.accounts.toggleSelected(row.index)
            onToggled: checked = Qt.binding(() => row.selected)
        }
        Item {
            id: slot

            anchors.fill: parent
            anchors.leftMargin: row.contentX
            anchors.rightMargin: Theme.space4
        }
    }

    onClicked: openFile()
}

// One stage of the pipeline: sum, weighted sum, and its cards.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Keybook.Controls
import Keybook.Navigation
import Keybook.Theme

Rectangle {
    id: column

    required property string stage
    required property string label
    required property string stageNote
    required property string sumText
    required property string weightedText
    required property int cardCount
    required property var cards // a list model with row roles
    required property BoardDrag drag
    required property Item board
    readonly property bool over: drag.active && drag.target === stage && drag.from !== stage

    signal menuWanted(string recordId, Item anchor)

    border.color: Theme.accentFill
    border.width: over ? Theme.strokeFocus : 0
    color: over ? Theme.accentTint : Theme.sunken
    radius: Theme.radiusLg

    Accessible.name: label + ", " + sumText
    Accessible.role: Accessible.List

    ColumnLayout {
        id: head

        spacing: 0
        width: parent.width - 2 * x
        x: Theme.space3
        y: Theme.space2 + Theme.strokeHairline

        RowLayout {
            spacing: Theme.gap

            Label {
                Layout.maximumWidth: implicitWidth
                Layout.minimumWidth: Math.min(implicitWidth, head.width / 2)
                text: column.label
                variant: Label.Head
                Accessible.role: Accessible.Heading
            }
            CountBadge {
                count: column.cardCount
                fill: Theme.surface
            }
            Label {
                Layout.fillWidth: true
                bold: true
                horizontalAlignment: Text.AlignRight
                text: column.sumText
            }
        }
        RowLayout {
            spacing: Theme.gap

            Label {
                Layout.fillWidth: true
                text: column.stageNote
                variant: Label.Caption
            }
            Label {
                text: column.weightedText
                variant: Label.Caption
            }
        }
    }
    ListView {
        id: list

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.leftMargin: Theme.space2
        anchors.right: parent.right
        anchors.rightMargin: Theme.space2
        anchors.top: head.bottom
        anchors.topMargin: Theme.space2
        bottomMargin: Theme.space2
        boundsBehavior: Flickable.StopAtBounds
        cacheBuffer: 0
        clip: true
        interactive: !column.drag.active
        model: column.cards
        spacing: Theme.space2

        T.ScrollBar.vertical: ScrollBar {}

        delegate: OpportunityCard {
            board: column.board
            drag: column.drag
            stage: column.stage
            width: ListView.view.width
            onMenuWanted: anchor => column.menuWanted(recordId, anchor)
            onOpened: Router.openRecord("opportunity", recordId)
        }

        Label {
            anchors.horizontalCenter: parent.horizontalCenter
            //: a stage of the pipeline without cards
            text: qsTr("Nothing in this stage")
            variant: Label.Caption
            visible: column.cardCount === 0 && !column.over
            y: Theme.space4
        }
    }
    DashedFrame {
        edge: Theme.accentFill
        edgeWidth: Theme.strokeFocus
        fill: Theme.accentTint
        height: Theme.touchMetrics.row2
        radius: Theme.radiusMd
        visible: column.over
        width: list.width
        x: list.x
        y: list.y + Math.min(list.contentHeight + Theme.space2, list.height - height - Theme.space5)

        Label {
            color: Theme.accentOnTint
            //: the place in a stage where a dragged card will go
            text: qsTr("Put it here")
            x: Theme.space3
            y: Theme.space2
        }
    }
}

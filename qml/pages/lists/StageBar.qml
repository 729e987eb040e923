// The stages as large targets in thumb reach, while a card is lifted: drop it here or tap one.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Controls
import Keybook.Theme

Rectangle {
    id: bar

    required property BoardModel stages
    required property BoardDrag drag

    signal chosen(string stage)

    function stageAt(x: real, y: real): string {
        if (!visible || y < 0)
            return "";
        const inRow = mapToItem(row, x, y);
        const found = row.childAt(inRow.x, row.height / 2) as StageTarget;
        return found ? found.stage : "";
    }

    color: Theme.raised
    implicitHeight: Theme.touchMetrics.row2 + Theme.space4 + 2 * Theme.space3

    Accessible.name: qsTr("Move to a stage") //: read aloud for the bar of stages
    Accessible.role: Accessible.ToolBar

    Rectangle {
        color: Theme.borderStrong
        height: Theme.strokeHairline
        width: parent.width
    }
    Row {
        id: row

        readonly property real each: (width - cancel.width - spacing * bar.stages.count) / Math.max(1, bar.stages.count)

        height: parent.height - 2 * y
        spacing: Theme.space2
        width: parent.width - 2 * x
        x: Theme.space4
        y: Theme.space3

        Repeater {
            model: bar.stages

            StageTarget {
                current: bar.drag.from === stage
                height: row.height
                over: bar.drag.target === stage && !current
                width: row.each
                onClicked: bar.chosen(stage)
            }
        }
        IconButton {
            id: cancel

            anchors.verticalCenter: parent.verticalCenter
            iconName: "close"
            //: button: leave the card where it is
            label: qsTr("Do not move")
            metrics: Theme.touchMetrics
            onClicked: bar.drag.cancel()
        }
    }
}

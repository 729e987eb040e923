// The columns of the pipeline, the card that is on its way, and the bar of stages for the thumb.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.App
import Keybook.Controls
import Keybook.Navigation
import Keybook.Theme

FocusScope {
    id: page

    required property BoardModel stages
    property int margin: Theme.pageMargin
    readonly property int gap: Theme.space3
    readonly property real room: width - margin - Theme.sideMargin
    readonly property real fitting: (room - gap * (stages.count - 1)) / Math.max(1, stages.count)
    readonly property real columnWidth: Viewport.wide ? Math.max(Theme.menuWidth - Theme.space4, fitting)
        : Math.max(Math.min(room, Theme.menuWidth + Theme.space7 + Theme.space4), fitting)

    function move(stage: string) {
        if (lifted.active && stage.length > 0 && stage !== lifted.from)
            stages.moveCard(lifted.card.recordId, stage);
        lifted.cancel();
    }
    function stageAt(x: real, y: real): string {
        const inBar = mapToItem(bar, x, y);
        if (bar.visible && inBar.y >= 0)
            return bar.stageAt(inBar.x, inBar.y);
        const column = list.itemAt(x + list.contentX, list.contentY + 1) as StageColumn;
        return column ? column.stage : "";
    }

    Keys.onEscapePressed: event => {
        event.accepted = lifted.active;
        lifted.cancel();
    }

    BoardDrag {
        id: lifted

        onMoved: target = page.stageAt(x, y)
        onDropped: {
            if (target.length > 0 && target !== from)
                page.move(target);
            else if (Theme.touch)
                choosing = true;
            else
                cancel();
        }
    }
    ListView {
        id: list

        anchors.bottom: parent.bottom
        anchors.top: parent.top
        boundsBehavior: Flickable.StopAtBounds
        cacheBuffer: 0
        interactive: contentWidth > width && !lifted.active
        leftMargin: page.margin
        model: page.stages
        orientation: ListView.Horizontal
        rightMargin: Theme.sideMargin
        spacing: page.gap
        width: parent.width

        T.ScrollBar.horizontal: ScrollBar {}

        delegate: StageColumn {
            id: column

            board: page
            drag: lifted
            height: ListView.view.height + Theme.radiusLg // its foot is under the edge of the page
            width: page.columnWidth
            onMenuWanted: (recordId, anchor) => menu.openFor(recordId, stage, anchor)
        }
    }
    Repeater {
        model: lifted.active && !lifted.choosing ? [lifted.card] : []

        CardFace {
            required property var modelData

            dateText: modelData.dateText
            gradeMark: modelData.gradeMark
            gradeRank: modelData.gradeRank
            raised: true
            subtitle: modelData.subtitle
            tagIcon: modelData.tagIcon
            tagKind: modelData.tagKind
            tagText: modelData.tagText
            title: modelData.title
            value: modelData.value
            width: lifted.width
            x: lifted.x - width / 2
            y: lifted.y - (Theme.touch ? height + Theme.space4 : Theme.space5) // a finger hides what is under it
            z: 1
        }
    }
    StageBar {
        id: bar

        anchors.bottom: parent.bottom
        drag: lifted
        stages: page.stages
        visible: lifted.active && (Theme.touch || lifted.choosing)
        width: parent.width
        onChosen: stage => page.move(stage)
    }
    StageMenu {
        id: menu

        stages: page.stages
    }
}

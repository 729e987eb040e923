// A card that opens its record, can be dragged to another stage, or moved from its menu.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.Controls
import Keybook.Theme

T.AbstractButton {
    id: card

    required property string recordId
    required property string title
    required property string subtitle
    required property string value
    required property string dateText
    required property string tagText
    required property string tagKind
    required property string tagIcon
    required property int gradeRank
    required property string gradeMark
    required property string stage
    required property BoardDrag drag
    required property Item board
    readonly property bool lifted: drag.active && drag.card.recordId === recordId

    signal opened
    signal menuWanted(Item anchor)

    function lift() {
        drag.lift({recordId: recordId, title: title, subtitle: subtitle, value: value, dateText: dateText, tagText: tagText,
            tagKind: tagKind, tagIcon: tagIcon, gradeRank: gradeRank, gradeMark: gradeMark}, stage, width);
    }

    hoverEnabled: true
    implicitHeight: face.implicitHeight

    Accessible.description: subtitle + ", " + value + ", " + dateText + (tagText.length > 0 ? ", " + tagText : "")
    Accessible.name: title
    Accessible.role: Accessible.ListItem
    Keys.onMenuPressed: menuWanted(more)
    Keys.onReturnPressed: opened()

    background: CardFace {
        id: face

        border.color: card.hovered ? Theme.borderStrong : Theme.border
        dateText: card.dateText
        ghost: card.lifted
        gradeMark: card.gradeMark
        gradeRank: card.gradeRank
        headMargin: more.width - Theme.space2
        subtitle: card.subtitle
        tagIcon: card.tagIcon
        tagKind: card.tagKind
        tagText: card.tagText
        title: card.title
        value: card.value

        FocusRing {
            shown: card.visualFocus
        }
    }

    onClicked: opened()

    MouseArea {
        id: area

        property real startX: 0
        property real startY: 0
        property bool dragged: false

        function follow(x: real, y: real) {
            const at = mapToItem(card.board, x, y);
            card.drag.x = at.x;
            card.drag.y = at.y;
            card.drag.moved();
        }

        acceptedButtons: Qt.LeftButton | Qt.RightButton
        anchors.fill: parent
        preventStealing: !Theme.touch || card.lifted
        pressAndHoldInterval: Theme.durationLongPress

        onCanceled: card.drag.cancel()
        onClicked: mouse => {
            if (mouse.button === Qt.RightButton)
                card.menuWanted(more);
            else if (!dragged)
                card.opened();
        }
        onPositionChanged: mouse => {
            const far = Math.abs(mouse.x - startX) + Math.abs(mouse.y - startY) > Qt.styleHints.startDragDistance;
            if (!card.lifted && !Theme.touch && far && mouse.buttons & Qt.LeftButton) {
                dragged = true;
                card.lift();
            }
            if (card.lifted)
                follow(mouse.x, mouse.y);
        }
        onPressAndHold: mouse => {
            if (mouse.button !== Qt.LeftButton || card.lifted)
                return;
            dragged = true;
            card.lift();
            follow(mouse.x, mouse.y);
        }
        onPressed: mouse => {
            dragged = false;
            startX = mouse.x;
            startY = mouse.y;
        }
        onReleased: {
            if (card.lifted)
                card.drag.dropped();
        }
    }
    IconButton {
        id: more

        anchors.right: parent.right
        anchors.top: parent.top
        iconName: "more"
        //: button on a card of the pipeline
        label: qsTr("Move %1").arg(card.title)
        opacity: Theme.touch || card.hovered || hovered || visualFocus || card.visualFocus ? 1 : 0
        onClicked: card.menuWanted(more)
    }
}

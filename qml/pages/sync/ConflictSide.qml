// One value of a field in conflict, with who wrote it and when. The value from before has a dashed edge.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.Controls
import Keybook.Theme

T.AbstractButton {
    id: side

    required property string role // mine theirs before
    required property string roleLabel
    required property string words
    required property string meta
    required property bool chosen
    readonly property bool before: role === "before"

    hoverEnabled: true
    implicitHeight: column.implicitHeight + 2 * Theme.space3
    implicitWidth: Theme.menuWidth

    Accessible.checkable: true
    Accessible.checked: chosen
    Accessible.description: meta
    Accessible.name: roleLabel + ", " + words
    Accessible.role: Accessible.RadioButton

    background: Item {
        Rectangle {
            anchors.fill: parent
            border.color: side.chosen ? Theme.accentFill : Theme.borderStrong
            border.width: side.chosen ? Theme.strokeFocus : Theme.strokeControl
            color: side.chosen ? Theme.accentTint : side.hovered ? Theme.hover : Theme.raised
            radius: Theme.radiusLg
            visible: !side.before || side.chosen
        }
        DashedFrame {
            anchors.fill: parent
            edge: Theme.borderStrong
            fill: side.hovered ? Theme.hover : Theme.raised
            radius: Theme.radiusLg
            visible: side.before && !side.chosen
        }
        FocusRing {
            around: Theme.radiusLg
            shown: side.visualFocus
        }
    }
    contentItem: Item {
        RadioMark {
            id: mark

            checked: side.chosen
            height: Theme.sideMargin
            width: height
            x: Theme.space3
            y: Theme.space3
        }
        Column {
            id: column

            anchors.left: mark.right
            anchors.leftMargin: Theme.space2 + Theme.focusOffset
            anchors.right: parent.right
            anchors.rightMargin: Theme.space3
            y: Theme.space3

            Label {
                text: side.roleLabel
                variant: Label.Caption
                width: parent.width
                Accessible.ignored: true
            }
            Label {
                bold: !side.before
                maximumLineCount: 6
                text: side.words
                variant: Label.Head
                width: parent.width
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
            Label {
                text: side.meta
                variant: Label.Caption
                visible: text.length > 0
                width: parent.width
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
        }
    }
}

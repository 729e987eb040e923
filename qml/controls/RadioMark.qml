// The mark of a radio button, also used inside choice cards.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Theme

Rectangle {
    id: mark

    required property bool checked

    border.color: checked ? Theme.accentFill : Theme.fieldBorder
    border.width: checked ? Theme.gap : Theme.strokeIcon
    color: Theme.surface
    implicitHeight: Theme.compactMetrics.icon + Theme.focusOffset
    implicitWidth: implicitHeight
    radius: width / 2
}

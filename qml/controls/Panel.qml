// A white surface with a head and rows. No panel stands inside another one.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Theme

Rectangle {
    id: panel

    property string title
    property string note
    property int count: -1         // not shown when negative
    property string alarm          // "warning" or "negative" outlines the panel
    property alias actions: head.actions
    default property alias content: column.data

    border.color: alarm.length > 0 ? Theme.kindSolid(alarm) : Theme.border
    border.width: Theme.strokeHairline
    color: Theme.surface
    implicitHeight: column.y + column.implicitHeight + Theme.strokeHairline
    implicitWidth: Theme.layoutSidePane
    radius: Theme.radiusLg

    Accessible.name: title
    Accessible.role: Accessible.Grouping

    SectionHead {
        id: head

        count: panel.count
        note: panel.note
        text: panel.title
        visible: text.length > 0
        width: parent.width
    }
    Column {
        id: column

        width: parent.width - 2 * Theme.strokeHairline
        x: Theme.strokeHairline
        y: head.visible ? head.height : Theme.strokeHairline
    }
}

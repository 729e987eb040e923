// The head of a panel: title, count, remark, and actions at the right.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.Theme

Item {
    id: head

    property string text
    property string note
    property int count: -1
    default property alias actions: slot.data

    implicitHeight: Math.max(Theme.metrics.headRow, row.implicitHeight)
    implicitWidth: row.implicitWidth + 2 * Theme.space4

    RowLayout {
        id: row

        anchors.fill: parent
        anchors.leftMargin: Theme.space4
        anchors.rightMargin: Theme.space4 - (slot.visible ? Theme.space2 : 0)
        spacing: Theme.space2

        Label {
            Layout.maximumWidth: Math.ceil(implicitWidth)
            Layout.preferredWidth: Math.ceil(implicitWidth)
            text: head.text
            variant: Label.Head
            Accessible.role: Accessible.Heading
        }
        CountBadge {
            count: head.count
            visible: count >= 0
        }
        Label {
            Layout.fillWidth: true
            text: head.note
            variant: Label.Caption
        }
        Row {
            id: slot

            spacing: Theme.space2
            visible: children.length > 0
        }
    }
}

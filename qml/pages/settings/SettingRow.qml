// A setting: its name and an explanation at the left, the control at the right, under it where there is no room.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.Theme
import Keybook.Controls

Item {
    id: row

    required property string label
    property string help
    default property alias content: slot.data
    readonly property bool stacked: slot.childrenRect.width > width * 0.6

    implicitHeight: Math.max(Theme.metrics.row2, grid.implicitHeight + 2 * Theme.space2)

    Rectangle {
        color: Theme.border
        height: Theme.strokeHairline
        width: parent.width
    }
    GridLayout {
        id: grid

        anchors.left: parent.left
        anchors.leftMargin: Theme.space4
        anchors.right: parent.right
        anchors.rightMargin: Theme.space4
        anchors.verticalCenter: parent.verticalCenter
        columnSpacing: Theme.space4
        columns: row.stacked ? 1 : 2
        rowSpacing: Theme.space2

        ColumnLayout {
            spacing: 0

            Label {
                Layout.fillWidth: true
                text: row.label
                wrapMode: Text.Wrap
            }
            Label {
                Layout.fillWidth: true
                text: row.help
                variant: Label.Caption
                visible: text.length > 0
                wrapMode: Text.Wrap
            }
        }
        Item {
            id: slot

            implicitHeight: childrenRect.height
            implicitWidth: childrenRect.width
        }
    }
}

// One part of the first download: its state by shape and word.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.Theme
import Keybook.Controls

Item {
    id: row

    required property int index
    required property var modelData
    readonly property bool done: modelData.state === "done"
    readonly property bool running: modelData.state === "running"

    implicitHeight: Math.max(Theme.touchMetrics.row2, line.implicitHeight + 2 * Theme.space2)

    Accessible.description: modelData.detail
    Accessible.name: done ? qsTr("%1, ready").arg(modelData.title) : modelData.title //: read aloud for a part of the download that is here
    Accessible.role: Accessible.ListItem

    Rectangle {
        color: Theme.border
        height: Theme.strokeHairline
        visible: row.index > 0
        width: parent.width
    }
    RowLayout {
        id: line

        anchors.left: parent.left
        anchors.leftMargin: Theme.sideMargin
        anchors.right: parent.right
        anchors.rightMargin: Theme.sideMargin
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space4

        DashedFrame {
            Layout.preferredHeight: Theme.space6
            Layout.preferredWidth: Theme.space6
            edge: row.done || row.running ? "transparent" : Theme.fieldBorder
            edgeWidth: Theme.strokeIcon
            fill: row.done ? Theme.positiveTint : "transparent"
            radius: width / 2

            Rectangle {
                anchors.fill: parent
                border.color: Theme.accentFill
                border.width: Theme.strokeFocus
                color: "transparent"
                radius: width / 2
                visible: row.running
            }
            Icon {
                anchors.centerIn: parent
                color: row.done ? Theme.positiveText : Theme.accentText
                name: row.done ? "check" : row.running ? "arrow-down" : ""
                size: Theme.compactMetrics.icon
            }
            Label {
                anchors.centerIn: parent
                color: Theme.textSecondary
                text: row.index + 1
                visible: !row.done && !row.running
                Accessible.ignored: true
            }
        }
        ColumnLayout {
            spacing: 0

            Label {
                Layout.fillWidth: true
                bold: row.done || row.running
                font.pixelSize: Theme.largeText
                text: row.modelData.title
                Accessible.ignored: true
            }
            Label {
                Layout.fillWidth: true
                font.pixelSize: Theme.fontDenseSize
                text: row.modelData.detail
                variant: Label.Caption
                Accessible.ignored: true
            }
        }
        Tag {
            kind: "positive"
            //: this part of the download is here
            text: qsTr("Ready to use")
            visible: row.done
        }
    }
}

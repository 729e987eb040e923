// One event: day, kind on the thread, what happened, who.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

RowControl {
    id: row

    required property string recordId
    required property string type
    required property string dayText
    required property string weekdayText
    required property string timeText
    required property string title
    required property string people
    required property string icon
    required property bool planned
    required property string tagText
    required property string tagKind
    required property string tagIcon
    required property string text
    readonly property int dayWidth: Theme.space7 + Theme.space3
    readonly property int knot: Theme.space6 + Theme.focusOffset
    readonly property color thread: planned ? Theme.accentFill : Theme.borderStrong

    inset: Theme.space2 + Theme.strokeHairline
    heading: ListView.section !== ListView.previousSection ? ListView.section : ""
    leftPadding: Theme.space4
    rightPadding: Theme.space4

    Accessible.description: text + (people.length > 0 ? ", " + people : "")
    Accessible.name: dayText + " " + weekdayText + ", " + title

    decoration: Rectangle {
        color: Theme.borderStrong
        height: parent.height
        width: Theme.strokeHairline
        x: row.leftPadding + row.dayWidth + Theme.space3 + row.knot / 2
    }
    contentItem: RowLayout {
        spacing: Theme.space3

        RowLayout {
            Layout.alignment: Qt.AlignTop
            Layout.fillWidth: false
            Layout.preferredWidth: row.dayWidth
            spacing: Theme.gap

            Label {
                Layout.fillWidth: true
                bold: true
                font.pixelSize: Theme.largeText
                horizontalAlignment: Text.AlignRight
                text: row.dayText
                Accessible.ignored: true
            }
            Label {
                text: row.weekdayText
                variant: Label.Caption
                Accessible.ignored: true
            }
        }
        DashedFrame {
            Layout.alignment: Qt.AlignTop
            Layout.preferredHeight: row.knot
            Layout.preferredWidth: row.knot
            edge: row.planned ? row.thread : "transparent"
            edgeWidth: Theme.strokeIcon
            fill: Theme.surface
            radius: row.knot / 2

            Rectangle {
                anchors.fill: parent
                border.color: row.thread
                border.width: Theme.strokeHairline
                color: "transparent"
                radius: height / 2
                visible: !row.planned
            }
            Icon {
                anchors.centerIn: parent
                color: row.planned ? Theme.accentText : Theme.textSecondary
                name: row.icon
                size: Theme.compactMetrics.smallIcon
            }
        }
        ColumnLayout {
            id: words

            Layout.alignment: Qt.AlignTop
            spacing: 0

            RowLayout {
                spacing: Theme.space2 + Theme.focusOffset

                Label {
                    Layout.fillWidth: true
                    Layout.maximumWidth: Math.ceil(implicitWidth)
                    Layout.preferredWidth: Math.ceil(implicitWidth)
                    bold: true
                    font.pixelSize: Theme.metrics.text + 1
                    text: row.title
                    Accessible.ignored: true
                }
                Label {
                    text: row.timeText
                    variant: Label.Caption
                    visible: text.length > 0
                    Accessible.ignored: true
                }
                Tag {
                    Layout.maximumWidth: Math.ceil(implicitWidth)
                    Layout.preferredWidth: Math.ceil(implicitWidth)
                    iconName: row.tagIcon
                    kind: row.tagKind
                    text: Viewport.narrow ? "" : row.tagText
                }
                Item {
                    Layout.fillWidth: true
                }
                Label {
                    text: row.people
                    variant: Label.Caption
                    visible: !Viewport.narrow
                    Accessible.ignored: true
                }
            }
            Label {
                Layout.fillWidth: true
                color: Theme.textSecondary
                maximumLineCount: 3
                text: row.text
                visible: text.length > 0
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
            Tag {
                iconName: row.tagIcon
                kind: row.tagKind
                text: Viewport.narrow ? row.tagText : ""
            }
        }
    }
}

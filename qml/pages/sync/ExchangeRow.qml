// A line of the table of exchanges; one that failed says why under it.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.Controls
import Keybook.Theme

Item {
    id: row

    required property string timeText
    required property string sentText
    required property string receivedText
    required property string bytesText
    required property string durationText
    required property string outcomeKind
    required property string errorText
    property bool head: false
    readonly property var figures: [sentText, receivedText, bytesText, durationText]
    readonly property bool failed: !head && outcomeKind === "negative"

    implicitHeight: column.implicitHeight + (head ? Theme.space1 : Theme.space3 + Theme.space1)

    Accessible.description: errorText
    Accessible.name: timeText + ", " + figures.join(", ")
    Accessible.role: Accessible.Row

    Rectangle {
        color: Theme.border
        height: Theme.strokeHairline
        visible: !row.head
        width: parent.width
    }
    ColumnLayout {
        id: column

        anchors.verticalCenter: parent.verticalCenter
        spacing: 0
        width: parent.width - 2 * x
        x: Theme.space4

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.space1

            Icon {
                color: Theme.negativeText
                name: "alert"
                size: Theme.metrics.smallIcon
                visible: row.failed
            }
            Label {
                Layout.fillWidth: true
                text: row.timeText
                variant: row.head ? Label.Caption : Label.Control
                Accessible.ignored: true
            }
            Repeater {
                model: row.figures

                Label {
                    required property string modelData

                    Layout.preferredWidth: Theme.space7 + Theme.space2
                    horizontalAlignment: Text.AlignRight
                    text: modelData
                    variant: row.head ? Label.Caption : Label.Control
                    Accessible.ignored: true
                }
            }
        }
        Label {
            Layout.fillWidth: true
            color: Theme.negativeText
            text: row.errorText
            variant: Label.Caption
            visible: row.failed && text.length > 0
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
    }
}

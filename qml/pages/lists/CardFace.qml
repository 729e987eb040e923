// What a card of the board shows: the deal, the account, amount, date and a remark.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Controls
import Keybook.Theme

Rectangle {
    id: face

    required property string title
    required property string subtitle
    required property string value
    required property string dateText
    required property string tagText
    required property string tagKind
    required property string tagIcon
    required property int gradeRank
    required property string gradeMark
    property bool ghost: false  // the place that the lifted card came from
    property bool raised: false
    property int headMargin: 0  // room for a button at the right of the title

    border.color: raised ? Theme.borderStrong : Theme.border
    border.width: ghost ? 0 : Theme.strokeHairline
    color: ghost ? "transparent" : raised ? Theme.raised : Theme.surface
    implicitHeight: column.implicitHeight + 2 * column.y
    implicitWidth: Theme.menuWidth
    radius: Theme.radiusMd + Theme.focusOffset

    Elevation {
        around: face.radius
        visible: face.raised
    }
    DashedFrame {
        anchors.fill: parent
        edge: Theme.borderStrong
        radius: face.radius
        visible: face.ghost
    }
    Column {
        id: column

        opacity: face.ghost ? 0.45 : 1
        spacing: Theme.metrics.touch ? Theme.gap : Theme.space1
        width: parent.width - 2 * x
        x: Theme.space3
        y: Theme.metrics.touch ? Theme.space3 : Theme.space2 + Theme.strokeHairline

        Label {
            bold: true
            maximumLineCount: 2
            text: face.title
            width: parent.width - face.headMargin
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
        Row {
            spacing: Theme.gap
            visible: face.subtitle.length > 0
            width: parent.width

            GradeBadge {
                anchors.verticalCenter: parent.verticalCenter
                mark: face.gradeMark
                rank: face.gradeRank
                size: Theme.compactMetrics.icon
            }
            Label {
                color: Theme.textSecondary
                text: face.subtitle
                width: parent.width - x
                Accessible.ignored: true
            }
        }
        Item {
            height: Math.max(amount.implicitHeight, tag.visible ? tag.implicitHeight : 0)
            visible: face.value.length > 0 || face.dateText.length > 0 || tag.visible
            width: parent.width

            Label {
                id: amount

                anchors.verticalCenter: parent.verticalCenter
                font.pixelSize: Theme.metrics.head
                text: face.value
                Accessible.ignored: true
            }
            Label {
                id: date

                anchors.left: amount.right
                anchors.leftMargin: amount.text.length > 0 ? Theme.space2 : 0
                anchors.verticalCenter: parent.verticalCenter
                text: face.dateText
                variant: Label.Caption
                Accessible.ignored: true
            }
            Tag {
                id: tag

                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                iconName: face.tagIcon
                kind: face.tagKind
                text: face.tagText
                width: Math.min(implicitWidth, parent.width - date.x - date.width - Theme.space2)
            }
        }
    }
}

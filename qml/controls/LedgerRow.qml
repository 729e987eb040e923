// A row of the ledger: mark, name in bold, the reason in words under it, figure and tag at the right, then actions.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.Theme

RowControl {
    id: row

    property string title
    property string subtitle
    property string iconName
    property color iconInk: Theme.textSecondary
    property int gradeRank: 0
    property string gradeMark
    property string gradeName
    property string lead        // time or date before the mark
    property int leadWidth: 0
    property bool leadLarge: false
    property string value
    property string valueNote
    property string tagText
    property string tagKind: "plain"
    property string tagIcon
    property bool boldTitle: gradeRank > 0
    property bool selected: false
    property bool divider: true
    property bool chevron: false
    property int reasonLines: 1
    default property alias trailing: slot.data

    fill: selected ? Theme.selected : "transparent"
    implicitHeight: Math.max(subtitle.length > 0 ? Theme.metrics.row2 : Theme.metrics.row + Theme.space1, line.implicitHeight + 2 * Theme.gap) + topPadding
    implicitWidth: line.implicitWidth + leftPadding + rightPadding
    leftPadding: Theme.space4
    rightPadding: Theme.space4

    Accessible.description: subtitle + (value.length > 0 ? ", " + value : "") + (tagText.length > 0 ? ", " + tagText : "")
    Accessible.name: title
    Accessible.selected: selected

    decoration: [
        Rectangle {
            color: Theme.border
            height: Theme.strokeHairline
            visible: row.divider
            width: parent.width
        },
        Rectangle {
            color: Theme.accentFill
            height: parent.height - 2 * Theme.space2
            radius: Theme.focusOffset
            visible: row.selected
            width: Theme.radiusXs
            y: Theme.space2
        }
    ]
    contentItem: RowLayout {
        id: line

        spacing: Theme.space3

        Label {
            Layout.preferredWidth: row.leadWidth > 0 ? row.leadWidth : implicitWidth
            color: row.leadLarge ? Theme.textPrimary : Theme.textSecondary
            font.pixelSize: row.leadLarge ? Theme.largeText : Theme.metrics.text
            horizontalAlignment: row.leadWidth > 0 && !row.leadLarge ? Text.AlignRight : Text.AlignLeft
            text: row.lead
            visible: text.length > 0 || row.leadWidth > 0
            Accessible.ignored: true
        }
        GradeBadge {
            label: row.gradeName
            mark: row.gradeMark
            rank: row.gradeRank
        }
        Icon {
            Layout.preferredWidth: Theme.metrics.icon + Theme.gap
            color: row.iconInk
            name: row.iconName
            size: Theme.metrics.icon
            visible: name.length > 0 && row.gradeRank === 0
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            Label {
                Layout.fillWidth: true
                bold: row.boldTitle
                text: row.title
                Accessible.ignored: true
            }
            Label {
                Layout.fillWidth: true
                color: Theme.textSecondary
                maximumLineCount: row.reasonLines
                text: row.subtitle
                variant: Label.Caption
                visible: text.length > 0
                wrapMode: row.reasonLines > 1 ? Text.Wrap : Text.NoWrap
                Accessible.ignored: true
            }
        }
        ColumnLayout {
            spacing: 0
            visible: row.value.length > 0

            Label {
                Layout.alignment: Qt.AlignRight
                font.pixelSize: Theme.metrics.head
                text: row.value
                Accessible.ignored: true
            }
            Label {
                Layout.alignment: Qt.AlignRight
                text: row.valueNote
                variant: Label.Caption
                visible: text.length > 0
                Accessible.ignored: true
            }
        }
        Tag {
            Layout.maximumWidth: Math.ceil(implicitWidth)
            Layout.preferredWidth: Math.ceil(implicitWidth)
            iconName: row.tagIcon
            kind: row.tagKind
            text: row.tagText
        }
        Row {
            id: slot

            spacing: Theme.space1
            visible: children.length > 0
        }
        Icon {
            color: Theme.textTertiary
            name: "chevron-right"
            size: Theme.metrics.icon
            visible: row.chevron
        }
    }
}

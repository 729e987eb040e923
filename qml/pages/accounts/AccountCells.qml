// The cells of a table row, in the columns of the head.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.Theme
import Keybook.Controls

Row {
    id: cells

    required property AccountRow row

    function textOf(name: string): string {
        switch (name) {
        case "code": return row.code;
        case "industry": return row.industry;
        case "owner": return row.owner;
        case "revenue": return row.revenue;
        case "growth": return row.growth;
        case "lastContact": return row.lastContactDays >= 0 ? row.lastContactDays : "—";
        case "nextStep": return row.nextStep.length > 0 ? row.nextStep : "—";
        default: return "";
        }
    }

    Repeater {
        model: cells.row.columns

        Item {
            id: cell

            required property var modelData
            readonly property string name: modelData.name

            height: cells.height
            width: modelData.width

            RowLayout {
                anchors.fill: parent
                anchors.rightMargin: Theme.space4
                spacing: Theme.space2 + Theme.focusOffset
                visible: cell.name === "name"

                GradeBadge {
                    label: cells.row.gradeName
                    mark: cells.row.gradeMark
                    rank: cells.row.gradeRank
                }
                MarkedName {
                    Layout.fillWidth: cells.row.matchText.length === 0
                    Layout.maximumWidth: implicitWidth
                    marked: cells.row.nameMarked
                    name: cells.row.name
                }
                Label {
                    Layout.fillWidth: true
                    text: cells.row.matchText
                    variant: Label.Caption
                    visible: text.length > 0
                }
            }
            Row {
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.space2
                visible: cell.name === "relation" && cells.row.relationLevel > 0

                Pips {
                    anchors.verticalCenter: parent.verticalCenter
                    label: cells.row.relationText
                    level: cells.row.relationLevel
                }
                Label {
                    color: Theme.textSecondary
                    text: cells.row.relationText
                    width: Math.min(implicitWidth, cell.width - Theme.space7 - Theme.space2)
                }
            }
            Tag {
                anchors.verticalCenter: parent.verticalCenter
                iconName: cells.row.standardIcon
                kind: cells.row.standardKind
                text: cells.row.standardText
                visible: cell.name === "standard" && text.length > 0
                width: Math.min(implicitWidth, cell.width - Theme.space2)
            }
            Label {
                anchors.fill: parent
                anchors.rightMargin: cell.modelData.numeric ? Theme.space4 + Theme.space1 : Theme.space2
                color: cell.name === "growth" && text !== "0.0" ? Theme.kindText(cells.row.growthKind) : cell.modelData.numeric || cell.name === "nextStep" ? Theme.textPrimary : Theme.textSecondary
                horizontalAlignment: cell.modelData.numeric ? Text.AlignRight : Text.AlignLeft
                text: cells.textOf(cell.name)
            }
        }
    }
}

// An account as a row of the table, in the columns of the head.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.Theme
import Keybook.Controls

AccountRow {
    id: row

    required property var columns // list of {name, numeric, width}
    // As many cells as there can be columns; those without one are hidden. A number that never changes, because the cells of
    // a row that waits to be deleted must not be made anew: with Qt 6.4 that crashes.
    readonly property int cellsMax: 12

    function textOf(name: string): string {
        switch (name) {
        case "code": return code;
        case "industry": return industry;
        case "owner": return owner;
        case "revenue": return revenue;
        case "growth": return growth;
        case "lastContact": return lastContactDays >= 0 ? lastContactDays : "—";
        case "nextStep": return nextStep.length > 0 ? nextStep : "—";
        default: return "";
        }
    }

    implicitHeight: Theme.metrics.row + Theme.space2

    body: Row {
        id: cells

        anchors.fill: parent

        Repeater {
            model: row.cellsMax

            Item {
                id: cell

                required property int index
                readonly property var column: row.columns[index] ?? null
                readonly property string name: column?.name ?? ""
                readonly property bool numeric: column?.numeric ?? false

                height: cells.height
                visible: column !== null
                width: column?.width ?? 0

                RowLayout {
                    anchors.fill: parent
                    anchors.rightMargin: Theme.space4
                    spacing: Theme.space2 + Theme.focusOffset
                    visible: cell.name === "name"

                    GradeBadge {
                        label: row.gradeName
                        mark: row.gradeMark
                        rank: row.gradeRank
                    }
                    MarkedName {
                        Layout.maximumWidth: cell.width - Theme.space7
                        marked: row.nameMarked
                        name: row.name
                    }
                    Label {
                        Layout.fillWidth: true
                        text: row.matchText
                        variant: Label.Caption
                    }
                }
                Row {
                    anchors.verticalCenter: parent.verticalCenter
                    spacing: Theme.space2
                    visible: cell.name === "relation" && row.relationLevel > 0

                    Pips {
                        anchors.verticalCenter: parent.verticalCenter
                        label: row.relationText
                        level: row.relationLevel
                    }
                    Label {
                        color: Theme.textSecondary
                        text: row.relationText
                        width: Math.min(implicitWidth, cell.width - Theme.space7 - Theme.space2)
                    }
                }
                Tag {
                    anchors.verticalCenter: parent.verticalCenter
                    iconName: row.standardIcon
                    kind: row.standardKind
                    text: row.standardText
                    visible: cell.name === "standard" && text.length > 0
                    width: Math.min(implicitWidth, cell.width - Theme.space2)
                }
                Label {
                    anchors.fill: parent
                    anchors.rightMargin: cell.numeric ? Theme.space4 + Theme.space1 : Theme.space2
                    color: cell.name === "growth" && text !== "0.0" ? Theme.kindText(row.growthKind) : cell.numeric || cell.name === "nextStep" ? Theme.textPrimary : Theme.textSecondary
                    horizontalAlignment: cell.numeric ? Text.AlignRight : Text.AlignLeft
                    text: row.textOf(cell.name)
                }
            }
        }
    }
}

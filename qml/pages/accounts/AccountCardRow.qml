// An account as a card for fingers: name, standard, owner and last contact; the figure at the right.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

AccountRow {
    id: row

    contentX: Theme.space7 + Theme.space4
    implicitHeight: Theme.metrics.row2 + Theme.space2 + Theme.focusOffset
    topLine: index > 0

    body: RowLayout {
        anchors.fill: parent
        spacing: Theme.space3

        GradeBadge {
            label: row.gradeName
            mark: row.gradeMark
            rank: row.gradeRank
            size: Theme.touchMetrics.icon + Theme.space2
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.radiusXs

            MarkedName {
                Layout.fillWidth: true
                marked: row.nameMarked
                name: row.name
            }
            RowLayout {
                spacing: Theme.space2

                Tag {
                    Layout.fillWidth: true
                    Layout.maximumWidth: Math.ceil(implicitWidth)
                    Layout.preferredWidth: Math.ceil(implicitWidth)
                    iconName: row.standardIcon
                    kind: row.standardKind
                    text: row.standardText
                }
                Label {
                    Layout.fillWidth: true
                    //: card of an account: who looks after it and when it was contacted last
                    text: row.matchText.length > 0 ? row.matchText : row.lastContactText.length > 0 ? qsTr("%1·%2").arg(row.owner).arg(row.lastContactText) : row.owner
                    variant: Label.Caption
                    visible: !Viewport.narrow || row.matchText.length > 0
                }
            }
        }
        ColumnLayout {
            spacing: 0
            visible: row.revenue.length > 0

            Label {
                Layout.alignment: Qt.AlignRight
                font.pixelSize: Theme.metrics.head
                text: row.revenue
            }
            Row {
                Layout.alignment: Qt.AlignRight
                spacing: Theme.space1

                Label {
                    text: row.revenueUnit
                    variant: Label.Caption
                }
                Label {
                    color: Theme.kindText(row.growthKind)
                    text: row.growth.length > 0 ? row.growth + "%" : ""
                    variant: Label.Caption
                }
            }
        }
    }
}

// One account as a card for fingers: name, standard, owner and last contact; the figure at the right.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.Theme
import Keybook.Controls

RowLayout {
    id: card

    required property AccountRow row

    spacing: Theme.space3

    GradeBadge {
        label: card.row.gradeName
        mark: card.row.gradeMark
        rank: card.row.gradeRank
        size: Theme.touchMetrics.icon + Theme.space2
    }
    ColumnLayout {
        Layout.fillWidth: true
        spacing: Theme.radiusXs

        MarkedName {
            Layout.fillWidth: true
            marked: card.row.nameMarked
            name: card.row.name
        }
        RowLayout {
            spacing: Theme.space2

            Tag {
                Layout.maximumWidth: implicitWidth
                iconName: card.row.standardIcon
                kind: card.row.standardKind
                text: card.row.standardText
            }
            Label {
                Layout.fillWidth: true
                //: card of an account: who looks after it and when it was contacted last
                text: card.row.matchText.length > 0 ? card.row.matchText : card.row.lastContactText.length > 0 ? qsTr("%1·%2").arg(card.row.owner).arg(card.row.lastContactText) : card.row.owner
                variant: Label.Caption
            }
        }
    }
    ColumnLayout {
        spacing: 0
        visible: card.row.revenue.length > 0

        Label {
            Layout.alignment: Qt.AlignRight
            font.pixelSize: Theme.metrics.head
            text: card.row.revenue
        }
        Row {
            Layout.alignment: Qt.AlignRight
            spacing: Theme.space1

            Label {
                text: card.row.revenueUnit
                variant: Label.Caption
            }
            Label {
                color: Theme.kindText(card.row.growthKind)
                text: card.row.growth.length > 0 ? card.row.growth + "%" : ""
                variant: Label.Caption
            }
        }
    }
}

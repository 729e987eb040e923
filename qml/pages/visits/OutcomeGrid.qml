// How the visit went, as large cards of one width in one or two rows.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Controls
import Keybook.Theme

Field {
    id: field

    required property VisitLog log
    readonly property int inRow: log.outcomes.length > 5 ? Math.ceil(log.outcomes.length / 2) : Math.max(1, log.outcomes.length)

    //: field of the visit log
    label: qsTr("Outcome")
    metrics: Theme.touchMetrics

    Grid {
        id: grid

        columns: field.inRow
        spacing: Theme.space2
        width: parent.width

        Repeater {
            model: field.log.outcomes

            OutcomeChip {
                required property var modelData

                checkable: false
                checked: field.log.outcome === modelData.value
                iconName: modelData.icon
                text: modelData.label
                width: (grid.width - (field.inRow - 1) * grid.spacing) / field.inRow
                onClicked: field.log.outcome = modelData.value
            }
        }
    }
}

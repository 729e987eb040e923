// The figures of the last twelve months, and the months as bars with the plan as a tick.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Theme
import Keybook.Controls

Panel {
    id: panel

    required property AccountFile file

    //: panel: sales figures of an account
    title: qsTr("Last 12 months")

    Flow {
        bottomPadding: Theme.space4
        leftPadding: Theme.space4
        rightPadding: Theme.space4
        spacing: Theme.space6
        width: parent.width

        Repeater {
            model: panel.file.figures

            Column {
                id: figure

                required property var modelData

                Label {
                    color: Theme.textSecondary
                    text: figure.modelData.label
                    variant: Label.Caption
                }
                Row {
                    spacing: Theme.space1

                    Label {
                        id: value

                        color: figure.modelData.kind.length > 0 ? Theme.kindText(figure.modelData.kind) : Theme.textPrimary
                        font.pixelSize: Theme.fontPageSize + Theme.focusOffset
                        text: figure.modelData.value
                        variant: Label.Figure
                    }
                    Label {
                        anchors.baseline: value.baseline
                        text: figure.modelData.unit
                        variant: Label.Caption
                        visible: text.length > 0
                    }
                }
            }
        }
    }
    MonthBars {
        height: Theme.menuWidth - Theme.space6
        months: panel.file.months
        unit: panel.file.monthsUnit
        visible: months.length > 0
        width: parent.width - 2 * Theme.space4
        x: Theme.space4
    }
    Item {
        height: Theme.space2
        width: 1
    }
}

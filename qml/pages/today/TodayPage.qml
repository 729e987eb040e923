// What matters today. One tap does it, plans it or opens it.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Keybook.App
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

FocusScope {
    id: page

    readonly property string title: qsTr("Today")
    //: date and what is left of the quarter, such as "Tuesday 24 March, 7 days left in the quarter"
    readonly property string subtitle: today.summary.length > 0 ? qsTr("%1, %2").arg(App.todayText).arg(today.summary) : App.todayText

    TodayModel {
        id: today
    }
    Flickable {
        anchors.fill: parent
        boundsBehavior: Flickable.StopAtBounds
        contentHeight: grid.height + Theme.space4 + Theme.space5
        interactive: contentHeight > height

        T.ScrollBar.vertical: ScrollBar {}

        GridLayout {
            id: grid

            columnSpacing: Theme.sideMargin
            columns: Viewport.wide ? 2 : 1
            rowSpacing: Theme.space4
            width: page.width - x - Theme.sideMargin
            x: Theme.pageMargin
            y: Theme.space4

            ColumnLayout {
                Layout.alignment: Qt.AlignTop
                Layout.fillWidth: true
                spacing: Theme.space4

                VisitsPanel {
                    Layout.fillWidth: true
                    today: today
                }
                DuePanel {
                    Layout.fillWidth: true
                    today: today
                }
                TasksPanel {
                    Layout.fillWidth: true
                    today: today
                }
            }
            ColumnLayout {
                Layout.alignment: Qt.AlignTop
                Layout.fillWidth: !Viewport.wide
                Layout.preferredWidth: Viewport.wide ? Theme.layoutSidePane + Theme.space6 : -1
                spacing: Theme.space4

                RowsPanel {
                    Layout.fillWidth: true
                    alarm: "warning"
                    chevrons: true
                    count: today.decisionCount
                    ink: "warning"
                    rows: today.decisions
                    //: panel: conflicts and requests that only I can settle
                    title: qsTr("Needs my decision")
                }
                RowsPanel {
                    Layout.fillWidth: true
                    count: today.deadlineCount
                    leadWidth: Theme.space7
                    rows: today.deadlines
                    //: panel: complaints, tenders and contracts with a date
                    title: qsTr("Deadlines")
                }
                RowsPanel {
                    Layout.fillWidth: true
                    count: today.warningCount
                    ink: "negative"
                    rows: today.warnings
                    //: panel: early signs of trouble with an account
                    title: qsTr("Warnings")
                }
                RowsPanel {
                    Layout.fillWidth: true
                    count: today.dateCount
                    leadWidth: Theme.space7
                    //: remark on a panel: the period that it covers
                    note: qsTr("within 14 days")
                    rows: today.dates
                    //: panel: birthdays and public holidays
                    title: qsTr("Birthdays and holidays")
                }
            }
        }
    }
}

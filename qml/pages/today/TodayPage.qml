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
    readonly property string subtitle: day.summary.length > 0 ? qsTr("%1, %2").arg(App.todayText).arg(day.summary) : App.todayText

    TodayModel {
        id: day
    }
    DeskInbox {
        id: inbox
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
                    today: day
                }
                DuePanel {
                    Layout.fillWidth: true
                    today: day
                }
                Optional {
                    active: Viewport.wide

                    TasksPanel {
                        Layout.fillWidth: true
                        today: day
                    }
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
                    count: day.decisionCount + inbox.count
                    ink: "warning"
                    rows: day.decisions
                    //: panel: conflicts and requests that only I can settle
                    title: qsTr("Needs my decision")

                    DeskRows {
                        model: inbox
                    }
                }
                Optional {
                    active: !Viewport.wide

                    TasksPanel {
                        Layout.fillWidth: true
                        today: day
                    }
                }
                RowsPanel {
                    Layout.fillWidth: true
                    count: day.deadlineCount
                    leadWidth: Theme.space7
                    rows: day.deadlines
                    //: panel: complaints, tenders and contracts with a date
                    title: qsTr("Deadlines")
                }
                RowsPanel {
                    Layout.fillWidth: true
                    count: day.warningCount
                    ink: "negative"
                    rows: day.warnings
                    //: panel: early signs of trouble with an account
                    title: qsTr("Warnings")
                }
                RowsPanel {
                    Layout.fillWidth: true
                    count: day.dateCount
                    leadWidth: Theme.space7
                    //: remark on a panel: the period that it covers
                    note: qsTr("within 14 days")
                    rows: day.dates
                    //: panel: birthdays and public holidays
                    title: qsTr("Birthdays and holidays")
                }
            }
        }
    }
}

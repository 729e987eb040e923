// Visits planned and done, the week to plan in, and the accounts that are due.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.App
import Keybook.Controls
import Keybook.Navigation
import Keybook.Theme

FocusScope {
    id: page

    //: a place in the navigation
    readonly property string title: qsTr("Visits")
    readonly property string subtitle: week.weekText
    readonly property bool both: Viewport.wide
    property bool due: false // with one pane: the due accounts instead of the list

    // The working day begins at nine; the form lets the time be changed.
    function plan(date: string) {
        const at = new Date(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10)), 9);
        Router.create("visit", {planned_for: at.toISOString()});
    }

    TodayModel {
        id: now
    }
    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.pageMargin
        anchors.rightMargin: Theme.sideMargin
        anchors.topMargin: Theme.space3 + Theme.focusOffset
        spacing: Theme.sideMargin

        ColumnLayout {
            spacing: Theme.space3

            WeekStrip {
                id: week

                Layout.fillWidth: true
                today: App.today
                onPicked: date => page.plan(date)
            }
            Segmented {
                //: read aloud for the choice between the visits and the accounts that are due
                label: qsTr("Show")
                options: [
                    {value: "list", label: qsTr("Visits")},
                    {value: "due", label: qsTr("Due %1").arg(now.dueCount)} //: accounts whose visit standard is not met, with their number
                ]
                value: page.due ? "due" : "list"
                visible: !page.both && now.dueCount > 0
                onChosen: value => page.due = value === "due"
            }
            RecordsList {
                Layout.fillHeight: true
                Layout.fillWidth: true
                //: button: create a planned visit
                createText: qsTr("Plan a visit")
                emptyIcon: "visits"
                //: explains an empty list of visits
                emptyText: qsTr("Pick a day above, or plan a visit to an account that is due.")
                emptyTitle: qsTr("No visits yet") //: empty list
                focus: true
                logs: true
                preset: "planned"
                type: "visit"
                visible: page.both || !page.due
            }
            DueList {
                Layout.fillHeight: true
                Layout.fillWidth: true
                today: now
                visible: !page.both && page.due
            }
        }
        DueList {
            Layout.fillHeight: true
            Layout.preferredWidth: Theme.layoutSidePane
            today: now
            visible: page.both && now.dueCount > 0
        }
    }
}

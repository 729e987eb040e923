// Everything that happened at an account, newest first, by month; filters above.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.App
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

FocusScope {
    id: tab

    required property string accountId

    TimelineModel {
        id: events

        accountId: tab.accountId
    }
    TimelineChips {
        id: chips

        events: events
        width: parent.width - 2 * x
        x: Theme.pageMargin
        y: Theme.space4
    }
    Rectangle {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: events.count > 0 ? -radius : Theme.space4
        anchors.left: chips.left
        anchors.right: chips.right
        anchors.top: chips.bottom
        anchors.topMargin: Theme.space3 + Theme.focusOffset
        border.color: Theme.border
        border.width: Theme.strokeHairline
        clip: true
        color: Theme.surface
        radius: Theme.radiusLg

        ListView {
            id: list

            activeFocusOnTab: true
            anchors.fill: parent
            anchors.margins: Theme.strokeHairline
            boundsBehavior: Flickable.StopAtBounds
            cacheBuffer: 0
            bottomMargin: Theme.radiusLg + Theme.space2
            clip: true
            currentIndex: -1
            focus: true
            model: events
            reuseItems: true
            section.property: "month"

            T.ScrollBar.vertical: ScrollBar {}
            //: read aloud for the list of everything that happened
            Accessible.name: qsTr("Timeline")
            Accessible.role: Accessible.List

            delegate: TimelineRow {
                width: list.width
                onClicked: Router.openRecord(type, recordId)
            }
            Keys.onReturnPressed: (currentItem as TimelineRow)?.clicked()
        }
        ListStates {
            anchors.fill: parent
            emptyIcon: "clock"
            //: button: write down what happened at a visit
            emptyPrimary: qsTr("Log visit")
            emptyText: qsTr("Visits, calls, orders and complaints appear here by themselves.") //: hint in an empty timeline
            emptyTitle: qsTr("Nothing has happened yet") //: empty timeline
            errorText: events.errorText
            filtered: events.filtered
            loading: events.loading
            shown: events.count === 0
            onCleared: {
                events.kinds = [];
                events.promisesOnly = false;
            }
            onPrimary: Router.logVisit(tab.accountId, "")
        }
    }
}

// Who changed what, value by value, with the outcome; a value that lost or was replaced can be put back.
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

    HistoryModel {
        id: history

        accountId: tab.accountId
    }
    Chip {
        id: open

        checked: history.openOnly
        iconName: "sync-fork"
        //: filter of the history: only values that still need a decision
        text: qsTr("Needs a decision")
        x: Theme.pageMargin
        y: Theme.space4
        onToggled: history.openOnly = checked
    }
    Rectangle {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: history.count > 0 ? -radius : Theme.space4
        anchors.left: parent.left
        anchors.leftMargin: Theme.pageMargin
        anchors.right: parent.right
        anchors.rightMargin: Theme.pageMargin
        anchors.top: open.bottom
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
            model: history
            reuseItems: true
            section.property: "section"

            T.ScrollBar.vertical: ScrollBar {}
            //: read aloud for the list of changes
            Accessible.name: qsTr("History")
            Accessible.role: Accessible.List

            delegate: HistoryRow {
                width: list.width
                onDecisionWanted: Router.resolve(recordType, recordId)
                onPutBackWanted: history.putBack(entryId)
                recordId: tab.accountId
            }
        }
        ListStates {
            anchors.fill: parent
            emptyIcon: "history"
            emptyTitle: qsTr("Nothing was changed yet") //: empty history
            errorText: history.errorText
            filtered: history.filtered || history.openOnly
            loading: history.loading
            shown: history.count === 0
            onCleared: history.openOnly = false
        }
    }
}

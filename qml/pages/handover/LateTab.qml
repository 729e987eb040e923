// Edits that came after their author had lost the account: each waits, field by field, for whoever has it now.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.App
import Keybook.Controls
import Keybook.Theme

FocusScope {
    id: tab

    required property LateEditModel late

    ListView {
        id: list

        anchors.fill: parent
        boundsBehavior: Flickable.StopAtBounds
        bottomMargin: Theme.space5
        focus: true
        keyNavigationEnabled: false
        model: tab.late
        spacing: Theme.space4
        topMargin: Theme.space4

        T.ScrollBar.vertical: ScrollBar {}
        delegate: LatePanel {
            late: tab.late
            width: ListView.view.width - Theme.pageMargin - Theme.sideMargin
            x: Theme.pageMargin
        }
    }
    StateNotice {
        failed: tab.late.errorText.length > 0
        framed: false
        iconName: "parked"
        text: failed ? tab.late.errorText
            //: what the page of late edits is for
            : qsTr("When somebody edited an account without a network and it changed hands meanwhile, the edit waits here. Nothing is lost, and nothing slips in.")
        title: failed ? qsTr("The list cannot be read") : qsTr("No late edits") //: empty list
        visible: failed || (!tab.late.loading && tab.late.count === 0)
        width: Math.min(parent.width, Theme.layoutDialog)
        x: (parent.width - width) / 2
        y: Theme.space5
    }
}

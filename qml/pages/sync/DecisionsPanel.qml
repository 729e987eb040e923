// Records that were changed on both sides, and what waits at the handover desk: a person decides, field by field.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

Panel {
    id: panel

    alarm: "warning"
    count: conflicts.count + inbox.count
    //: panel: conflicts that only I can settle
    title: qsTr("Needs my decision")
    visible: count > 0

    ConflictListModel {
        id: conflicts
    }
    DeskInbox {
        id: inbox
    }
    Repeater {
        model: conflicts

        LedgerRow {
            id: row

            required property string recordId
            required property string type
            required title
            required subtitle

            iconInk: Theme.warningText
            iconName: "sync-fork"
            reasonLines: 2
            width: parent.width
            onClicked: Router.resolve(type, recordId)

            Button {
                anchors.verticalCenter: parent.verticalCenter
                small: true
                //: short button in a row: settle the conflict
                text: qsTr("Decide")
                Accessible.name: qsTr("Decide, %1").arg(row.title) //: read aloud for the button of a row
                onClicked: Router.resolve(row.type, row.recordId)
            }
        }
    }
    DeskRows {
        model: inbox
    }
}

// What is open at this account: deals, promises, complaints, contracts.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

Panel {
    id: panel

    required property AccountFile file

    count: file.openItems.count
    //: panel: deals, promises, complaints and contracts that are not finished
    title: qsTr("Open items")

    Repeater {
        model: panel.file.openItems

        LedgerRow {
            required property string recordId
            required property string type
            required property string icon
            required title
            required subtitle
            required value
            required tagText
            required tagKind
            required tagIcon

            iconName: icon
            width: parent?.width ?? 0
            onClicked: Router.openRecord(type, recordId)
        }
    }
    StateNotice {
        framed: false
        iconName: "check"
        //: button: create a task
        primaryText: qsTr("New task")
        title: qsTr("Nothing is open") //: an account without open items
        visible: panel.file.openItems.count === 0 && !panel.file.loading
        width: parent.width
        onPrimary: Router.create("task", {account: panel.file.accountId})
    }
}

// Who decides at this account, and whether they are for us.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

Panel {
    id: panel

    required property AccountFile file

    //: panel: the people who decide
    title: qsTr("Who decides")

    actions: Button {
        kind: Button.Text
        small: true
        //: button: show all contacts
        text: qsTr("All people")
        onClicked: Router.accountTab = "people"
    }

    Repeater {
        model: panel.file.people

        LedgerRow {
            id: row

            required property string recordId
            required title
            required subtitle
            required tagText
            required tagKind
            required tagIcon

            leftPadding: Theme.space4 + Theme.compactMetrics.chip + Theme.space3
            width: parent?.width ?? 0
            onClicked: Router.edit("contact", recordId)

            Avatar {
                anchors.verticalCenter: parent.verticalCenter
                initial: row.title.slice(0, 1)
                name: row.title
                parent: row
                x: Theme.space4
            }
        }
    }
    StateNotice {
        framed: false
        iconName: "users"
        //: button: create a contact
        primaryText: qsTr("New contact")
        text: qsTr("Note who decides, who uses and who stands in the way.") //: hint in an empty list of contacts
        title: qsTr("No contacts yet")
        visible: panel.file.people.count === 0 && !panel.file.loading
        width: parent.width
        onPrimary: Router.create("contact", {account: panel.file.accountId})
    }
}

// What one does less often to an account: change it, add to it, delete it.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Controls
import Keybook.Navigation

Menu {
    id: menu

    required property AccountFile file

    MenuItem {
        iconName: "edit"
        //: menu: open the form of this account
        text: qsTr("Edit account")
        onTriggered: Router.edit("account", menu.file.accountId)
    }
    MenuItem {
        iconName: "calendar"
        //: menu: create a planned visit
        text: qsTr("Plan a visit")
        onTriggered: Router.create("visit", {account: menu.file.accountId})
    }
    MenuRule {}
    Repeater {
        model: App.creatableTypes.filter(each => each.type !== "account" && each.type !== "visit")

        MenuItem {
            required property var modelData

            iconName: modelData.icon
            //: menu: create a record of this type, such as "New task"
            text: qsTr("New: %1").arg(modelData.label)
            onTriggered: Router.create(modelData.type, {account: menu.file.accountId})
        }
    }
    MenuRule {}
    MenuItem {
        iconName: "brief"
        //: menu: what a successor should know of this account
        text: qsTr("Handover brief")
        onTriggered: Router.readBrief([menu.file.accountId], menu.file.name)
    }
    MenuItem {
        iconName: "handover"
        //: menu: give this account to a colleague
        text: qsTr("Hand over")
        onTriggered: Router.handOver([menu.file.accountId])
    }
    MenuItem {
        iconName: "undo"
        //: menu: the account will have no owner
        text: qsTr("Return to the pool")
        onTriggered: Router.giveBack(menu.file.accountId, menu.file.name)
    }
    MenuRule {}
    MenuItem {
        danger: true
        iconName: "trash"
        //: menu: delete this account; can be undone
        text: qsTr("Delete account")
        onTriggered: {
            App.remove("account", menu.file.accountId);
            Router.go("accounts");
        }
    }
}

// What this user may create.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Controls
import Keybook.Navigation

Menu {
    id: menu

    Repeater {
        model: App.creatableTypes

        MenuItem {
            required property var modelData

            iconName: modelData.icon
            text: modelData.label
            onTriggered: Router.create(modelData.type, Router.accountId.length > 0 ? {account: Router.accountId} : {})
        }
    }
}

// The places that have no room in the bottom bar.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Controls
import Keybook.Navigation

Menu {
    id: menu

    property var counts: ({}) // by place: how much waits there

    Repeater {
        model: Pages.places.filter(each => !each.bar)

        MenuItem {
            required property var modelData
            readonly property int waiting: (menu as MoreMenu)?.counts[modelData.name] ?? 0 // the menu may be gone before its entries

            iconName: modelData.icon
            //: entry of a menu with the number of things that wait, such as "Sync · 3"
            text: waiting > 0 ? qsTr("%1 · %2").arg(modelData.label).arg(waiting) : modelData.label
            onTriggered: Router.go(modelData.name)
        }
    }
    MenuItem {
        iconName: "plus"
        text: qsTr("New record")
        onTriggered: Router.createWanted()
    }
}

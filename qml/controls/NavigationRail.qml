// The rail at the left of a wide window. `places` is a list of {name, label, icon, count}.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Theme

Rectangle {
    id: rail

    required property var places
    property string current
    property string userInitial
    property string userName
    property alias settingsText: settings.text

    signal chosen(string name)
    signal userClicked

    color: Theme.rail
    implicitWidth: Theme.layoutRail

    Accessible.role: Accessible.PageTabList

    Rectangle {
        anchors.right: parent.right
        color: Theme.border
        height: parent.height
        width: Theme.strokeHairline
    }
    Seal {
        id: seal

        anchors.horizontalCenter: parent.horizontalCenter
        y: Theme.space2 + Theme.focusOffset
    }
    Column {
        anchors.top: seal.bottom
        anchors.topMargin: Theme.space3 + Theme.focusOffset
        spacing: Theme.focusOffset
        x: (parent.width - width) / 2

        Repeater {
            model: rail.places

            RailItem {
                required property var modelData

                count: modelData.count
                current: rail.current === modelData.name
                iconName: modelData.icon
                text: modelData.label
                onClicked: rail.chosen(modelData.name)
            }
        }
    }
    RailItem {
        id: settings

        anchors.bottom: user.top
        anchors.bottomMargin: Theme.space2
        anchors.horizontalCenter: parent.horizontalCenter
        current: rail.current === "settings"
        iconName: "settings"
        onClicked: rail.chosen("settings")
    }
    Avatar {
        id: user

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.space3 + Theme.focusOffset
        anchors.horizontalCenter: parent.horizontalCenter
        color: Theme.surface
        initial: rail.userInitial
        name: rail.userName
        size: Theme.space6 + Theme.gap
    }
}

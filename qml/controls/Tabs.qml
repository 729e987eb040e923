// Tabs of a page. `tabs` is a list of {name, label, count}; scrolls sideways where they do not fit.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Theme

Item {
    id: tabs

    required property var options
    property string current

    signal chosen(string name)

    implicitHeight: Theme.tabHeight
    implicitWidth: list.contentWidth

    Accessible.role: Accessible.PageTabList

    ListView {
        id: list

        anchors.fill: parent
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        interactive: contentWidth > width
        keyNavigationEnabled: false
        model: tabs.options
        orientation: ListView.Horizontal
        spacing: Theme.space1

        delegate: Tab {
            required property var modelData

            count: modelData.count ?? 0
            current: tabs.current === modelData.name
            height: list.height
            text: modelData.label
            onClicked: tabs.chosen(modelData.name)
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        color: Theme.border
        height: Theme.strokeHairline
        width: parent.width
        z: -1
    }
}

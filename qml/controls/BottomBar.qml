// The bar at the bottom of an upright or narrow window, with the quick log at the right thumb.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Theme

Rectangle {
    id: bar

    required property var places // list of {name, label, icon, count}
    property string current
    property string logText
    readonly property bool tight: width < Theme.layoutSheet

    signal chosen(string name)
    signal logClicked

    color: Theme.surface
    implicitHeight: Theme.layoutBottomBar

    Accessible.role: Accessible.PageTabList

    Rectangle {
        color: Theme.border
        height: Theme.strokeHairline
        width: parent.width
    }
    Row {
        id: items

        readonly property real room: log.x - x - Theme.space2

        anchors.verticalCenter: parent.verticalCenter
        spacing: bar.tight ? 0 : Theme.space1
        x: bar.tight ? Theme.space1 : Theme.space2

        Repeater {
            model: bar.places

            RailItem {
                required property var modelData

                inBar: true
                count: modelData.count
                current: bar.current === modelData.name
                iconName: modelData.icon
                text: modelData.label
                width: Math.min(implicitWidth, items.room / bar.places.length - items.spacing)
                onClicked: bar.chosen(modelData.name)
            }
        }
    }
    Button {
        id: log

        anchors.right: parent.right
        anchors.rightMargin: bar.tight ? Theme.space2 : Theme.space4
        anchors.verticalCenter: parent.verticalCenter
        iconName: "plus"
        kind: Button.Filled
        large: true
        text: bar.tight ? "" : bar.logText
        width: bar.tight ? height : implicitWidth
        Accessible.name: bar.logText
        onClicked: bar.logClicked()
    }
}

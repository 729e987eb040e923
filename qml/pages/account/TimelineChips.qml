// What kinds of events a timeline shows.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Theme
import Keybook.Controls

Item {
    id: chips

    required property TimelineModel events

    function toggle(kind: string) {
        events.kinds = events.kinds.includes(kind) ? events.kinds.filter(each => each !== kind) : events.kinds.concat([kind]);
    }

    implicitHeight: Theme.metrics.chip

    Flickable {
        anchors.left: parent.left
        anchors.right: promises.left
        anchors.rightMargin: Theme.space3
        boundsBehavior: Flickable.StopAtBounds
        clip: contentWidth > width
        contentWidth: row.width
        flickableDirection: Flickable.HorizontalFlick
        height: parent.height
        interactive: contentWidth > width

        Row {
            id: row

            spacing: Theme.space2

            Chip {
                checkable: false
                checked: chips.events.kinds.length === 0
                iconName: checked ? "check" : ""
                //: filter: everything
                text: qsTr("All")
                onClicked: chips.events.kinds = []
            }
            Repeater {
                model: chips.events.kindChips

                Chip {
                    required property var modelData

                    checkable: false
                    checked: chips.events.kinds.includes(modelData.name)
                    iconName: checked ? "check" : modelData.icon
                    //: filter with the number of its rows, such as "Visits 64"
                    text: modelData.count > 0 ? qsTr("%1 %2").arg(modelData.label).arg(modelData.count) : modelData.label
                    onClicked: chips.toggle(modelData.name)
                }
            }
        }
    }
    Chip {
        id: promises

        anchors.right: parent.right
        checkable: false
        checked: chips.events.promisesOnly
        iconName: checked ? "check" : "flag"
        //: filter: only events at which something was promised
        text: qsTr("Promises only")
        onClicked: chips.events.promisesOnly = !chips.events.promisesOnly
    }
}

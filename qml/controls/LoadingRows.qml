// Rows to come: shown only during the first download.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Theme

Column {
    id: rows

    property int count: 5

    //: read aloud while a list is empty because it is being loaded
    Accessible.name: qsTr("Loading")
    Accessible.role: Accessible.ProgressBar

    Repeater {
        model: rows.count

        Item {
            id: ghost

            required property int index

            height: Theme.metrics.row2
            width: rows.width

            Rectangle {
                color: Theme.sunken
                height: Theme.space5
                radius: height / 2
                width: height
                x: Theme.space4
                y: (parent.height - height) / 2
            }
            Rectangle {
                color: Theme.sunken
                height: Theme.space3
                radius: Theme.radiusXs
                width: parent.width * (0.25 + 0.05 * (ghost.index % 3))
                x: Theme.space7 + Theme.space2
                y: parent.height / 2 - height - Theme.focusOffset
            }
            Rectangle {
                color: Theme.sunken
                height: Theme.space2
                radius: Theme.radiusXs
                width: parent.width * (0.4 - 0.06 * (ghost.index % 3))
                x: Theme.space7 + Theme.space2
                y: parent.height / 2 + Theme.space1
            }
        }
    }
}

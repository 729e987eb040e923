// A level in steps, such as the relation to an account.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Theme

Row {
    id: pips

    required property int level
    property int steps: 5
    property string label: qsTr("%1 of %2").arg(level).arg(steps) //: level read aloud, such as "3 of 5"

    spacing: Theme.radiusXs

    Accessible.name: label
    Accessible.role: Accessible.Indicator

    Repeater {
        model: pips.steps

        Rectangle {
            required property int index
            readonly property bool on: index < pips.level

            border.color: on ? Theme.accentFill : Theme.fieldBorder
            border.width: Theme.strokeHairline
            color: on ? Theme.accentFill : "transparent"
            height: Theme.space3
            radius: Theme.focusOffset
            width: Theme.gap
        }
    }
}

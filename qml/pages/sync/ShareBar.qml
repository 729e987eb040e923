// Parts of a whole as one bar. `shares` is a list of {label, text, share}; the legend uses the same inks.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Theme

Rectangle {
    id: bar

    required property var shares
    property string label
    readonly property var inks: [Theme.chartS1, Theme.chartS3, Theme.chartS2, Theme.chartS5, Theme.chartS4, Theme.chartS6]

    function ink(index: int): color {
        return inks[index] ?? Theme.chartRest;
    }

    clip: true
    color: Theme.sunken
    implicitHeight: Theme.space3 + Theme.focusOffset
    radius: Theme.space1

    Accessible.description: shares.map(each => each.label + " " + each.text).join(", ")
    Accessible.name: label
    Accessible.role: Accessible.Chart

    Row {
        height: parent.height
        spacing: Theme.strokeFocus

        Repeater {
            model: bar.shares

            Rectangle {
                required property var modelData
                required property int index

                color: bar.ink(index)
                height: bar.height
                radius: index === 0 ? bar.radius : 0
                width: Math.max(0, bar.width * Math.min(1, modelData.share) - Theme.strokeFocus)
            }
        }
    }
}

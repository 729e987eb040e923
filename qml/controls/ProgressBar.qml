// A share of a whole, with an optional tick for the target. `value` below zero: under way, share unknown.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.Theme

T.ProgressBar {
    id: bar

    property string kind: "accent"
    property real target: -1
    property string label

    implicitHeight: Theme.gap
    implicitWidth: Theme.menuWidth / 2
    indeterminate: value < 0

    Accessible.name: label
    Accessible.role: Accessible.ProgressBar

    background: Rectangle {
        color: Theme.sunken
        radius: height / 2
    }
    contentItem: Item {
        clip: true

        Rectangle {
            color: Theme.kindSolid(bar.kind)
            height: parent.height
            radius: height / 2
            width: bar.indeterminate ? parent.width / 4 : parent.width * bar.visualPosition

            NumberAnimation on x {
                duration: 6 * Theme.durationGentle
                from: -bar.width / 4
                loops: Animation.Infinite
                running: bar.indeterminate && bar.visible && !Theme.reduceMotion
                to: bar.width
            }
        }
    }

    Rectangle {
        color: Theme.textPrimary
        height: bar.height + Theme.gap
        visible: bar.target >= 0
        width: Theme.strokeFocus
        x: bar.width * bar.target
        y: -Theme.radiusXs
    }
}

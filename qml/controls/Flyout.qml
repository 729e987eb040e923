// A raised surface beside a control: calendar, list of suggestions.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.Theme

T.Popup {
    id: popup

    focus: true
    implicitHeight: contentHeight + topPadding + bottomPadding
    implicitWidth: contentWidth + leftPadding + rightPadding
    margins: Theme.space2
    padding: Theme.space3

    background: Rectangle {
        border.color: Theme.borderStrong
        color: Theme.raised
        radius: Theme.radiusMd

        Elevation {
            around: Theme.radiusMd
        }
    }
    enter: Transition {
        NumberAnimation {
            duration: Theme.base
            easing.type: Easing.OutCubic
            from: 0
            property: "opacity"
            to: 1
        }
    }
}

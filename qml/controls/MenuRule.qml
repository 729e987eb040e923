pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.Theme

T.MenuSeparator {
    id: rule

    implicitHeight: 2 * Theme.gap + Theme.strokeHairline

    contentItem: Item {
        Rectangle {
            color: Theme.border
            height: Theme.strokeHairline
            width: parent.width
            y: Theme.gap
        }
    }
}

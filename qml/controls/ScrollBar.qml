pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.Theme

T.ScrollBar {
    id: bar

    implicitHeight: Theme.space2
    implicitWidth: Theme.space2
    minimumSize: 0.06
    padding: Theme.focusOffset
    visible: size < 1

    contentItem: Rectangle {
        color: bar.pressed ? Theme.textTertiary : Theme.borderStrong
        implicitHeight: Theme.space1
        implicitWidth: Theme.space1
        opacity: bar.active || bar.hovered ? 1 : 0
        radius: Theme.focusOffset

        Behavior on opacity {
            NumberAnimation {
                duration: Theme.base
            }
        }
    }
}

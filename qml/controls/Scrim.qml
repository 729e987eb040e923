pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Theme

Rectangle {
    color: Qt.alpha(Theme.scrim, Theme.scrimAlpha)

    Behavior on opacity {
        NumberAnimation {
            duration: Theme.gentle
        }
    }
}

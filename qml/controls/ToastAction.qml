pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.Theme

T.AbstractButton {
    id: control

    hoverEnabled: true
    implicitHeight: Theme.searchHeight
    implicitWidth: word.implicitWidth + 2 * Theme.space2

    Accessible.name: text
    Accessible.role: Accessible.Button

    background: Rectangle {
        border.color: Theme.toastAction
        border.width: control.visualFocus ? Theme.strokeFocus : 0
        color: Qt.alpha(Theme.toastText, control.hovered ? 0.1 : 0)
        radius: Theme.radiusSm
    }
    contentItem: Label {
        id: word

        bold: true
        color: Theme.toastAction
        horizontalAlignment: Text.AlignHCenter
        text: control.text
        variant: Label.Body
        Accessible.ignored: true
    }
}

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.Theme

T.AbstractButton {
    id: control

    required property string iso
    required property bool chosen
    required property bool today
    required property bool dim
    required property bool cursor

    focusPolicy: Qt.NoFocus
    hoverEnabled: true

    Accessible.name: iso
    Accessible.role: Accessible.Cell

    background: Rectangle {
        border.color: control.today ? Theme.accentFill : "transparent"
        border.width: control.today ? Theme.strokeIcon : 0
        color: control.chosen ? Theme.accentFill : control.hovered ? Theme.hover : "transparent"
        radius: Theme.radiusMd

        FocusRing {
            offset: 0
            shown: control.cursor
        }
    }
    contentItem: Label {
        bold: control.chosen || control.today
        color: control.chosen ? Theme.accentOnFill : control.dim ? Theme.textDisabled : Theme.textPrimary
        horizontalAlignment: Text.AlignHCenter
        text: control.text
        Accessible.ignored: true
    }
}

// Looks like the search field of the top bar and opens the search.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.Theme
import Keybook.Controls

T.AbstractButton {
    id: control

    hoverEnabled: true
    implicitHeight: Theme.searchHeight
    implicitWidth: Theme.menuWidth + Theme.space7 + Theme.space3
    //: hint in the search of the top bar: by what one can search
    text: qsTr("Account, person, phone, code")

    Accessible.name: qsTr("Search everything") //: read aloud for the search of the top bar
    Accessible.role: Accessible.Button

    background: Rectangle {
        border.color: Theme.borderStrong
        border.width: Theme.strokeControl
        color: control.hovered ? Theme.hover : Theme.surface
        radius: Theme.radiusMd

        FocusRing {
            shown: control.visualFocus
        }
    }
    contentItem: Item {
        Icon {
            id: sign

            anchors.verticalCenter: parent.verticalCenter
            color: Theme.textTertiary
            name: "search"
            size: Theme.compactMetrics.icon
            x: Theme.space3
        }
        Label {
            anchors.left: sign.right
            anchors.leftMargin: Theme.space2
            anchors.right: hint.left
            anchors.rightMargin: Theme.space1
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.textTertiary
            text: control.text
            variant: Label.Dense
            Accessible.ignored: true
        }
        KeyHint {
            id: hint

            anchors.right: parent.right
            anchors.rightMargin: Theme.space2
            anchors.verticalCenter: parent.verticalCenter
            text: "Ctrl K"
        }
    }
}

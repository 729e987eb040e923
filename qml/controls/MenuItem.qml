pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.Theme

T.MenuItem {
    id: item

    property string iconName
    property string shortcutText
    property bool danger: false
    readonly property color ink: !enabled ? Theme.textDisabled : danger ? Theme.negativeText : Theme.textPrimary

    hoverEnabled: true
    implicitHeight: visible ? Math.max(Theme.searchHeight, Theme.metrics.control) : 0
    implicitWidth: word.implicitWidth + (sign.visible ? sign.width + line.spacing : 0) + (hint.visible ? hint.width + Theme.space3 : 0) + 2 * Theme.space3

    Accessible.checkable: checkable
    Accessible.checked: checked
    Accessible.name: text
    Accessible.role: Accessible.MenuItem

    background: Rectangle {
        color: item.highlighted || item.hovered ? Theme.hover : "transparent"
        radius: Theme.radiusSm

        FocusRing {
            offset: -2 * Theme.strokeFocus
            shown: item.visualFocus
        }
    }
    contentItem: Item {
        Row {
            id: line

            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.space2 + Theme.focusOffset
            x: Theme.space2 + Theme.focusOffset

            Icon {
                id: sign

                anchors.verticalCenter: parent.verticalCenter
                color: item.checked ? Theme.accentText : item.ink
                name: item.checkable ? "check" : item.iconName
                opacity: item.checkable && !item.checked ? 0 : 1
                size: Theme.compactMetrics.icon
                visible: name.length > 0
            }
            Label {
                id: word

                anchors.verticalCenter: parent.verticalCenter
                bold: item.checked
                color: item.ink
                text: item.text
                width: Math.min(implicitWidth, Math.max(0, item.width - (sign.visible ? sign.width + line.spacing : 0) - (hint.visible ? hint.width : 0) - 2 * Theme.space3))
                Accessible.ignored: true
            }
        }
        KeyHint {
            id: hint

            anchors.right: parent.right
            anchors.rightMargin: Theme.space2
            anchors.verticalCenter: parent.verticalCenter
            text: item.shortcutText
            visible: text.length > 0
        }
    }
}

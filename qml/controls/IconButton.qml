// A square button with an icon; its words are the tooltip and the accessible name.
pragma ComponentBehavior: Bound
import QtQuick
import QtQml
import QtQuick.Templates as T
import Keybook.Theme

T.AbstractButton {
    id: control

    required property string iconName
    required property string label
    property bool bordered: false
    property color ink: enabled ? Theme.textSecondary : Theme.textDisabled
    property Density metrics: Theme.metrics

    hoverEnabled: true
    implicitHeight: bordered ? metrics.control : metrics.target
    implicitWidth: implicitHeight

    Accessible.name: label
    Accessible.role: Accessible.Button
    Accessible.onPressAction: control.clicked()

    background: Rectangle {
        border.color: Theme.borderStrong
        border.width: control.bordered ? Theme.strokeControl : 0
        color: control.down ? Theme.sunken : control.hovered ? Theme.hover : control.bordered ? Theme.surface : "transparent"
        radius: Theme.radiusMd

        FocusRing {
            shown: control.visualFocus
        }
    }
    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            color: control.checked ? Theme.accentText : control.ink
            name: control.iconName
            size: control.metrics.icon
        }
    }

    Instantiator {
        active: control.hovered && !control.metrics.touch

        delegate: Tooltip {
            target: control
            text: control.label
        }
    }
}

// The large choice card of the visit log: icon over word; chosen is filled and bold.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.Theme

T.AbstractButton {
    id: control

    required property string iconName
    property Density metrics: Theme.touchMetrics
    readonly property color ink: checked ? Theme.accentOnFill : Theme.textSecondary

    checkable: true
    hoverEnabled: true
    implicitHeight: metrics.row2
    implicitWidth: Math.max(metrics.row2, word.implicitWidth + Theme.space4)

    Accessible.checkable: true
    Accessible.checked: checked
    Accessible.name: text
    Accessible.role: Accessible.RadioButton

    background: Rectangle {
        border.color: control.checked ? Theme.accentFill : Theme.borderStrong
        border.width: Theme.strokeControl
        color: control.checked ? Theme.accentFill : control.hovered ? Theme.hover : Theme.surface
        radius: Theme.radiusMd

        FocusRing {
            shown: control.visualFocus
        }
    }
    contentItem: Item {
        Column {
            anchors.centerIn: parent
            spacing: Theme.focusOffset
            width: parent.width

            Icon {
                anchors.horizontalCenter: parent.horizontalCenter
                color: control.ink
                name: control.iconName
                size: control.metrics.icon
            }
            Label {
                id: word

                bold: control.checked
                color: control.ink
                horizontalAlignment: Text.AlignHCenter
                metrics: control.metrics
                text: control.text
                width: parent.width
                Accessible.ignored: true
            }
        }
    }
}

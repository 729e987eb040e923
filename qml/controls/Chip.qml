// A choice in the shape of a pill. Checked: tint, bold and a tick, so that colour is not the only signal.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.Theme

T.AbstractButton {
    id: control

    property string iconName
    property string trailingIcon
    property Density metrics: Theme.metrics
    readonly property color ink: !enabled ? Theme.textDisabled : checked ? Theme.accentOnTint : Theme.textPrimary

    checkable: true
    hoverEnabled: true
    implicitHeight: metrics.chip
    implicitWidth: line.implicitWidth + leftPadding + rightPadding
    leftPadding: Theme.space3
    rightPadding: Theme.space3

    Accessible.checkable: checkable
    Accessible.checked: checked
    Accessible.name: text
    Accessible.role: checkable ? Accessible.CheckBox : Accessible.Button

    background: Rectangle {
        border.color: control.checked ? Theme.accentFill : Theme.borderStrong
        border.width: Theme.strokeControl
        color: control.checked ? Theme.accentTint : control.down ? Theme.sunken : control.hovered ? Theme.hover : Theme.surface
        radius: height / 2

        FocusRing {
            around: control.height / 2
            shown: control.visualFocus
        }
    }
    contentItem: Item {
        Row {
            id: line

            anchors.centerIn: parent
            spacing: Theme.gap - Theme.strokeHairline

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                color: control.ink
                name: control.checked && control.checkable ? "check" : control.iconName
                size: control.metrics.smallIcon
                visible: name.length > 0
            }
            Label {
                anchors.verticalCenter: parent.verticalCenter
                bold: control.checked
                color: control.ink
                metrics: control.metrics
                text: control.text
                Accessible.ignored: true
            }
            Icon {
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.textTertiary
                name: control.trailingIcon
                size: control.metrics.smallIcon
                visible: name.length > 0
            }
        }
    }
}

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.Theme

T.Switch {
    id: control

    property Density metrics: Theme.metrics
    property string label: text
    readonly property int trackWidth: Theme.space5 + Theme.space4
    readonly property int knob: checked ? Theme.space4 + Theme.strokeHairline : Theme.space4 - Theme.strokeHairline

    hoverEnabled: true
    implicitHeight: Math.max(metrics.controlSm, contentItem.implicitHeight)
    implicitWidth: trackWidth + (text.length > 0 ? spacing + contentItem.implicitWidth : 0)
    spacing: Theme.space2

    Accessible.checkable: true
    Accessible.checked: checked
    Accessible.name: label
    Accessible.role: Accessible.CheckBox

    contentItem: Label {
        leftPadding: control.text.length > 0 ? control.trackWidth + control.spacing : 0
        metrics: control.metrics
        text: control.text
        wrapMode: Text.Wrap
        Accessible.ignored: true
    }
    indicator: Rectangle {
        border.color: control.checked ? Theme.accentFill : Theme.fieldBorder
        border.width: Theme.strokeIcon
        color: control.checked ? (control.enabled ? Theme.accentFill : Theme.border) : Theme.surface
        height: Theme.space5
        radius: height / 2
        width: control.trackWidth
        y: (control.height - height) / 2

        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            color: control.checked ? Theme.accentOnFill : Theme.fieldBorder
            height: control.knob
            radius: height / 2
            width: control.knob
            x: control.checked ? parent.width - width - Theme.space1 : Theme.space1

            Behavior on x {
                NumberAnimation {
                    duration: Theme.base
                    easing.type: Easing.OutCubic
                }
            }
        }
        FocusRing {
            around: Theme.space3
            shown: control.visualFocus
        }
    }
}

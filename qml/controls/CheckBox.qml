pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.Theme

T.CheckBox {
    id: control

    property Density metrics: Theme.metrics
    property string label: text // said aloud when there is no visible text

    readonly property bool marked: checkState !== Qt.Unchecked
    readonly property int side: metrics.touch ? metrics.icon : metrics.icon

    hoverEnabled: true
    implicitHeight: Math.max(metrics.controlSm, contentItem.implicitHeight)
    implicitWidth: side + (text.length > 0 ? spacing + contentItem.implicitWidth : 0)
    spacing: Theme.space2

    Accessible.checkable: true
    Accessible.checked: checked
    Accessible.name: label
    Accessible.role: Accessible.CheckBox

    contentItem: Label {
        color: control.enabled ? Theme.textPrimary : Theme.textDisabled
        leftPadding: control.text.length > 0 ? control.side + control.spacing : 0
        metrics: control.metrics
        text: control.text
        wrapMode: Text.Wrap
        Accessible.ignored: true
    }
    indicator: Rectangle {
        border.color: !control.enabled ? Theme.border : control.marked ? Theme.accentFill : Theme.fieldBorder
        border.width: Theme.strokeIcon
        color: control.marked ? (control.enabled ? Theme.accentFill : Theme.border) : control.hovered ? Theme.hover : Theme.surface
        height: control.side
        radius: Theme.space1
        width: control.side
        y: (control.height - height) / 2

        Icon {
            anchors.centerIn: parent
            color: Theme.accentOnFill
            name: control.checkState === Qt.PartiallyChecked ? "minus" : "check"
            size: control.side - Theme.space1
            visible: control.marked
        }
        FocusRing {
            around: Theme.space1
            shown: control.visualFocus
        }
    }
}

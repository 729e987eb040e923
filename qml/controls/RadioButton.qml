pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.Theme

T.RadioButton {
    id: control

    property Density metrics: Theme.metrics
    property string label: text
    readonly property int side: metrics.icon + Theme.focusOffset

    hoverEnabled: true
    implicitHeight: Math.max(metrics.controlSm, contentItem.implicitHeight)
    implicitWidth: side + (text.length > 0 ? spacing + contentItem.implicitWidth : 0)
    spacing: Theme.space2

    Accessible.checkable: true
    Accessible.checked: checked
    Accessible.name: label
    Accessible.role: Accessible.RadioButton

    contentItem: Label {
        leftPadding: control.text.length > 0 ? control.side + control.spacing : 0
        metrics: control.metrics
        text: control.text
        wrapMode: Text.Wrap
        Accessible.ignored: true
    }
    indicator: RadioMark {
        checked: control.checked
        height: control.side
        width: control.side
        y: (control.height - height) / 2

        FocusRing {
            around: control.side / 2
            shown: control.visualFocus
        }
    }
}

// A button with words: one filled per page, the rest outlined, tertiary ones plain text.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.Theme

T.Button {
    id: control

    enum Kind { Outlined, Filled, Text, Danger }

    property int kind: Button.Outlined
    property string iconName
    property bool small: false
    property bool large: false
    property Density metrics: Theme.metrics

    readonly property bool filled: kind === Button.Filled
    readonly property color ink: !enabled ? Theme.textDisabled : filled ? Theme.accentOnFill
        : kind === Button.Text ? Theme.accentText : kind === Button.Danger ? Theme.negativeText : Theme.textPrimary

    font.bold: filled
    font.family: Theme.fontFamily
    font.pixelSize: large ? Theme.largeText : metrics.text
    hoverEnabled: true
    implicitHeight: large ? Theme.largeControl : small ? metrics.controlSm : metrics.control
    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    leftPadding: large ? Theme.space5 : small && !metrics.touch ? Theme.space3 - Theme.focusOffset : Theme.space3
    rightPadding: leftPadding
    spacing: Theme.gap

    Accessible.name: text
    Accessible.role: Accessible.Button

    background: Rectangle {
        border.color: !control.enabled ? Theme.border : control.filled ? color
            : control.kind === Button.Danger ? Theme.negativeSolid : Theme.borderStrong
        border.width: control.kind === Button.Text ? 0 : Theme.strokeControl
        color: {
            if (!control.enabled)
                return control.kind === Button.Text ? "transparent" : Theme.canvas;
            if (control.filled)
                return control.down ? Theme.accentFillPressed : control.hovered ? Theme.accentFillHover : Theme.accentFill;
            if (control.down)
                return Theme.sunken;
            return control.hovered ? Theme.hover : control.kind === Button.Text ? "transparent" : Theme.surface;
        }
        radius: Theme.radiusMd

        FocusRing {
            shown: control.visualFocus
        }
    }
    contentItem: Item {
        implicitHeight: word.implicitHeight
        implicitWidth: word.implicitWidth + (sign.visible ? sign.width + line.spacing : 0)

        Row {
            id: line

            anchors.centerIn: parent
            spacing: control.spacing

            Icon {
                id: sign

                anchors.verticalCenter: parent.verticalCenter
                color: control.ink
                name: control.iconName
                size: control.metrics.touch ? control.metrics.icon - Theme.focusOffset : control.metrics.icon
                visible: name.length > 0
            }
            Label {
                id: word

                anchors.verticalCenter: parent.verticalCenter
                bold: control.font.bold
                color: control.ink
                font.pixelSize: control.font.pixelSize
                text: control.text
                width: Math.min(implicitWidth, Math.max(0, control.availableWidth - (sign.visible ? sign.width + line.spacing : 0)))
                Accessible.ignored: true
            }
        }
    }
}

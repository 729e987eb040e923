// A few views of the same thing, one at a time. `options` is a list of {value, label}.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.Theme

Rectangle {
    id: control

    required property var options
    property string value
    property string label
    property Density metrics: Theme.metrics

    signal chosen(string value)

    border.color: Theme.borderStrong
    border.width: Theme.strokeControl
    color: Theme.surface
    implicitHeight: metrics.control
    implicitWidth: row.implicitWidth + 2 * Theme.radiusXs
    radius: Theme.radiusMd

    Accessible.name: label
    Accessible.role: Accessible.Grouping

    Row {
        id: row

        anchors.centerIn: parent
        spacing: Theme.focusOffset

        Repeater {
            model: control.options

            T.AbstractButton {
                id: part

                required property var modelData
                readonly property bool on: modelData.value === control.value

                hoverEnabled: true
                implicitHeight: control.metrics.control - 2 * Theme.radiusXs
                implicitWidth: word.implicitWidth + 2 * Theme.space3
                text: modelData.label

                Accessible.checked: on
                Accessible.name: text
                Accessible.role: Accessible.RadioButton

                background: Rectangle {
                    color: part.on ? Theme.accentTint : part.hovered ? Theme.hover : "transparent"
                    radius: Theme.radiusSm

                    FocusRing {
                        offset: 0
                        shown: part.visualFocus
                    }
                }
                contentItem: Label {
                    id: word

                    bold: part.on
                    color: part.on ? Theme.accentOnTint : Theme.textSecondary
                    horizontalAlignment: Text.AlignHCenter
                    metrics: control.metrics
                    text: part.text
                    Accessible.ignored: true
                }

                onClicked: control.chosen(modelData.value)
            }
        }
    }
}

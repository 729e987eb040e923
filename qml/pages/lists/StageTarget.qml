// A stage in the bar of stages.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.Controls
import Keybook.Theme

T.AbstractButton {
    id: target

    required property string stage
    required property string label
    required property string sumText
    property bool current: false // the stage that the card is in
    property bool over: false

    enabled: !current

    Accessible.description: sumText
    Accessible.name: label
    Accessible.role: Accessible.Button

    background: Item {
        DashedFrame {
            anchors.fill: parent
            edge: Theme.fieldBorder
            fill: target.down ? Theme.sunken : "transparent"
            radius: Theme.radiusLg
            visible: !target.over && !target.current
        }
        Rectangle {
            anchors.fill: parent
            border.color: target.over ? Theme.accentFill : Theme.border
            border.width: Theme.strokeControl
            color: target.over ? Theme.accentFill : "transparent"
            radius: Theme.radiusLg
            visible: target.over || target.current
        }
        FocusRing {
            around: Theme.radiusLg
            shown: target.visualFocus
        }
    }
    contentItem: Item {
        Column {
            anchors.centerIn: parent
            width: parent.width - 2 * Theme.space1

            Label {
                bold: true
                color: target.over ? Theme.accentOnFill : target.current ? Theme.textTertiary : Theme.textPrimary
                horizontalAlignment: Text.AlignHCenter
                text: target.label
                width: parent.width
                Accessible.ignored: true
            }
            Label {
                color: target.over ? Theme.accentOnFill : Theme.textTertiary
                horizontalAlignment: Text.AlignHCenter
                text: target.current ? qsTr("now") //: the stage that a card is in now
                    : target.sumText
                variant: Label.Caption
                width: parent.width
                Accessible.ignored: true
            }
        }
    }
}

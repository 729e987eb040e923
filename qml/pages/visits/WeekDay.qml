// A day of the week strip.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.Controls
import Keybook.Theme

T.AbstractButton {
    id: cell

    required property date day
    required property string today
    readonly property string iso: Qt.formatDate(day, "yyyy-MM-dd")
    readonly property bool now: iso === today
    readonly property bool past: iso < today
    readonly property bool weekend: day.getDay() === 0 || day.getDay() === 6

    hoverEnabled: true
    implicitHeight: Theme.metrics.row2
    implicitWidth: Theme.space7

    Accessible.description: now ? qsTr("today") : "" //: read aloud for a day of the week strip
    //: read aloud for a day of the week strip: a press plans a visit on it
    Accessible.name: qsTr("Plan a visit, %1").arg(day.toLocaleDateString(Theme.locale, Locale.LongFormat))
    Accessible.role: Accessible.Button

    background: Rectangle {
        border.color: cell.now ? Theme.accentFill : Theme.border
        border.width: Theme.strokeHairline
        color: cell.now ? Theme.accentTint : cell.hovered ? Theme.hover : cell.weekend ? Theme.canvas : Theme.surface
        radius: Theme.radiusMd

        FocusRing {
            shown: cell.visualFocus
        }
    }
    contentItem: Item {
        Column {
            anchors.centerIn: parent
            width: parent.width

            Label {
                color: cell.now ? Theme.accentOnTint : Theme.textTertiary
                horizontalAlignment: Text.AlignHCenter
                text: Theme.locale.standaloneDayName(cell.day.getDay(), Locale.ShortFormat)
                variant: Label.Caption
                width: parent.width
                Accessible.ignored: true
            }
            Label {
                bold: cell.now
                color: cell.now ? Theme.accentOnTint : cell.past ? Theme.textTertiary : Theme.textPrimary
                horizontalAlignment: Text.AlignHCenter
                text: cell.day.getDate()
                width: parent.width
                Accessible.ignored: true
            }
        }
    }
}

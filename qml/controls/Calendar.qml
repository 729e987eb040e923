// A month to pick a day from. Arrow keys move by day and week, Page Up/Down by month.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.Theme

FocusScope {
    id: calendar

    property string selected // ISO date or empty
    property string today
    property Density metrics: Theme.metrics

    readonly property date shown: new Date(year, month, 1)
    readonly property int firstDay: Theme.firstDayOfWeek
    property int year: start().getFullYear()
    property int month: start().getMonth()
    property string cursor: selected.length > 0 ? selected : today

    signal picked(string date)

    function start(): date {
        const text = selected.length > 0 ? selected : today;
        return text.length > 0 ? new Date(Number(text.slice(0, 4)), Number(text.slice(5, 7)) - 1, Number(text.slice(8, 10))) : new Date(2000, 0, 1); // no clock here: give `today`
    }
    function iso(day: date): string {
        return Qt.formatDate(day, "yyyy-MM-dd");
    }
    function turn(months: int) {
        const next = new Date(year, month + months, 1);
        year = next.getFullYear();
        month = next.getMonth();
    }
    function move(days: int) {
        const from = cursor.length > 0 ? cursor : iso(shown);
        const next = new Date(Number(from.slice(0, 4)), Number(from.slice(5, 7)) - 1, Number(from.slice(8, 10)) + days);
        cursor = iso(next);
        year = next.getFullYear();
        month = next.getMonth();
    }
    function dayAt(index: int): date {
        const lead = (shown.getDay() - firstDay + 7) % 7;
        return new Date(year, month, 1 - lead + index);
    }

    implicitHeight: column.implicitHeight
    implicitWidth: 7 * metrics.target + Theme.space2

    Accessible.name: Theme.locale.standaloneMonthName(month) + " " + year
    Accessible.role: Accessible.Table

    Keys.onDownPressed: move(7)
    Keys.onEnterPressed: picked(cursor)
    Keys.onLeftPressed: move(-1)
    Keys.onReturnPressed: picked(cursor)
    Keys.onRightPressed: move(1)
    Keys.onUpPressed: move(-7)
    Keys.onPressed: event => {
        if (event.key === Qt.Key_PageUp || event.key === Qt.Key_PageDown) {
            turn(event.key === Qt.Key_PageUp ? -1 : 1);
            event.accepted = true;
        }
    }

    ColumnLayout {
        id: column

        spacing: Theme.space1
        width: parent.width

        RowLayout {
            Layout.fillWidth: true

            IconButton {
                iconName: "chevron-left"
                //: calendar button
                label: qsTr("Previous month")
                metrics: calendar.metrics
                onClicked: calendar.turn(-1)
            }
            Label {
                Layout.fillWidth: true
                horizontalAlignment: Text.AlignHCenter
                //: month and year over a calendar page; date format string, see Qt.formatDate
                text: calendar.shown.toLocaleDateString(Theme.locale, qsTr("MMMM yyyy"))
                variant: Label.Head
            }
            IconButton {
                iconName: "chevron-right"
                //: calendar button
                label: qsTr("Next month")
                metrics: calendar.metrics
                onClicked: calendar.turn(1)
            }
        }
        GridLayout {
            Layout.fillWidth: true
            columnSpacing: 0
            columns: 7
            rowSpacing: 0

            Repeater {
                model: 7

                Label {
                    required property int index

                    Layout.fillWidth: true
                    Layout.preferredWidth: calendar.metrics.target
                    horizontalAlignment: Text.AlignHCenter
                    text: Theme.locale.standaloneDayName((index + calendar.firstDay) % 7, Locale.NarrowFormat)
                    variant: Label.Caption
                }
            }
            Repeater {
                model: 42

                CalendarDay {
                    required property int index
                    readonly property date day: calendar.dayAt(index)

                    Layout.fillWidth: true
                    Layout.preferredHeight: calendar.metrics.target
                    Layout.preferredWidth: calendar.metrics.target
                    chosen: calendar.selected === iso
                    cursor: calendar.activeFocus && calendar.cursor === iso
                    dim: day.getMonth() !== calendar.month
                    iso: calendar.iso(day)
                    text: day.getDate()
                    today: calendar.today === iso
                    onClicked: calendar.picked(iso)
                }
            }
        }
    }
}

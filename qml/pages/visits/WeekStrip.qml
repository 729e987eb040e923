// The days of one week; a press on a day plans a visit on it. The week is that of `today` until it is turned.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.Controls
import Keybook.Theme

RowLayout {
    id: strip

    required property string today // ISO date
    property int week: 0 // weeks from this one
    readonly property date first: {
        const day = new Date(Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1, Number(today.slice(8, 10)));
        const lead = (day.getDay() - Theme.firstDayOfWeek + 7) % 7;
        return new Date(day.getFullYear(), day.getMonth(), day.getDate() - lead + 7 * week);
    }
    readonly property string weekText: {
        //: first and last day of a week; date format string, see Qt.formatDate
        const format = qsTr("d MMM");
        //: a period, such as "23 Mar – 29 Mar"
        return qsTr("%1 – %2").arg(dayAt(0).toLocaleDateString(Theme.locale, format)).arg(dayAt(6).toLocaleDateString(Theme.locale, format));
    }

    signal picked(string date)

    function dayAt(index: int): date {
        return new Date(first.getFullYear(), first.getMonth(), first.getDate() + index);
    }

    spacing: Theme.space2

    IconButton {
        bordered: true
        iconName: "chevron-left"
        //: calendar button
        label: qsTr("Previous week")
        onClicked: --strip.week
    }
    Repeater {
        model: 7

        WeekDay {
            required property int index

            Layout.fillWidth: true
            Layout.preferredWidth: Theme.space7
            day: strip.dayAt(index)
            today: strip.today
            onClicked: strip.picked(iso)
        }
    }
    IconButton {
        bordered: true
        iconName: "chevron-right"
        //: calendar button
        label: qsTr("Next week")
        onClicked: ++strip.week
    }
}

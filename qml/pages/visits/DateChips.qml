// A day by one tap: suggestions, and a calendar for any other day. A second tap takes the day away.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Controls
import Keybook.Theme

Field {
    id: field

    required property var options // list of {label, date}
    required property string value // ISO date or empty
    readonly property bool suggested: options.some(each => each.date === value)
    readonly property string shown: {
        if (value.length < 10 || suggested)
            return "";
        const day = new Date(Number(value.slice(0, 4)), Number(value.slice(5, 7)) - 1, Number(value.slice(8, 10)));
        //: a day on a chip; date format string, see Qt.formatDate
        return day.toLocaleDateString(Theme.locale, qsTr("ddd d MMM"));
    }

    signal picked(string value)

    metrics: Theme.touchMetrics

    Flow {
        spacing: Theme.space2
        width: parent.width

        Repeater {
            model: field.options

            Chip {
                required property var modelData

                checkable: false
                checked: field.value === modelData.date
                iconName: checked ? "check" : ""
                metrics: Theme.touchMetrics
                text: modelData.label
                Accessible.checkable: true
                Accessible.role: Accessible.RadioButton
                onClicked: field.picked(checked ? "" : modelData.date)
            }
        }
        Chip {
            id: other

            checkable: false
            checked: field.shown.length > 0
            iconName: "calendar"
            metrics: Theme.touchMetrics
            //: chip that opens a calendar
            text: field.shown.length > 0 ? field.shown : qsTr("Pick a day")
            Accessible.role: Accessible.ButtonDropDown
            onClicked: calendar.open()

            Flyout {
                id: calendar

                y: other.height + Theme.space1

                Calendar {
                    focus: true
                    selected: field.value
                    today: App.today
                    onPicked: date => {
                        calendar.close();
                        field.picked(date);
                    }
                }
            }
        }
    }
}

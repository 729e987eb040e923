// A day. `value` is an ISO date or empty; Delete clears it.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.Theme

Field {
    id: field

    property string value
    property string today
    //: shown in a date field that is empty
    property string placeholderText: qsTr("No date")
    property bool clearable: true
    property alias input: button

    readonly property string shownText: {
        if (value.length < 10)
            return "";
        const day = new Date(Number(value.slice(0, 4)), Number(value.slice(5, 7)) - 1, Number(value.slice(8, 10)));
        //: a day in a date field of this year; date format string, see Qt.formatDate
        const near = qsTr("ddd d MMM");
        //: a day in a date field of another year; date format string, see Qt.formatDate
        const far = qsTr("d MMM yyyy");
        return day.toLocaleDateString(Theme.locale, value.slice(0, 4) === today.slice(0, 4) ? near : far);
    }

    signal picked(string value)

    T.AbstractButton {
        id: button

        hoverEnabled: true
        implicitHeight: field.metrics.control
        width: parent.width

        Accessible.description: field.shownText
        Accessible.name: field.label
        Accessible.role: Accessible.ButtonDropDown
        Keys.onBackPressed: clear()
        Keys.onDeletePressed: clear()
        Keys.onDownPressed: popup.open()

        function clear() {
            if (field.clearable)
                field.picked("");
        }

        background: FieldBox {
            faulty: field.error.length > 0
            focused: button.visualFocus || popup.visible
            usable: button.enabled
        }
        contentItem: Item {
            Icon {
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.textTertiary
                name: "calendar"
                size: field.metrics.icon
                x: Theme.space3
            }
            Label {
                anchors.fill: parent
                anchors.leftMargin: Theme.space3 + field.metrics.icon + Theme.space2
                anchors.rightMargin: Theme.space2
                color: field.shownText.length > 0 ? Theme.textPrimary : Theme.textTertiary
                metrics: field.metrics
                text: field.shownText.length > 0 ? field.shownText : field.placeholderText
                Accessible.ignored: true
            }
        }

        onClicked: popup.open()
    }
    Flyout {
        id: popup

        y: button.y + button.height + Theme.space1

        Calendar {
            focus: true
            metrics: field.metrics
            selected: field.value
            today: field.today
            onPicked: date => {
                popup.close();
                field.picked(date);
            }
        }
    }
}

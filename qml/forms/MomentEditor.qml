// A day and a time of day.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Controls
import Keybook.Theme

FocusScope {
    id: editor

    required property FieldRow row
    readonly property string day: row.text.slice(0, 10)
    readonly property string time: row.text.slice(11, 16)

    implicitHeight: date.implicitHeight

    DateField {
        id: date

        error: editor.row.error
        help: editor.row.hint
        input.focus: true
        label: editor.row.label
        required: editor.row.mandatory
        today: editor.row.today
        value: editor.day
        width: parent.width - clock.width - Theme.space2
        onPicked: value => editor.row.edited(value.length > 0 ? value + "T" + (editor.time.length > 0 ? editor.time : "09:00") : "")
    }
    TextField {
        id: clock

        anchors.right: parent.right
        enabled: editor.day.length > 0
        inputMethodHints: Qt.ImhTime
        //: label of a field for the time of day
        label: qsTr("Time")
        //: format of the time of day as shown in an empty field
        placeholderText: qsTr("hh:mm")
        width: Theme.space7 * 2
        onAccepted: commit()
        input.onActiveFocusChanged: {
            if (!clock.input.activeFocus)
                commit();
        }

        function commit() {
            const parts = /^(\d{1,2})[:：.]?(\d{2})$/.exec(text.trim());
            if (parts && Number(parts[1]) < 24 && Number(parts[2]) < 60)
                editor.row.edited(editor.day + "T" + parts[1].padStart(2, "0") + ":" + parts[2]);
        }

        Binding on text {
            value: editor.time
            when: !clock.input.activeFocus
            restoreMode: Binding.RestoreNone
        }
    }
}

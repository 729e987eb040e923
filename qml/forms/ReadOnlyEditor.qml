// A value that is computed, measured or attached: shown, not typed.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Controls

FocusScope {
    id: editor

    required property FieldRow row

    implicitHeight: frame.implicitHeight

    Field {
        id: frame

        error: editor.row.error
        help: editor.row.hint
        label: editor.row.label
        width: parent.width

        Label {
            height: frame.metrics.control
            text: editor.row.displayText.length > 0 ? editor.row.displayText : "—"
            width: parent.width
        }
    }
}

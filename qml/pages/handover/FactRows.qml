// Facts as two columns, label and text. `facts` is a list of {label, text}.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.Controls
import Keybook.Theme

Item {
    id: rows

    required property var facts

    implicitHeight: grid.implicitHeight + 2 * Theme.space3

    GridLayout {
        id: grid

        columnSpacing: Theme.space4
        columns: 2
        rowSpacing: Theme.gap
        width: parent.width - 2 * x
        x: Theme.space4
        y: Theme.space3

        Repeater {
            model: rows.facts

            Label {
                required property var modelData
                required property int index

                Layout.alignment: Qt.AlignTop
                Layout.column: 0
                Layout.row: index
                color: Theme.textTertiary
                text: modelData.label
            }
        }
        Repeater {
            model: rows.facts

            Label {
                required property var modelData
                required property int index

                Layout.alignment: Qt.AlignTop
                Layout.column: 1
                Layout.fillWidth: true
                Layout.row: index
                text: modelData.text
                wrapMode: Text.Wrap
            }
        }
    }
}

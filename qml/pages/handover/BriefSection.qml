// One list of the brief: people, open items, visits, figures.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.Controls
import Keybook.Theme

Panel {
    id: panel

    required property var section // {title, rows: list of {title, subtitle, value, kind}}

    count: section.rows.length
    title: section.title

    Repeater {
        model: panel.section.rows

        Item {
            id: row

            required property var modelData

            implicitHeight: line.implicitHeight + 2 * (Theme.space2 + Theme.focusOffset)
            width: parent?.width ?? 0

            Rectangle {
                color: Theme.border
                height: Theme.strokeHairline
                width: parent.width
            }
            RowLayout {
                id: line

                spacing: Theme.space3
                width: parent.width - 2 * x
                x: Theme.space4
                y: Theme.space2 + Theme.focusOffset

                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 0

                    Label {
                        Layout.fillWidth: true
                        text: row.modelData.title
                        wrapMode: Text.Wrap
                    }
                    Label {
                        Layout.fillWidth: true
                        color: Theme.textSecondary
                        text: row.modelData.subtitle
                        variant: Label.Dense
                        visible: text.length > 0
                        wrapMode: Text.Wrap
                    }
                }
                Label {
                    Layout.alignment: Qt.AlignTop
                    Layout.maximumWidth: Theme.menuWidth
                    color: row.modelData.kind === "plain" ? Theme.textSecondary : Theme.kindText(row.modelData.kind)
                    text: row.modelData.value
                    visible: text.length > 0
                }
            }
        }
    }
}

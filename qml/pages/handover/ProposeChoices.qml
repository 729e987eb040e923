// Which records go along with the accounts, by kind: all, the open ones, or none; with how many that would be.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.App
import Keybook.Controls
import Keybook.Navigation
import Keybook.Theme

Panel {
    id: panel

    required property HandoverProposal wish
    readonly property var ways: [
        {value: "open", label: qsTr("Open ones")}, //: choice: which tasks, visits and deals change hands
        {value: "all", label: qsTr("All")}, //: choice: which tasks, visits and deals change hands
        {value: "none", label: qsTr("None")} //: choice: which tasks, visits and deals change hands
    ]

    //: panel: what changes hands together with the accounts
    title: qsTr("What goes along")

    Repeater {
        model: panel.wish.kinds.length

        Item {
            id: row

            required property int index
            readonly property var kind: panel.wish.kinds[index] ?? ({label: "", text: "", icon: "", choice: "", type: ""})

            implicitHeight: line.implicitHeight + 2 * Theme.space2
            width: parent?.width ?? 0

            Rectangle {
                color: Theme.border
                height: Theme.strokeHairline
                width: parent.width
            }
            GridLayout {
                id: line

                columnSpacing: Theme.space3
                columns: Viewport.narrow ? 1 : 2
                width: parent.width - 2 * x
                x: Theme.space4
                y: Theme.space2

                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 0

                    Label {
                        Layout.fillWidth: true
                        text: row.kind.label
                    }
                    Label {
                        Layout.fillWidth: true
                        text: row.kind.text
                        variant: Label.Caption
                        visible: text.length > 0
                    }
                }
                Segmented {
                    label: row.kind.label
                    options: panel.ways
                    value: row.kind.choice
                    onChosen: value => panel.wish.choose(row.kind.type, value)
                }
            }
        }
    }
}

// The kinds of records by menu, a panel each.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Keybook.Controls
import Keybook.Navigation
import Keybook.Theme

Flickable {
    id: kinds

    required property var groups // [{name, label, types: [{type, plural, icon}]}]

    boundsBehavior: Flickable.StopAtBounds
    clip: true
    contentHeight: grid.height + Theme.space4 + Theme.space5
    interactive: contentHeight > height

    T.ScrollBar.vertical: ScrollBar {}

    GridLayout {
        id: grid

        columnSpacing: Theme.space4
        columns: Viewport.wide ? 3 : Viewport.width >= Theme.layoutSidePane * 2 ? 2 : 1
        rowSpacing: Theme.space4
        width: kinds.width - x - Theme.sideMargin
        x: Theme.pageMargin
        y: Theme.space4

        Repeater {
            model: kinds.groups

            Panel {
                id: group

                required property var modelData

                Layout.alignment: Qt.AlignTop
                Layout.fillWidth: true
                title: modelData.label

                Repeater {
                    model: group.modelData.types

                    LedgerRow {
                        required property var modelData

                        chevron: true
                        iconName: modelData.icon
                        title: modelData.plural
                        width: parent?.width ?? 0
                        onClicked: Router.openRecords(modelData.type)
                    }
                }
            }
        }
    }
}

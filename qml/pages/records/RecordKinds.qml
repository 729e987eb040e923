// The kinds of records by menu, a panel each, in columns.
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
    readonly property var columns: parted(Viewport.wide ? 3 : Viewport.width >= Theme.layoutSidePane * 2 ? 2 : 1)

    // The groups in their order, down each column, of about the same height.
    function parted(count) {
        const rows = group => group.types.length + 1.5; // with the title and the gap
        const all = groups.reduce((sum, group) => sum + rows(group), 0);
        const columns = Array.from({length: count}, () => []);
        let before = 0;
        for (const group of groups) {
            const middle = before + rows(group) / 2;
            columns[Math.min(count - 1, Math.floor(middle * count / all))].push(group);
            before += rows(group);
        }
        const filled = columns.filter(column => column.length > 0); // few groups: the empty places to the right
        return filled.concat(Array.from({length: count - filled.length}, () => []));
    }

    boundsBehavior: Flickable.StopAtBounds
    clip: true
    contentHeight: grid.height + Theme.space4 + Theme.space5
    interactive: contentHeight > height

    T.ScrollBar.vertical: ScrollBar {}

    RowLayout {
        id: grid

        spacing: Theme.space4
        width: kinds.width - x - Theme.sideMargin
        x: Theme.pageMargin
        y: Theme.space4

        Repeater {
            model: kinds.columns

            ColumnLayout {
                id: column

                required property var modelData

                Layout.alignment: Qt.AlignTop
                Layout.fillWidth: true
                Layout.preferredWidth: 1 // all the same
                spacing: Theme.space4

                Repeater {
                    model: column.modelData

                    Panel {
                        id: group

                        required property var modelData

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
    }
}

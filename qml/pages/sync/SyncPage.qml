// Where this device stands with the server, what waits and what needs a person. Nothing here blocks other work.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

FocusScope {
    id: page

    //: a place in the navigation
    readonly property string title: qsTr("Sync")

    Flickable {
        anchors.fill: parent
        boundsBehavior: Flickable.StopAtBounds
        contentHeight: grid.height + Theme.space4 + Theme.space5
        interactive: contentHeight > height

        T.ScrollBar.vertical: ScrollBar {}

        GridLayout {
            id: grid

            columnSpacing: Theme.sideMargin
            columns: Viewport.wide ? 2 : 1
            rowSpacing: Theme.space4
            width: page.width - x - Theme.sideMargin
            x: Theme.pageMargin
            y: Theme.space4

            ColumnLayout {
                Layout.alignment: Qt.AlignTop
                Layout.fillWidth: true
                spacing: Theme.space4

                SyncHead {
                    Layout.fillWidth: true
                }
                RefusedPanel {
                    Layout.fillWidth: true
                }
                DecisionsPanel {
                    Layout.fillWidth: true
                }
                WaitingPanel {
                    Layout.fillWidth: true
                }
            }
            ColumnLayout {
                Layout.alignment: Qt.AlignTop
                Layout.fillWidth: !Viewport.wide
                Layout.preferredWidth: Viewport.wide ? Theme.layoutSidePane + Theme.space6 : -1
                spacing: Theme.space4

                ExchangesPanel {
                    Layout.fillWidth: true
                }
                StoragePanel {
                    Layout.fillWidth: true
                }
                DevicePanel {
                    Layout.fillWidth: true
                }
            }
        }
    }
}

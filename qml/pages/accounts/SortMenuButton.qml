// Sorting where there is no table head.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Controls

IconButton {
    id: button

    required property AccountListModel accounts

    bordered: true
    iconName: "sort"
    implicitHeight: metrics.target
    //: button that opens a menu of columns to sort by
    label: qsTr("Sort")
    onClicked: menu.open()

    Menu {
        id: menu

        x: button.width - width
        y: button.height

        Repeater {
            model: button.accounts.columns

            MenuItem {
                required property var modelData

                checkable: true
                checked: button.accounts.sortColumn === modelData.name
                text: modelData.label
                onTriggered: {
                    button.accounts.sortDescending = button.accounts.sortColumn === modelData.name ? !button.accounts.sortDescending : modelData.numeric;
                    button.accounts.sortColumn = modelData.name;
                }
            }
        }
    }
}

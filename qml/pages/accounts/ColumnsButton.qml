// Which columns the table shows. The name stays.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Controls

IconButton {
    id: button

    required property AccountViews views

    bordered: true
    iconName: "columns"
    //: button that opens the list of columns to show
    label: qsTr("Columns")
    onClicked: menu.open()

    Menu {
        id: menu

        x: button.width - width
        y: button.height

        Repeater {
            model: button.views.columns

            MenuItem {
                required property var modelData

                checkable: true
                checked: modelData.shown
                enabled: !modelData.fixed
                text: modelData.label
                onTriggered: button.views.showColumn(modelData.name, !modelData.shown)
            }
        }
    }
}

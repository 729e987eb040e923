// Saved views: choose one, save what is shown now under a name, or remove one.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Theme
import Keybook.Controls

Button {
    id: button

    required property AccountViews views

    //: button: opens the menu of saved views of a list
    text: views.current.length > 0 ? views.current : qsTr("Saved views")
    onClicked: menu.open()

    Menu {
        id: menu

        y: button.height

        Repeater {
            model: button.views.names

            MenuItem {
                required property string modelData

                checkable: true
                checked: button.views.current === modelData
                text: modelData
                onTriggered: button.views.apply(modelData)
            }
        }
        MenuRule {
            visible: button.views.names.length > 0
        }
        MenuItem {
            iconName: "plus"
            //: menu entry: keep search, filters and order of a list under a name
            text: qsTr("Save this view…")
            onTriggered: entry.open()
        }
        MenuItem {
            danger: true
            iconName: "trash"
            //: menu entry: forget the saved view that is shown now
            text: qsTr("Remove “%1”").arg(button.views.current)
            visible: button.views.current.length > 0
            onTriggered: button.views.remove(button.views.current)
        }
    }
    Flyout {
        id: entry

        y: button.height

        contentItem: Row {
            spacing: Theme.space2

            TextField {
                id: word

                input.focus: true
                //: field for the name of a saved view
                placeholderText: qsTr("Name of the view")
                width: Theme.menuWidth
                onAccepted: save.clicked()
            }
            Button {
                id: save

                enabled: word.text.trim().length > 0
                kind: Button.Filled
                //: button: keep this view under the name
                text: qsTr("Save view")
                onClicked: {
                    if (!enabled)
                        return;
                    button.views.save(word.text);
                    word.text = "";
                    entry.close();
                }
            }
        }
        onOpened: word.input.forceActiveFocus()
    }
}

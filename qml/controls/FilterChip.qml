// A chip that opens a list of values to filter by; several may be ticked. The chip then tells how the list is narrowed.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Theme

Chip {
    id: chip

    required property string label
    required property var values // list of {value, label}
    property var chosen: []      // the values that are ticked

    signal changed(var values)

    function toggle(value: string) {
        chip.changed(chosen.includes(value) ? chosen.filter(each => each !== value) : chosen.concat([value]));
    }

    checkable: false
    checked: chosen.length > 0
    iconName: checked ? "check" : ""
    //: filter chip with its value, such as "Grade: Gold, Diamond"
    text: checked ? qsTr("%1: %2").arg(label).arg(values.filter(each => chosen.includes(each.value)).map(each => each.label).join(", ")) : label
    trailingIcon: "chevron-down"

    Accessible.role: Accessible.ButtonDropDown

    onClicked: menu.visible ? menu.close() : menu.open()

    Menu {
        id: menu

        y: chip.height + Theme.space1

        Repeater {
            model: chip.values

            MenuItem {
                required property var modelData

                checkable: true
                checked: chip.chosen.includes(modelData.value)
                text: modelData.label

                onTriggered: chip.toggle(modelData.value)
            }
        }
    }
}

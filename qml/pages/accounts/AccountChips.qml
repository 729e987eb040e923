// Whose accounts, which grade, industry, owner, overdue or not. Scrolls sideways where there is no room.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Theme
import Keybook.Controls

Item {
    id: chips

    required property AccountListModel accounts

    implicitHeight: Theme.metrics.chip

    Flickable {
        anchors.left: parent.left
        anchors.right: clear.visible ? clear.left : parent.right
        anchors.rightMargin: clear.visible ? Theme.space2 : 0
        boundsBehavior: Flickable.StopAtBounds
        clip: contentWidth > width
        contentWidth: row.width
        flickableDirection: Flickable.HorizontalFlick
        height: parent.height
        interactive: contentWidth > width

        Row {
            id: row

            spacing: Theme.space2

            Repeater {
                //: whose accounts: mine, those of my territory, all that I may see
                model: [{value: "mine", label: qsTr("Mine")}, {value: "territory", label: qsTr("My territory")}, {value: "all", label: qsTr("All")}]

                Chip {
                    required property var modelData

                    autoExclusive: false
                    checkable: true
                    checked: chips.accounts.scope === modelData.value
                    text: modelData.label
                    Accessible.role: Accessible.RadioButton
                    onClicked: {
                        chips.accounts.scope = modelData.value;
                        checked = Qt.binding(() => chips.accounts.scope === modelData.value);
                    }
                }
            }
            Chip {
                checkable: true
                checked: chips.accounts.overdueOnly
                iconName: "alert"
                //: filter: accounts whose visit standard is broken
                text: qsTr("Overdue visits")
                onToggled: chips.accounts.overdueOnly = checked
            }
            Repeater {
                model: chips.accounts.filterChips

                FilterChip {
                    required property var modelData

                    chosen: chips.accounts.filters[modelData.name] ?? []
                    label: modelData.label
                    values: modelData.values
                    onChanged: values => chips.accounts.setFilter(modelData.name, values)
                }
            }
        }
    }
    Button {
        id: clear

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        kind: Button.Text
        small: true
        //: button: take away all filters and the search
        text: qsTr("Clear filters")
        visible: chips.accounts.filtered
        onClicked: chips.accounts.clearFilters()
    }
}

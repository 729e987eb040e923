// Records of some types that belong to one account, a panel per type. Types without records are left out. The first ones
// have a button each, those of `menus` are behind one more.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Keybook.App
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

Flickable {
    id: tab

    required property string accountId
    required property var types // record types, in order
    required property string emptyTitle
    property string emptyIcon: "info"
    property var menus: [] // names of menus whose types stand below
    readonly property var more: App.typeGroups.filter(each => menus.includes(each.name)).reduce((all, group) => all.concat(group.types), []).filter(each => each.ofAccount && !types.includes(each.type))
    readonly property var usable: App.creatableTypes.filter(each => types.includes(each.type))
    readonly property bool empty: panels.count > 0 && shownCount === 0 && loadingCount === 0
    property int shownCount: 0
    property int loadingCount: 0

    function recount() {
        let shown = 0;
        let loading = 0;
        for (let i = 0; i < panels.count; ++i) {
            const panel = panels.itemAt(i) as RecordsPanel;
            shown += panel && panel.count > 0 ? 1 : 0;
            loading += panel && panel.records.loading ? 1 : 0;
        }
        shownCount = shown;
        loadingCount = loading;
    }

    boundsBehavior: Flickable.StopAtBounds
    clip: true
    contentHeight: column.height + Theme.space4 + Theme.space5
    interactive: contentHeight > height

    T.ScrollBar.vertical: ScrollBar {}

    ColumnLayout {
        id: column

        spacing: Theme.space4
        width: tab.width - 2 * x
        x: Theme.pageMargin
        y: Theme.space4

        Flow {
            Layout.fillWidth: true
            spacing: Theme.space2
            visible: !tab.empty

            Repeater {
                model: tab.usable

                Button {
                    required property var modelData

                    iconName: "plus"
                    text: modelData.label
                    //: read aloud for a button that creates a record of this type
                    Accessible.name: qsTr("New: %1").arg(modelData.label)
                    onClicked: Router.create(modelData.type, {account: tab.accountId})
                }
            }
            Button {
                iconName: "more"
                //: button: a menu of the other kinds of records
                text: qsTr("More")
                visible: tab.more.length > 0
                onClicked: moreMenu.open()

                Menu {
                    id: moreMenu

                    Repeater {
                        model: tab.more.filter(each => each.creatable)

                        MenuItem {
                            required property var modelData

                            iconName: modelData.icon
                            text: modelData.label
                            onTriggered: Router.create(modelData.type, {account: tab.accountId})
                        }
                    }
                }
            }
        }
        Repeater {
            id: panels

            model: tab.types.concat(tab.more.map(each => each.type))

            RecordsPanel {
                required property string modelData

                Layout.fillWidth: true
                accountId: tab.accountId
                type: modelData
                onChanged: tab.recount()
            }
        }
        StateNotice {
            Layout.fillWidth: true
            iconName: tab.emptyIcon
            primaryIcon: "plus"
            primaryText: tab.usable.length > 0 ? qsTr("New: %1").arg(tab.usable[0].label) : ""
            title: tab.emptyTitle
            visible: tab.empty
            onPrimary: Router.create(tab.usable[0].type, {account: tab.accountId})
        }
    }

    Component.onCompleted: recount()
}

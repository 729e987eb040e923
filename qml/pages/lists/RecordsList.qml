// A searchable list of the records of one type, narrowed by the presets of its model.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Navigation
import Keybook.Theme

FocusScope {
    id: page

    required property string type
    required property string emptyTitle
    required property string createText
    property string emptyText
    property string emptyIcon: "info"
    property string preset // name of the preset to start with, where the model has it
    property bool creatable: true // this user may make such records
    property string startScope: "mine"
    property bool logs: false // the rows are visits: those planned get a button that logs what happened
    readonly property alias records: records

    RecordListModel {
        id: records

        filter: presets.some(each => each.name === page.preset) ? page.preset : ""
        scope: page.startScope
        searchText: tools.searchText
        type: page.type
    }
    RecordsTools {
        id: tools

        creatable: page.creatable
        createText: page.createText
        records: records
        width: parent.width
        onCreateWanted: Router.create(page.type, {})
        onPresetChosen: name => page.preset = name
    }
    Rectangle {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.space4
        anchors.top: tools.bottom
        anchors.topMargin: Theme.space3
        border.color: Theme.border
        border.width: Theme.strokeHairline
        color: Theme.surface
        radius: Theme.radiusLg
        width: parent.width

        SectionedList {
            anchors.fill: parent
            anchors.margins: Theme.strokeHairline
            focus: true
            model: records

            Accessible.name: App.typeLabel(page.type)
            Keys.onReturnPressed: (currentItem as RecordRow)?.clicked()

            delegate: RecordRow {
                logs: page.logs && records.filter === "planned"
                selected: ListView.isCurrentItem && ListView.view.activeFocus
                type: page.type
                width: ListView.view.width
            }
        }
        ListStates {
            anchors.left: parent.left
            anchors.margins: Theme.space2
            anchors.right: parent.right
            anchors.top: parent.top
            emptyIcon: page.emptyIcon
            emptyPrimary: page.creatable ? page.createText : ""
            emptyText: page.emptyText
            emptyTitle: page.emptyTitle
            errorText: records.errorText
            filtered: records.filtered
            loading: records.loading
            shown: records.count === 0
            onCleared: {
                tools.clear();
                page.preset = "";
            }
            onPrimary: Router.create(page.type, {})
        }
    }
}

// Everything that has no page of its own: the kinds of records by menu, and the list of the kind that was chosen.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Controls
import Keybook.Navigation
import Keybook.Theme

FocusScope {
    id: page

    readonly property var kinds: App.typeGroups.reduce((all, group) => all.concat(group.types), [])
    readonly property var chosen: kinds.find(each => each.type === Router.recordsType) ?? null
    //: a place in the navigation: all kinds of records
    readonly property string title: chosen !== null ? chosen.plural : qsTr("Records")
    readonly property string subtitle: chosen !== null ? chosen.help : ""

    Optional {
        active: page.chosen === null

        RecordKinds {
            anchors.fill: parent
            focus: true
            groups: App.typeGroups
        }
    }
    Optional {
        active: page.chosen !== null

        RecordsList {
            anchors.fill: parent
            anchors.leftMargin: Theme.pageMargin
            anchors.rightMargin: Theme.sideMargin
            anchors.topMargin: Theme.space3 + Theme.focusOffset
            creatable: page.chosen?.creatable ?? false
            //: button: make a record of this kind, such as "New: Contract"
            createText: qsTr("New: %1").arg(page.chosen?.label ?? "")
            emptyIcon: page.chosen?.icon ?? "file"
            emptyText: page.chosen?.help ?? ""
            //: empty list of a kind of records, such as "No contracts yet"
            emptyTitle: qsTr("None yet: %1").arg(page.chosen?.plural ?? "")
            focus: true
            startScope: "all"
            type: page.chosen?.type ?? ""
        }
    }
}

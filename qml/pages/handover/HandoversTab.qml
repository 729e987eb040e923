// Handovers of one direction: the list, and beside it (or in its place, where there is no room) the one that is open.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.App
import Keybook.Controls
import Keybook.Navigation
import Keybook.Theme

FocusScope {
    id: tab

    required property HandoverListModel handovers
    readonly property bool open: Router.deskItem.length > 0
    readonly property bool outgoing: handovers.direction === "outgoing"
    readonly property int sideWidth: Viewport.wide ? Theme.layoutListPane + Theme.space6 : width
    readonly property bool none: handovers.count === 0
    readonly property string shown: open || Viewport.wide ? handovers.plan.recordId : ""

    function choose(id: string) {
        Router.openDesk(handovers.direction, id);
    }

    FocusScope {
        id: side

        focus: !tab.open || Viewport.wide
        height: parent.height
        visible: Viewport.wide || !tab.open || tab.none
        width: tab.none ? parent.width : tab.sideWidth

        Rectangle {
            anchors.fill: parent
            color: Theme.surface
            visible: !tab.none
        }
        ListView {
            id: list

            anchors.bottom: foot.top
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            boundsBehavior: Flickable.StopAtBounds
            clip: true
            focus: true
            model: tab.handovers
            section.property: "section"
            visible: !tab.none

            T.ScrollBar.vertical: ScrollBar {}
            delegate: LedgerRow {
                id: row

                required property int index
                required property string recordId
                required property bool busy
                required title
                required subtitle
                required tagText
                required tagKind
                required tagIcon

                boldTitle: recordId === tab.shown
                divider: index > 0 && heading.length === 0
                heading: ListView.section !== ListView.previousSection ? ListView.section : ""
                reasonLines: 2
                selected: recordId === tab.shown
                width: ListView.view.width
                onClicked: tab.choose(recordId)

                ProgressBar {
                    anchors.verticalCenter: parent?.verticalCenter
                    //: read aloud for the bar beside a handover that is being decided
                    label: qsTr("Asking the server")
                    value: -1
                    visible: row.busy
                    width: Theme.space7
                }
            }
        }
        DeskStates {
            empty: tab.none
            //: button: start a handover
            emptyPrimary: tab.outgoing ? qsTr("Propose a handover") : ""
            //: what the page of incoming handovers is for
            emptyText: tab.outgoing ? qsTr("Hand over an account from its menu, several from the list of accounts, or all of them from here.")
                : qsTr("When a colleague hands accounts over to you, they wait here until you accept.")
            emptyTitle: tab.outgoing ? qsTr("You hand nothing over") //: empty list
                : qsTr("Nothing is handed over to you") //: empty list
            state_: tab.handovers.state
            stateText: tab.handovers.stateText
            width: Math.min(parent.width, Theme.layoutDialog)
            x: (parent.width - width) / 2
            y: Theme.space5
            onPrimary: Router.handOver([])
            onRetried: tab.handovers.refresh()
        }
        Item {
            id: foot

            anchors.bottom: parent.bottom
            height: propose.visible ? propose.height + 2 * Theme.space3 : 0
            width: parent.width

            Rectangle {
                color: Theme.border
                height: Theme.strokeHairline
                visible: propose.visible
                width: parent.width
            }
            Button {
                id: propose

                anchors.verticalCenter: parent.verticalCenter
                iconName: "handover"
                //: button: start a handover of all accounts of somebody
                text: qsTr("Propose a handover")
                visible: tab.outgoing && !tab.none
                x: Theme.space4
                onClicked: Router.handOver([])
            }
        }
    }
    Rectangle {
        color: Theme.border
        height: parent.height
        visible: Viewport.wide && !tab.none
        width: Theme.strokeHairline
        x: side.width
    }
    Optional {
        active: tab.shown.length > 0

        HandoverDetail {
            focus: true
            height: tab.height
            plan: tab.handovers.plan
            width: tab.width - x
            x: Viewport.wide ? side.width + Theme.strokeHairline : 0
        }
    }
    StateNotice {
        framed: false
        iconName: "handover"
        primaryText: tab.handovers.state === "loading" ? "" : qsTr("Try again")
        //: why a handover cannot be shown
        text: qsTr("The server does not know it, or was not asked yet.")
        //: a handover was opened that is not known any more
        title: qsTr("This handover is not here")
        visible: tab.open && tab.shown.length === 0 && tab.handovers.state !== "loading" && !tab.none
        width: Viewport.wide ? tab.width - side.width : tab.width
        x: Viewport.wide ? side.width : 0
        y: Theme.space6
        onPrimary: tab.handovers.refresh()
    }
}

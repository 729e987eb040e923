// Accounts that change hands: what comes, what goes, what came late, who stands in, what nobody owns, what waits for approval.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Controls
import Keybook.Navigation
import Keybook.Theme

FocusScope {
    id: page

    readonly property string tab: Router.deskTab
    readonly property bool open: Router.deskItem.length > 0
    //: a place in the navigation: accounts that change hands
    readonly property string title: qsTr("Handover")
    readonly property string subtitle: incomingList.asOfText
    readonly property bool handing: tab === "incoming" || tab === "outgoing" || tab === "others"
    readonly property var allTabs: [
        {name: "incoming", label: qsTr("Coming in"), count: incomingList.openCount}, //: tab: handovers to me
        {name: "outgoing", label: qsTr("Going out"), count: outgoingList.openCount}, //: tab: handovers from me
        {name: "others", label: qsTr("Of colleagues"), count: othersList.openCount}, //: tab: handovers between other people, for managers
        {name: "late", label: qsTr("Late edits"), count: lateEdits.waitingCount}, //: tab: edits that arrived after an account changed hands
        {name: "cover", label: qsTr("Cover"), count: coverList.activeCount}, //: tab: who stands in for whom
        {name: "pool", label: qsTr("Pool"), count: poolList.total}, //: tab: accounts without owner
        {name: "requests", label: qsTr("Approvals"), count: requestList.count} //: tab: changes of locked fields that wait
    ]

    HandoverListModel {
        id: incomingList

        current: Router.deskItem
        direction: "incoming"
    }
    HandoverListModel {
        id: outgoingList

        current: Router.deskItem
        direction: "outgoing"
    }
    HandoverListModel {
        id: othersList

        current: Router.deskItem
        direction: "others"
    }
    LateEditModel {
        id: lateEdits
    }
    CoverListModel {
        id: coverList
    }
    PoolModel {
        id: poolList
    }
    RequestListModel {
        id: requestList
    }
    Item {
        id: head

        readonly property bool shown: Viewport.wide || !page.open

        height: shown ? tabRow.height : 0
        visible: shown
        width: parent.width

        Rectangle {
            color: Theme.border
            height: Theme.strokeHairline
            width: parent.width
            y: tabRow.height - height
        }
        Tabs {
            id: tabRow

            current: page.tab
            height: implicitHeight
            options: page.allTabs.filter(each => each.name !== "others" || othersList.count > 0 || page.tab === "others")
            width: parent.width - x
            x: Theme.pageMargin - Theme.space3
            onChosen: name => Router.openDesk(name, "")
        }
    }
    FocusScope {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: head.bottom
        focus: true

        Optional {
            active: page.handing

            HandoversTab {
                anchors.fill: parent
                focus: true
                handovers: page.tab === "incoming" ? incomingList : page.tab === "outgoing" ? outgoingList : othersList
            }
        }
        Optional {
            active: page.tab === "late"

            LateTab {
                anchors.fill: parent
                focus: true
                late: lateEdits
            }
        }
        Optional {
            active: page.tab === "cover"

            CoverTab {
                anchors.fill: parent
                covers: coverList
                focus: true
            }
        }
        Optional {
            active: page.tab === "pool"

            PoolTab {
                anchors.fill: parent
                focus: true
                pool: poolList
            }
        }
        Optional {
            active: page.tab === "requests"

            RequestsTab {
                anchors.fill: parent
                focus: true
                requests: requestList
            }
        }
    }
}

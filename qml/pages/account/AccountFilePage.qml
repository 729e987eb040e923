// One account: who it is, and everything about it in tabs.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

FocusScope {
    id: page

    required property AccountFile file // outlives this page
    required property string tab
    readonly property string name: file.name
    readonly property var tabs: [
        //: tab of an account file
        {name: "overview", label: qsTr("Overview")},
        //: tab of an account file: everything that happened
        {name: "timeline", label: qsTr("Timeline")},
        //: tab of an account file: contacts and who decides
        {name: "people", label: qsTr("People")},
        //: tab of an account file: opportunities, orders, competitors
        {name: "business", label: qsTr("Business")},
        //: tab of an account file: complaints
        {name: "service", label: qsTr("Service")},
        //: tab of an account file: grades, plans, development, tasks
        {name: "plan", label: qsTr("Plan")},
        //: tab of an account file: who changed what
        {name: "history", label: qsTr("History"), count: file.conflictCount}
    ]
    readonly property bool usable: file.found && file.errorText.length === 0
    readonly property string shown: !usable ? "" : tabs.options.some(each => each.name === tab) ? tab : "overview"

    AccountHeader {
        id: header

        file: page.file
        visible: page.usable
        width: parent.width
    }
    Rectangle {
        anchors.top: header.bottom
        color: Theme.surface
        height: tabs.height
        visible: page.usable
        width: parent.width

        Tabs {
            id: tabs

            current: page.tab
            options: page.tabs
            width: parent.width - 2 * x
            x: Theme.pageMargin - Theme.space3
            onChosen: name => Router.accountTab = name
        }
        Rectangle {
            anchors.bottom: parent.bottom
            color: Theme.border
            height: Theme.strokeHairline
            width: parent.width
        }
    }
    Item {
        id: body

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: header.bottom
        anchors.topMargin: tabs.height

        Optional {
            active: page.shown === "overview"

            OverviewTab {
                anchors.fill: parent
                focus: true
                file: page.file
            }
        }
        Optional {
            active: page.shown === "timeline"

            TimelineTab {
                anchors.fill: parent
                focus: true
                accountId: page.file.accountId
            }
        }
        Optional {
            active: page.shown === "people"

            RecordsTab {
                anchors.fill: parent
                focus: true
                accountId: page.file.accountId
                emptyIcon: "users"
                emptyTitle: qsTr("No contacts yet") //: empty list
                menus: ["people"]
                types: ["contact"]
            }
        }
        Optional {
            active: page.shown === "business"

            RecordsTab {
                anchors.fill: parent
                focus: true
                accountId: page.file.accountId
                emptyIcon: "pipeline"
                emptyTitle: qsTr("No business yet") //: empty list of opportunities and orders
                menus: ["deals", "tenders", "orders"]
                types: ["opportunity", "order", "competitor"]
            }
        }
        Optional {
            active: page.shown === "service"

            RecordsTab {
                anchors.fill: parent
                focus: true
                accountId: page.file.accountId
                emptyIcon: "service"
                emptyTitle: qsTr("No complaints") //: empty list
                menus: ["service"]
                types: ["complaint"]
            }
        }
        Optional {
            active: page.shown === "plan"

            RecordsTab {
                anchors.fill: parent
                focus: true
                accountId: page.file.accountId
                emptyIcon: "target"
                emptyTitle: qsTr("No plans yet") //: empty list
                menus: ["accounts", "prospects", "knowledge"]
                types: ["task"]
            }
        }
        Optional {
            active: page.shown === "history"

            HistoryTab {
                anchors.fill: parent
                focus: true
                accountId: page.file.accountId
            }
        }
    }
    StateNotice {
        anchors.centerIn: parent
        failed: page.file.errorText.length > 0
        iconName: "accounts"
        //: button that returns to the list of accounts
        primaryText: qsTr("Back to the accounts")
        text: page.file.errorText.length > 0 ? page.file.errorText : qsTr("It was removed, or it now belongs to a territory that you do not see.") //: why an account is not on this device
        title: page.file.errorText.length > 0 ? qsTr("The account cannot be read") //: error
            : qsTr("This account is not on this device") //: an account was opened that is not here
        visible: !page.usable && !page.file.loading
        onPrimary: Router.go("accounts")
    }
}

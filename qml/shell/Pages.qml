// Every page by name: the only file that knows where pages live.
// A place is an Item in the frame; it may have `title` and `subtitle` (strings) for the top bar.
// A sheet (VisitLogPage, RecordFormPage, ConflictDialog) is a Popup or an Item that gets Router.sheetData as initial
// properties; a Popup is opened here and its `closed` closes the sheet, an Item calls Router.closeSheet().
pragma Singleton
import QtQuick

QtObject {
    readonly property string pages: Qt.resolvedUrl("../Pages/")
    readonly property string forms: Qt.resolvedUrl("../Forms/")

    readonly property url firstStart: pages + "FirstStartPage.qml"
    readonly property var sheets: ({visit: pages + "VisitLogPage.qml", record: forms + "RecordFormPage.qml", conflict: pages + "ConflictDialog.qml",
        propose: pages + "ProposePage.qml", brief: pages + "BriefPage.qml", cover: pages + "CoverPage.qml", giveBack: pages + "ReturnDialog.qml"})
    readonly property var places: [
        //: a place in the navigation
        {name: "today", label: qsTr("Today"), icon: "today", url: pages + "TodayPage.qml", keep: false, bar: true},
        //: a place in the navigation
        {name: "accounts", label: qsTr("Accounts"), icon: "accounts", url: pages + "AccountsPage.qml", keep: true, bar: true},
        //: a place in the navigation
        {name: "visits", label: qsTr("Visits"), icon: "visits", url: pages + "VisitsPage.qml", keep: false, bar: true},
        //: a place in the navigation
        {name: "pipeline", label: qsTr("Pipeline"), icon: "pipeline", url: pages + "PipelinePage.qml", keep: false, bar: true},
        //: a place in the navigation
        {name: "service", label: qsTr("Service"), icon: "service", url: pages + "ServicePage.qml", keep: false, bar: false},
        //: a place in the navigation: accounts that change hands
        {name: "handover", label: qsTr("Handover"), icon: "handover", url: pages + "HandoverPage.qml", keep: false, bar: false},
        //: a place in the navigation
        {name: "sync", label: qsTr("Sync"), icon: "sync", url: pages + "SyncPage.qml", keep: false, bar: false},
        //: a place in the navigation
        {name: "settings", label: qsTr("Settings"), icon: "settings", url: pages + "SettingsPage.qml", keep: false, bar: false},
        //: a place in the navigation: all kinds of records
        {name: "records", label: qsTr("Records"), icon: "columns", url: pages + "RecordsPage.qml", keep: false, bar: false}
    ]

    function labelOf(name: string): string {
        const found = places.find(each => each.name === name);
        return found ? found.label : "";
    }
}

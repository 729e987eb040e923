// Where the user is: a place, an account file in it, and at most one sheet on top. Back walks the trail.
pragma Singleton
import QtQuick

QtObject {
    id: router

    readonly property var places: ["today", "accounts", "visits", "pipeline", "service", "sync", "settings"]
    readonly property int trailMax: 50

    property string place: "today"
    property string accountId
    property string accountTab: "overview"
    property string sheet // "", visit, record, conflict
    property var sheetData: ({})
    property var trail: []
    readonly property bool canGoBack: sheet.length > 0 || trail.length > 0 || accountId.length > 0

    signal sheetSwitched // another sheet, or none
    signal searchWanted
    signal shortcutsWanted
    signal createWanted

    function here(): var {
        return {place: place, accountId: accountId, accountTab: accountTab};
    }
    function remember() {
        trail = trail.concat([here()]).slice(-trailMax);
    }
    function go(name: string) {
        if (!places.includes(name))
            return;
        if (name !== place || accountId.length > 0)
            remember();
        place = name;
        accountId = "";
    }
    function openAccount(id: string, tab: string) {
        if (id.length === 0)
            return;
        if (id !== accountId || place !== "accounts")
            remember();
        place = "accounts";
        accountId = id;
        accountTab = tab.length > 0 ? tab : "overview";
    }
    // Any record: an account opens its file, everything else its form.
    function openRecord(type: string, id: string) {
        if (type === "account")
            openAccount(id, "");
        else if (type === "conflict")
            resolve("account", id);
        else
            openSheet("record", {type: type, recordId: id, presets: {}});
    }
    function edit(type: string, id: string) {
        openSheet("record", {type: type, recordId: id, presets: {}});
    }
    // A refused change of a record, to be mended and sent again.
    function mend(type: string, id: string, entry: string) {
        openSheet("record", {type: type, recordId: id, presets: {}, refused: entry});
    }
    function create(type: string, presets: var) {
        openSheet("record", {type: type, recordId: "", presets: presets});
    }
    function logVisit(account: string, visit: string) {
        openSheet("visit", {accountId: account, visitId: visit});
    }
    function resolve(type: string, id: string) {
        openSheet("conflict", {type: type, recordId: id});
    }
    function openSheet(kind: string, values: var) {
        sheetData = values;
        sheet = kind;
        sheetSwitched();
    }
    function closeSheet() {
        if (sheet.length === 0)
            return;
        sheet = "";
        sheetSwitched();
    }
    function back() {
        if (sheet.length > 0) {
            closeSheet();
        } else if (trail.length > 0) {
            const last = trail[trail.length - 1];
            trail = trail.slice(0, -1);
            place = last.place;
            accountId = last.accountId;
            accountTab = last.accountTab;
        } else {
            accountId = "";
        }
    }
    function reset() {
        closeSheet();
        trail = [];
        accountId = "";
        accountTab = "overview";
        place = "today";
    }
}

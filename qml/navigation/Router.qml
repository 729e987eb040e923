// Where the user is: a place, an account file or a handover in it, and at most one sheet on top. Back walks the trail.
pragma Singleton
import QtQuick

QtObject {
    id: router

    readonly property var places: ["today", "accounts", "visits", "pipeline", "service", "handover", "sync", "settings", "records"]
    readonly property int trailMax: 50

    property string place: "today"
    property string accountId
    property string accountTab: "overview"
    property string deskTab: "incoming" // of the handover desk
    property string deskItem // the handover that is open there; empty: the list
    property string recordsType // in the place of all records: the kind that is listed, or empty
    property string sheet // "", visit, record, conflict, propose, brief, cover, giveBack
    property var sheetData: ({})
    property var trail: []
    readonly property bool inside: accountId.length > 0 || recordsType.length > 0 || (place === "handover" && deskItem.length > 0)
    readonly property bool canGoBack: sheet.length > 0 || trail.length > 0 || inside

    signal sheetSwitched // another sheet, or none
    signal searchWanted
    signal shortcutsWanted
    signal createWanted

    function here(): var {
        return {
            place: place,
            accountId: accountId,
            accountTab: accountTab,
            deskTab: deskTab,
            deskItem: deskItem,
            recordsType: recordsType
        };
    }
    function remember() {
        trail = trail.concat([here()]).slice(-trailMax);
    }
    function go(name: string) {
        if (!places.includes(name))
            return;
        if (name !== place || inside)
            remember();
        place = name;
        accountId = "";
        deskItem = "";
        recordsType = "";
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
    // The handover desk, at one of its lists, with a handover open or none.
    function openDesk(tab: string, item: string) {
        if (place !== "handover" || item !== deskItem)
            remember();
        place = "handover";
        accountId = "";
        deskTab = tab;
        deskItem = item;
    }
    // The records of one kind, of all accounts.
    function openRecords(type: string) {
        if (place !== "records" || recordsType !== type || accountId.length > 0)
            remember();
        place = "records";
        accountId = "";
        recordsType = type;
    }
    // Any record: an account opens its file, everything else its form.
    function openRecord(type: string, id: string) {
        if (type === "account")
            openAccount(id, "");
        else if (type === "conflict")
            resolve("account", id);
        else if (type === "desk-handover")
            openDesk("incoming", id);
        else if (type === "desk-late")
            openDesk("late", "");
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
    // No accounts: all that somebody has.
    function handOver(accounts: var) {
        openSheet("propose", {accounts: accounts});
    }
    function readBrief(accounts: var, title: string) {
        openSheet("brief", {accountIds: accounts, about: title});
    }
    function giveBack(account: string, name: string) {
        openSheet("giveBack", {accountId: account, name: name});
    }
    function arrangeCover() {
        openSheet("cover", {});
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
            deskTab = last.deskTab;
            deskItem = last.deskItem;
            recordsType = last.recordsType;
        } else {
            accountId = "";
            deskItem = "";
            recordsType = "";
        }
    }
    function reset() {
        closeSheet();
        trail = [];
        accountId = "";
        accountTab = "overview";
        deskTab = "incoming";
        deskItem = "";
        recordsType = "";
        place = "today";
    }
}

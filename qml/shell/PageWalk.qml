// Every page by name, for `keybook-app --screenshot` and the tests. Account pages open `exampleAccount`, or the first one.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Controls
import Keybook.Navigation

Item {
    id: walk

    property string exampleAccount
    property string wanted
    readonly property var tabs: ["overview", "timeline", "people", "business", "service", "plan", "history"]
    readonly property var tabPages: tabs.map(each => "account-" + each)
    readonly property var otherPages: ["first-start", "today", "accounts", "visits", "visit-log", "pipeline", "service", "record-form", "record-new", "sync", "conflict", "handover", "propose", "brief", "cover", "give-back", "settings", "records", "records-list", "search", "shortcuts"]
    readonly property var deskTabs: ["incoming", "outgoing", "late", "cover", "pool", "requests"]
    readonly property var deskPages: deskTabs.map(each => "desk-" + each)
    readonly property var pageNames: otherPages.concat(tabPages, deskPages)

    signal firstStartWanted(bool wanted)
    signal searchWanted
    signal shortcutsWanted
    signal clear

    function show(name: string) {
        goTo(name, {});
    }
    // Parameters: accountId, type, recordId, visitId, presets, where the page has them.
    function goTo(name: string, given: var) {
        const account = given?.accountId ?? exampleAccount;
        Router.closeSheet();
        clear();
        firstStartWanted(name === "first-start");
        wanted = "";
        if (name === "handover") {
            Router.openDesk("incoming", "");
            wanted = name;
        } else if (name.startsWith("desk-")) {
            Router.openDesk(name.slice("desk-".length), "");
        } else if (name === "cover") {
            Router.arrangeCover();
        } else if (Router.places.includes(name)) {
            Router.go(name);
        } else if (name === "records-list") {
            Router.openRecords(given?.type ?? "contract");
        } else if (name === "search") {
            searchWanted();
        } else if (name === "shortcuts") {
            shortcutsWanted();
        } else if (name === "conflict") {
            if (given?.recordId)
                Router.resolve(given.type ?? "account", given.recordId);
            else
                wanted = name;
        } else if (name === "record-new") {
            Router.create(given?.type ?? "contact", given?.presets ?? {});
        } else if (name === "record-form" && given?.recordId) {
            Router.edit(given.type ?? "account", given.recordId);
        } else if (name !== "first-start") {
            if (account.length > 0)
                openWith(name, account, given);
            else
                wanted = name;
        }
    }
    function openWith(name: string, account: string, given: var) {
        if (name === "visit-log")
            Router.logVisit(account, given?.visitId ?? "");
        else if (name === "record-form")
            Router.edit("account", account);
        else if (name === "propose")
            Router.handOver([account]);
        else if (name === "brief")
            Router.readBrief([account], "");
        else if (name === "give-back")
            Router.giveBack(account, account);
        else if (name.startsWith("account-"))
            Router.openAccount(account, name.slice("account-".length));
    }

    Optional {
        active: walk.wanted.length > 0 && walk.wanted !== "conflict" && walk.wanted !== "handover"

        FirstRow {
            model: AccountListModel {
                scope: "all"
            }
            onFound: (type, recordId) => {
                walk.exampleAccount = recordId;
                walk.openWith(walk.wanted, recordId, {});
                Qt.callLater(() => walk.wanted = "");
            }
        }
    }
    Optional {
        active: walk.wanted === "conflict"

        FirstRow {
            id: first

            model: ConflictListModel {}
            delegate: Item {
                required property int index
                required property string type
                required property string recordId

                Component.onCompleted: {
                    if (index === 0)
                        first.found(type, recordId);
                }
            }
            onFound: (type, recordId) => {
                Router.resolve(type, recordId);
                Qt.callLater(() => walk.wanted = "");
            }
        }
    }
    Optional {
        active: walk.wanted === "handover"

        FirstRow {
            model: HandoverListModel {}
            onFound: (type, recordId) => {
                Router.openDesk("incoming", recordId);
                Qt.callLater(() => walk.wanted = "");
            }
        }
    }
}

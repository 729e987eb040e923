// The frame of the app: navigation, top bar, the page, and what lies over it. Layout follows the room there is:
// rail and panes, rail and one pane, or a bar at the bottom.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.App
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

FocusScope {
    id: shell

    property alias pageNames: walk.pageNames
    property alias exampleAccount: walk.exampleAccount
    property bool showFirstStart: false // for pictures; otherwise App decides
    readonly property bool starting: App.needsFirstStart || showFirstStart
    readonly property int waiting: App.sync.decisionCount + App.sync.refusedCount
    readonly property var counts: ({sync: waiting, handover: desk.counter?.count ?? 0})
    readonly property var railPlaces: counted(Pages.places.filter(each => each.name !== "settings"))
    readonly property var barPlaces: counted(Pages.places.filter(each => each.bar))
        .concat([{name: "more", label: qsTr("More"), icon: "more", count: waiting + (desk.counter?.handovers ?? 0)}]) //: place in the bottom bar: the other places

    function counted(list: var): var {
        return list.map(each => ({name: each.name, label: each.label, icon: each.icon, count: counts[each.name] ?? 0}));
    }
    function goTo(page: string, parameters: var) {
        walk.goTo(page, parameters);
    }
    function showPage(name: string) {
        walk.show(name);
    }
    function logVisit() {
        Router.logVisit(Router.accountId, "");
    }
    function run(name: string, number: int) {
        switch (name) {
        case "search": return search.open();
        case "log": return logVisit();
        case "create": return createMenu.open();
        case "undo": return notices.undo();
        case "sync": return App.sync.syncNow();
        case "back": return Router.back();
        case "place": return Router.go(Pages.places[number].name);
        case "shortcuts": return keysSheet.open();
        }
    }

    focus: true

    Optional {
        id: desk

        readonly property DeskCount counter: item as DeskCount

        active: !shell.starting && App.ready

        DeskCount {}
    }
    Binding { property: "width"; target: Viewport; value: shell.width }
    Binding { property: "height"; target: Viewport; value: shell.height }
    Binding { property: "dark"; target: Theme; value: App.settings.dark }
    Binding { property: "touch"; target: Theme; value: App.settings.touch || (App.settings.density === "auto" && !Viewport.wide) }
    Binding { property: "reduceMotion"; target: Theme; value: App.settings.reduceMotion }

    Rectangle {
        anchors.fill: parent
        color: Theme.canvas
    }
    Loader {
        active: shell.starting
        anchors.fill: parent
        focus: active
        source: Pages.firstStart
    }
    FocusScope {
        id: frame

        anchors.fill: parent
        focus: visible
        visible: !shell.starting

        NavigationRail {
            id: rail

            current: Router.place
            height: parent.height
            places: shell.railPlaces
            settingsText: Pages.labelOf("settings")
            userInitial: App.userInitial
            userName: App.userName
            visible: !Viewport.bottomBar
            width: visible ? implicitWidth : 0
            onChosen: name => Router.go(name)
        }
        TopBar {
            id: topBar

            anchors.left: rail.right
            anchors.right: parent.right
            subtitle: host.places?.subtitle ?? ""
            title: host.places?.title ?? ""
            onLogWanted: shell.logVisit()
        }
        Optional {
            id: host

            readonly property PlaceHost places: item as PlaceHost

            active: !shell.starting && App.ready

            PlaceHost {
                anchors.bottom: bottomBar.top
                anchors.left: rail.right
                anchors.right: frame.right
                anchors.top: topBar.bottom
                focus: true
            }
        }
        BottomBar {
            id: bottomBar

            anchors.bottom: parent.bottom
            current: shell.barPlaces.some(each => each.name === Router.place) ? Router.place : "more"
            height: visible ? implicitHeight : 0
            //: button in the bottom bar: log a visit now
            logText: qsTr("Visit")
            places: shell.barPlaces
            visible: Viewport.bottomBar
            width: parent.width
            onChosen: name => name === "more" ? moreMenu.open() : Router.go(name)
            onLogClicked: shell.logVisit()

            MoreMenu {
                id: moreMenu

                counts: shell.counts
                x: parent.width / 2 - width / 2
                y: -height - Theme.space1
            }
        }
        CreateMenu {
            id: createMenu

            x: parent.width - width - Theme.sideMargin
            y: topBar.height
        }
        Notices {
            id: notices

            anchors.bottom: bottomBar.top
            anchors.left: rail.right
            anchors.right: parent.right
            anchors.top: topBar.bottom
        }
    }
    SheetHost {}
    SearchPanel {
        id: search
    }
    ShortcutSheet {
        id: keysSheet

        entries: keys.entries.concat(keys.formEntries)
    }
    Shortcuts {
        id: keys

        active: !shell.starting && Router.sheet.length === 0 && !search.visible && !keysSheet.visible
        onTriggered: (name, number) => shell.run(name, number)
    }
    PageWalk {
        id: walk

        onFirstStartWanted: wanted => shell.showFirstStart = wanted
        onSearchWanted: search.open()
        onShortcutsWanted: keysSheet.open()
        onClear: {
            search.close();
            keysSheet.close();
        }
    }
    Connections {
        function onSearchWanted() {
            search.open();
        }
        function onShortcutsWanted() {
            keysSheet.open();
        }
        function onCreateWanted() {
            createMenu.open();
        }

        target: Router
    }
}

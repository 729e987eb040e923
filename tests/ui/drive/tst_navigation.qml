import QtQuick
import QtTest
import Keybook.App
import Keybook.Navigation
import Keybook.Theme

Bench {
    id: bench

    TestCase {
        function init() {
            bench.reset();
            wait(50);
        }
        function press(name) {
            tryVerify(() => bench.named(name) !== null, 2000, name);
            wait(30); // for a menu to be where it will stay
            mouseClick(bench.named(name));
        }

        function test_rail_reaches_every_place() {
            for (const place of ["Accounts", "Visits", "Pipeline", "Service", "Handover", "Sync", "Settings", "Today"]) {
                press(place);
                compare(Router.place, place.toLowerCase());
            }
        }
        function test_narrow_window_has_a_bottom_bar_with_the_rest_under_more() {
            bench.resize(800, 1280);
            tryVerify(() => Viewport.bottomBar);
            press("Accounts");
            compare(Router.place, "accounts");
            press("More");
            press("Settings");
            compare(Router.place, "settings");
        }
        function test_landscape_tablet_keeps_the_rail_and_shows_one_pane() {
            bench.resize(1024, 768);
            verify(!Viewport.bottomBar && !Viewport.wide);
            verify(Theme.touch);
            press("Accounts");
            Router.openAccount("K-0031", "");
            tryVerify(() => bench.text("Log visit") !== null);
            compare(bench.all(each => String(each).startsWith("AccountSideList")).length, 0);
            press("Back");
            compare(Router.accountId, "");
        }
        function test_wide_window_shows_list_and_file() {
            Router.openAccount("K-0031", "");
            tryVerify(() => bench.all(each => String(each).startsWith("AccountSideList")).length === 1);
            verify(bench.text("Open items") !== null);
        }
        function test_back_walks_the_trail() {
            Router.go("visits");
            Router.openAccount("K-0031", "people");
            Router.go("sync");
            Router.back();
            compare(Router.accountId, "K-0031");
            compare(Router.accountTab, "people");
            Router.back();
            compare(Router.place, "visits");
            Router.back();
            compare(Router.place, "today");
            verify(!Router.canGoBack);
        }
        function test_escape_goes_back_and_digits_go_to_places() {
            keyClick(Qt.Key_4, Qt.ControlModifier);
            compare(Router.place, "pipeline");
            keyClick(Qt.Key_Left, Qt.AltModifier);
            compare(Router.place, "today");
        }
        function test_every_tab_of_a_file_opens_data() {
            return ["Timeline", "People", "Business", "Service", "History", "Overview"].map(each => ({tag: each}));
        }
        function test_every_tab_of_a_file_opens(data) {
            Router.openAccount("K-0031", "");
            press(data.tag);
            compare(Router.accountTab, data.tag.toLowerCase());
        }
        function test_back_leaves_an_open_handover_first() {
            bench.resize(800, 1280);
            Router.openDesk("outgoing", "");
            Router.openDesk("outgoing", "h3");
            tryVerify(() => bench.named("Withdraw") !== null);
            press("Back");
            compare(Router.deskItem, "");
            compare(Router.deskTab, "outgoing");
            tryVerify(() => bench.named("Withdraw") === null);
        }
        function test_pages_are_gone_when_left() {
            const before = bench.all(() => true).length;
            for (let i = 0; i < 3; ++i) {
                for (const place of ["visits", "pipeline", "service", "handover", "sync", "settings", "today"]) {
                    Router.go(place);
                    wait(20);
                }
            }
            wait(50);
            fuzzyCompare(bench.all(() => true).length, before, before * 0.05);
        }
        function test_first_start_hides_the_app_until_sample_data_is_chosen() {
            App.needsFirstStart = true;
            tryVerify(() => bench.named("Today") === null);
            press("Try it with sample data, no server");
            compare(App.needsFirstStart, false);
            tryVerify(() => bench.named("Today") !== null);
        }

        name: "Navigation"
        when: windowShown
    }
}

import QtQuick
import QtTest
import Keybook.App
import Keybook.Navigation

Bench {
    id: bench

    TestCase {
        function init() {
            bench.reset();
        }
        function takesTab(item) {
            return item.activeFocusOnTab === true || (item.focusPolicy !== undefined && (item.focusPolicy & Qt.TabFocus));
        }
        // A frame of its own, of its field, or of the current row of its list.
        function framed(item) {
            let found = false;
            bench.visit(item, each => found = found || String(each).startsWith("FocusRing") && each.shown || String(each).startsWith("FieldBox") && each.focused);
            for (let up = item.parent; up && !found && up !== bench; up = up.parent)
                found = String(up).startsWith("FieldBox") && up.focused === true;
            return found;
        }
        // Presses Tab until the focus comes round; the items that had it.
        function round() {
            const seen = [];
            for (let i = 0; i < 200; ++i) {
                keyClick(Qt.Key_Tab);
                const item = bench.Window.activeFocusItem;
                if (!item || seen.length > 3 && item === seen[0])
                    break;
                if (!seen.includes(item))
                    seen.push(item);
            }
            return seen;
        }
        function test_tab_reaches_every_control_and_shows_where_it_is_data() {
            return ["today", "accounts", "visits", "pipeline", "service", "handover", "sync", "settings"].map(each => ({tag: each}));
        }
        function test_tab_reaches_every_control_and_shows_where_it_is(data) {
            Router.go(data.tag);
            wait(200);
            const wanted = bench.interactive().filter(each => takesTab(each));
            verify(wanted.length > 5);
            const seen = round();
            const missed = wanted.filter(each => each.visible && !seen.includes(each)).map(each => each.Accessible.name || String(each));
            compare(missed.join(", "), "");
        }
        function test_focus_is_framed_data() {
            return test_tab_reaches_every_control_and_shows_where_it_is_data();
        }
        function test_focus_is_framed(data) {
            Router.go(data.tag);
            wait(200);
            const bare = [];
            for (let i = 0; i < 60; ++i) {
                keyClick(Qt.Key_Tab);
                const item = bench.Window.activeFocusItem;
                if (item && bench.isControl(item) && !framed(item))
                    bare.push(item.Accessible.name || String(item));
            }
            compare(Array.from(new Set(bare)).join(", "), "");
        }

        name: "Keyboard"
        when: windowShown
    }
}

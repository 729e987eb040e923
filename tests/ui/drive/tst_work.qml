import QtQuick
import QtTest
import Keybook.App
import Keybook.Navigation

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
        function type(words) {
            for (const letter of words)
                keyClick(letter);
        }
        function asked(what) {
            return App.calls.filter(each => each[0] === what);
        }

        function test_search_by_keyboard_opens_the_account() {
            keyClick(Qt.Key_K, Qt.ControlModifier);
            tryVerify(() => bench.text("What are you looking for?") !== null);
            type("cq");
            tryVerify(() => bench.text("重庆嘉陵水务集团") !== null);
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Return);
            tryCompare(Router, "accountId", "K-0066");
        }
        function test_search_without_result_offers_a_new_account() {
            keyClick(Qt.Key_K, Qt.ControlModifier);
            tryVerify(() => bench.text("What are you looking for?") !== null);
            type("zzz");
            press("New account");
            tryCompare(Router, "sheet", "record");
            compare(Router.sheetData.presets.name, "zzz");
        }
        function test_planning_a_due_visit_can_be_undone_by_key() {
            press("Plan a visit, 东华重型机械");
            tryVerify(() => bench.text("Visit planned for 26 March") !== null);
            keyClick(Qt.Key_Z, Qt.ControlModifier);
            compare(asked("undo")[0][1], "t4");
            tryVerify(() => bench.text("Visit planned for 26 March") === null);
        }
        function test_toast_has_a_button_too() {
            App.committed("Done so", "t99", "check");
            press("Undo");
            compare(asked("undo")[0][1], "t99");
        }
        function test_failure_stays_until_it_is_read() {
            App.failed("Not saved", "Phone: 1 digit missing");
            tryVerify(() => bench.text("Not saved\nPhone: 1 digit missing") !== null);
            press("Understood");
            tryVerify(() => bench.text("Not saved\nPhone: 1 digit missing") === null);
        }
        function test_filter_to_nothing_and_back() {
            Router.go("accounts");
            tryVerify(() => bench.named("Search accounts") !== null);
            mouseClick(bench.named("Search accounts"));
            type("qqqq");
            tryVerify(() => bench.text("No account fits all conditions") !== null);
            press("Clear all filters");
            tryVerify(() => bench.text("长青化工") !== null);
            compare(bench.named("Search accounts").text, "");
        }
        function test_overdue_chip_narrows_the_list() {
            Router.go("accounts");
            press("Overdue visits");
            tryVerify(() => bench.text("长青化工") === null && bench.text("东华重型机械") !== null);
            press("Clear filters");
            tryVerify(() => bench.text("长青化工") !== null);
        }
        function test_head_of_a_column_sorts() {
            Router.go("accounts");
            press("Account");
            tryVerify(() => bench.named("Account") !== null);
        }
        function test_ticked_accounts_can_be_exported() {
            Router.go("accounts");
            press("Select 长青化工");
            press("Select 川齐重工");
            tryVerify(() => bench.text("2 selected") !== null || bench.text("%n selected") !== null);
            press("Export");
            compare(asked("exportSelected").length, 1);
            press("Clear selection");
            tryVerify(() => bench.named("Export") === null);
        }
        function test_list_is_worked_by_keyboard() {
            Router.go("accounts");
            tryVerify(() => bench.named("Search accounts") !== null);
            mouseClick(bench.named("Search accounts"));
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Return);
            tryCompare(Router, "accountId", "K-0024");
        }
        function test_task_is_done_by_a_tick() {
            press("Done: 约林经理陪访云岭风电");
            compare(asked("setDone")[0][3], true);
        }
        function test_quick_log_opens_the_form_and_escape_closes_it() {
            keyClick(Qt.Key_L, Qt.ControlModifier);
            compare(Router.sheet, "visit");
            wait(100);
            keyClick(Qt.Key_Escape);
            tryCompare(Router, "sheet", "");
        }
        function test_decision_opens_the_conflict_dialog() {
            Router.go("today");
            press("Payment terms and 1 more have two values");
            compare(Router.sheet, "conflict");
        }
        function test_question_mark_shows_the_keys() {
            keyClick("?");
            tryVerify(() => bench.text("Search everything") !== null && bench.text("Ctrl K") !== null);
            wait(50);
            keyClick(Qt.Key_Escape);
        }
        function test_language_and_theme_change_at_once() {
            Router.go("settings");
            press("Dark");
            compare(App.settings.theme, "dark");
            press("Light");
            compare(App.settings.theme, "light");
            press("中文");
            compare(App.settings.language, "zh_CN");
            press("English");
            compare(App.settings.language, "en");
        }
        function test_wrong_password_is_told_beside_the_field() {
            App.needsFirstStart = true;
            tryVerify(() => bench.named("Password") !== null);
            mouseClick(bench.named("Password"));
            type("wrong");
            press("Connect and start the download");
            tryVerify(() => bench.text("The password is wrong. Try again, or ask the administrator to reset it.") !== null);
            App.needsFirstStart = false;
        }

        name: "Work"
        when: windowShown
    }
}

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
        function asked(what) {
            return App.calls.filter(each => each[0] === what);
        }

        function test_a_handover_that_waits_opens_from_today_and_is_accepted() {
            press("郑国强 hands over: 恒源纸业 and 2 more");
            compare(Router.place, "handover");
            compare(Router.deskItem, "h1");
            press("Accept 3 accounts");
            compare(asked("accept")[0][1], "h1");
        }
        function test_late_edits_are_decided_field_by_field_and_whole() {
            Router.openDesk("late", "");
            press("Stands now, 521,000");
            press("Apply, 恒源纸业");
            compare(asked("applyLate")[0][2].annual_purchase, "keep");
            compare(asked("applyLate")[0][2].next_step, "take");
            press("Take all, 现场勘查");
            compare(asked("decideLate")[0], ["decideLate", 1, true]);
            press("Decline all, 恒源纸业");
            compare(asked("decideLate")[1], ["decideLate", 0, false]);
        }
        function test_ticked_accounts_are_handed_over() {
            Router.go("accounts");
            press("Select 长青化工");
            press("Select 川齐重工");
            press("Hand over");
            compare(Router.sheet, "propose");
            compare(Router.sheetData.accounts.length, 2);
            tryVerify(() => bench.named("Hand over to") !== null);
            verify(!bench.named("Propose").enabled);
            press("Hand over to");
            press("赵敏芝·华东二区");
            press("All");
            press("Propose");
            compare(asked("propose")[0][2], "u2");
            tryCompare(Router, "sheet", "");
            compare(Router.deskTab, "outgoing");
        }
        function test_an_account_is_returned_only_after_a_question() {
            Router.giveBack("K-0031", "海川造船集团");
            press("Keep it");
            tryCompare(Router, "sheet", "");
            compare(asked("giveBack").length, 0);
            Router.giveBack("K-0031", "海川造船集团");
            press("Return to the pool");
            compare(asked("giveBack")[0][1], "K-0031");
            tryCompare(Router, "sheet", "");
        }
        function test_an_account_of_the_pool_is_claimed() {
            Router.openDesk("pool", "");
            press("Claim, 南塘食品");
            compare(asked("claim")[0][1], "K-0202");
        }
        function test_a_cover_is_arranged_and_ended_after_a_question() {
            Router.openDesk("cover", "");
            press("Arrange cover");
            press("Who stands in");
            press("赵敏芝·华东二区");
            press("Arrange");
            compare(asked("cover")[0][2], "u2");
            tryCompare(Router, "sheet", "");
            press("End: 赵敏芝 stands in for 陈立新");
            compare(asked("endCover").length, 0);
            press("End it now: 赵敏芝 stands in for 陈立新");
            compare(asked("endCover")[0][1], "c1");
        }
        function test_the_brief_is_read_and_leads_to_the_file() {
            Router.readBrief(["K-0031"], "恒源纸业");
            tryVerify(() => bench.text("Before the first call") !== null);
            press("Open the file");
            compare(Router.accountId, "K-0031");
            tryCompare(Router, "sheet", "");
        }

        name: "Desk"
        when: windowShown
    }
}

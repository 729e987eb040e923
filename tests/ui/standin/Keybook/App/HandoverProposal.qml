import QtQuick

QtObject {
    property var accounts: []
    property string from: "u1"
    property string to
    property string note
    property string date
    property bool keep: false
    property bool force: false
    property bool canForce: true
    property bool canChooseFrom: true
    property var colleagues: [{value: "u1", label: "陈立新·华东二区"}, {value: "u2", label: "赵敏芝·华东二区"}]
    readonly property string title: accounts.length === 0 ? App.text("交出我的全部客户", "Hand over all my accounts") : App.text("交接 %1 个客户", "Hand over %1 accounts").arg(accounts.length)
    property bool previewing: false
    property string previewError
    property var choices: ({task: "open", visit: "open", opportunity: "open"})
    readonly property var kinds: [["task", App.text("任务", "Tasks")], ["visit", App.text("拜访", "Visits")], ["opportunity", App.text("商机", "Opportunities")]].map(each => ({
        type: each[0], label: each[1], icon: "", choice: choices[each[0]], text: App.text("4 条随同，11 条留下", "4 go along, 11 stay")}))
    readonly property var moving: [{recordId: "K-0140", title: "恒源纸业", subtitle: App.text("郑国强·148 条记录", "郑国强·148 records")},
        {recordId: "K-0141", title: "恒源造纸集团", subtitle: App.text("郑国强·1,022 条记录", "郑国强·1,022 records")}]
    readonly property var promises: [{title: "3 月内补一次滤芯检查", subtitle: "恒源纸业", dateText: App.text("2026年3月20日", "20 Mar 2026"), kind: "warning"}]
    readonly property var visits: [{title: "年度框架谈判", subtitle: "恒源造纸集团", dateText: App.text("2026年4月8日", "8 Apr 2026"), kind: "plain"}]
    readonly property var warnings: [{kind: "warning", text: App.text("郑国强 的一台设备上还有 2 项修改没有发出。它们不会丢：到达后由接手的人逐项决定。",
        "A device of 郑国强 holds 2 changes that were not sent. They are not lost: whoever takes over decides about each.")}]
    readonly property var devices: [{title: "郑国强·平板", subtitle: App.text("最近联系：3月20日 17:05", "last seen: 20 Mar 17:05"), tagText: App.text("2 项没有发出", "2 not sent"), kind: "warning"}]
    readonly property bool valid: to.length > 0
    readonly property string hint: valid ? App.text("赵敏芝 接受以后才生效，在那之前可以撤回。", "Nothing moves before 赵敏芝 accepts; until then it can be withdrawn.")
        : App.text("请选交给谁。", "Choose who takes over.")
    property bool busy: false
    property string errorText

    signal proposed(bool done)

    function choose(type: string, what: string) {
        choices = Object.assign({}, choices, {[type]: what});
    }
    function look() {
    }
    function propose() {
        App.calls.push(["propose", accounts, to, note, date, choices]);
        proposed(false);
    }
}

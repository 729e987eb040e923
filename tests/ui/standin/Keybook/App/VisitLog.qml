import QtQuick

QtObject {
    property string accountId
    property string visitId
    readonly property string accountName: accountId.length > 0 ? "海川造船集团" : ""
    property string accountInfo: App.text("今天 09:30–10:40·现场·海川路 1 号", "today 09:30–10:40·on site·1 Haichuan Road")
    property int gradeRank: 1
    property string gradeMark: App.text("金", "G")
    property string gradeName: App.text("金牌", "Gold")
    property var outcomes: [{value: "up", label: App.text("推进", "Progress"), icon: "arrow-up"}, {value: "done", label: App.text("达成", "Agreed"), icon: "check"}, {value: "flat", label: App.text("维持", "Same"), icon: "minus"}, {value: "blocked", label: App.text("受阻", "Blocked"), icon: "alert"}, {value: "absent", label: App.text("没见到", "Not met"), icon: "user"}]
    property string outcome: "up"
    property var kinds: [{value: "site", label: App.text("现场", "On site"), icon: "pin"}, {value: "call", label: App.text("电话", "Call"), icon: "phone"}]
    property string kind: "site"
    property var contacts: [{recordId: "c1", name: "王建国"}, {recordId: "c2", name: "刘芳"}, {recordId: "c3", name: "周永年"}, {recordId: "c4", name: "孙晓东"}]
    property var participants: ["c1", "c2"]
    property string report: App.text("同意先在 2 号船坞试用三个月，48 个加油点。刘芳要求 4 月 12 日停机窗口内装完。王建国再问月结能否改 90 天，没有答应。", "Agreed to try at dock 2 for three months, 48 points. 刘芳 wants it installed in the stop of 12 April.")
    property string nextStep: App.text("给出 2 号船坞试用报价", "Quote the trial at dock 2")
    property string nextStepDate: "2026-03-27"
    property string nextVisitDate: "2026-04-07"
    property var nextStepDates: [{label: App.text("明天", "Tomorrow"), date: "2026-03-25"}, {label: App.text("周五", "Friday"), date: "2026-03-27"}, {label: "3/31", date: "2026-03-31"}, {label: App.text("下周一", "Monday"), date: "2026-03-30"}]
    property var nextVisitDates: [{label: App.text("2 周后", "In 2 weeks"), date: "2026-04-07"}, {label: App.text("1 个月后", "In a month"), date: "2026-04-24"}]
    property string draftText: App.text("草稿已存 10:42", "draft saved 10:42")
    readonly property bool valid: accountId.length > 0 && outcome.length > 0
    property string errorText
    property bool saving: false

    signal committed(string visitId)

    function toggleParticipant(id: string) {
        participants = participants.includes(id) ? participants.filter(each => each !== id) : participants.concat([id]);
    }
    function suggestAccount() {
        accountId = "K-0031";
    }
    function commit() {
        App.calls.push(["logVisit", accountId, outcome, report]);
        App.committed(App.text("已记录拜访，", "Visit logged, ") + accountName, "t5", "check");
        committed("v9");
    }
    function discard() {
        report = "";
    }
}

pragma Singleton
import QtQuick

QtObject {
    id: app

    property bool ready: true
    property bool needsFirstStart: false
    property string userId: "u1"
    property string userName: text("陈立新", "Chen Lixin")
    property string userInitial: text("陈", "CL")
    property string userRole: "rep"
    property string deviceName: text("陈立新的平板", "Chen Lixin's tablet")
    property string serverUrl: "https://kh.example.cn"
    property string version: "0.1.0"
    property string scopeText: text("1,284 个客户，华东二区", "1,284 accounts, East China 2")
    property bool sampleData: false
    property string today: "2026-03-24"
    property string todayText: text("3 月 24 日 星期二", "Tuesday 24 March")
    property SyncState sync: SyncState {}
    property AppSettings settings: AppSettings {}
    property FirstStart firstStart: FirstStart {}
    property var creatableTypes: [
        {type: "account", label: text("客户", "Account"), icon: "accounts"}, {type: "contact", label: text("联系人", "Contact"), icon: "user"},
        {type: "opportunity", label: text("商机", "Opportunity"), icon: "pipeline"}, {type: "task", label: text("任务", "Task"), icon: "task"},
        {type: "complaint", label: text("投诉", "Complaint"), icon: "service"}]
    property var users: [] // {value, label} where several people share the device
    // Groups of several sizes, as the real declarations make them.
    property var typeGroups: [
        group("agenda", text("日程与提醒", "Agenda"), [["task", text("任务", "Tasks"), "check"], ["reminder", text("提醒", "Reminders"), "bell"]]),
        group("file", text("客户档案", "Account file"), [["key_list", text("大客户名单", "Key-account lists"), "standards"],
            ["scorecard", text("评分卡", "Scorecards"), "standards"], ["account_plan", text("客户年度计划", "Account plans"), "standards"],
            ["department", text("客户部门", "Departments"), "users"], ["store", text("门店", "Stores"), "visits"], ["need", text("产品需求", "Product needs"), "file"]]),
        group("people", text("人与关系", "People and relations"), [["contact", text("联系人", "Contacts"), "user"], ["relation", text("关系", "Relations"), "link"]]),
        group("visits", text("拜访", "Visits"), [["visit", text("拜访", "Visits"), "visits"]]),
        group("deals", text("商机与竞争", "Opportunities"), [["opportunity", text("商机", "Opportunities"), "pipeline"], ["competitor", text("竞争对手", "Competitors"), "users"],
            ["proposal", text("方案", "Proposals"), "file"]]),
        group("standards", text("标准", "Standards"), [["standard", text("标准", "Standards"), "standards"]])]
    property var calls: [] // what the pages asked for, for the tests

    signal committed(string text, string undoToken, string icon)
    signal failed(string title, string detail)

    function group(name: string, label: string, types: var): var {
        return {name: name, label: label, types: types.map(each => ({type: each[0], label: each[1], plural: each[1], icon: each[2], help: "",
                    ofAccount: name !== "standards", creatable: name !== "standards"}))};
    }
    function text(zh: string, en: string): string {
        return settings !== null && settings.language === "en" ? en : zh;
    }
    function typeLabel(type: string): string {
        const found = creatableTypes.find(each => each.type === type);
        return found ? found.label : text("拜访", "Visit");
    }
    function typeIcon(type: string): string {
        const found = creatableTypes.find(each => each.type === type);
        return found ? found.icon : "visits";
    }
    function setDone(type: string, id: string, done: bool) {
        calls.push(["setDone", type, id, done]);
        committed(text("任务已完成", "Task done"), "t1", "check");
    }
    function remove(type: string, id: string) {
        calls.push(["remove", type, id]);
        committed(text("已删除", "Deleted"), "t2", "trash");
    }
    function setField(type: string, id: string, field: string, value: var) {
        calls.push(["setField", type, id, field, value]);
        committed(text("已保存", "Saved"), "t3", "check");
    }
    function undo(token: string) {
        calls.push(["undo", token]);
    }
    function switchUser(user: string) {
        calls.push(["switchUser", user]);
    }
    function openUrl(url: string) {
        calls.push(["openUrl", url]);
    }
}

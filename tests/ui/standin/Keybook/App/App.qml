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
    property var typeGroups: [
        {name: "people", label: text("人与关系", "People and relations"), types: [
            {type: "contact", label: text("联系人", "Contact"), plural: text("联系人", "Contacts"), icon: "user", help: "", ofAccount: true, creatable: true},
            {type: "relation", label: text("关系", "Relation"), plural: text("关系", "Relations"), icon: "link", help: "", ofAccount: true, creatable: true}]},
        {name: "standards", label: text("标准", "Standards"), types: [
            {type: "standard", label: text("标准", "Standard"), plural: text("标准", "Standards"), icon: "standards", help: "", ofAccount: false, creatable: false}]}]
    property var calls: [] // what the pages asked for, for the tests

    signal committed(string text, string undoToken, string icon)
    signal failed(string title, string detail)

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

import QtQuick

QtObject {
    required property AccountListModel accounts
    property var names: [App.text("重庆的大客户", "Large, in Chongqing"), App.text("本季逾期", "Overdue this quarter")]
    property string current: ""
    readonly property var columns: accounts.columns.map(each => ({name: each.name, label: each.label, shown: true, fixed: each.name === "name"}))

    function save(name: string) {
        App.calls.push(["saveView", name]);
        names = names.concat([name]);
        current = name;
    }
    function apply(name: string) {
        App.calls.push(["applyView", name]);
        current = name;
    }
    function remove(name: string) {
        names = names.filter(each => each !== name);
        current = "";
    }
    function showColumn(name: string, shown: bool) {
        App.calls.push(["showColumn", name, shown]);
    }
}

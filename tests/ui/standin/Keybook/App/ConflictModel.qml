import QtQuick

Rows {
    id: conflict

    property string type
    property string recordId
    property string title: App.text("海川造船集团：2 个字段，两边都改过", "海川造船集团: 2 fields were changed on both sides")
    property string detail: App.text("选一个值，或另写一个。另外 5 个字段和备注已自动合并，没有冲突。", "Pick a value or write another. 5 other fields and the notes merged by themselves.")
    readonly property int chosenCount: rows.filter(each => each.chosen.length > 0).length
    property var merged: [{label: App.text("备注", "Notes"), text: "年度大修在 9 月。<u>新船坞 2027 年投产，预留润滑接口。</u>采购例会每月第二个周三。<u>门卫登记需提前一天报车牌。</u>"}]

    signal applied(int count)

    blank: ({conflictId: "", fieldLabel: "", unit: "", kind: "text", choices: [], sides: [], chosen: "", freeValue: "", freeError: "", freeText: ""})
    list: [{conflictId: "f1", fieldLabel: App.text("付款条件", "Payment terms"), chosen: "e2", sides: side("月结 60 天", "月结 90 天，含 2% 现金折扣", "月结 45 天")}, {conflictId: "f2", fieldLabel: App.text("年采购额", "Annual purchase"), unit: App.text("万元", "10k CNY"), kind: "money", chosen: "e1", sides: side("2,100.0", "1,950.0", "1,800.0")}]
    function side(mine: string, theirs: string, before: string): var {
        return [{edit: "e1", role: "mine", roleLabel: App.text("我的", "Mine"), value: mine, display: mine, meta: App.text("陈立新·3 月 20 日 16:05·平板，离线", "陈立新·20 March 16:05·tablet, offline"), current: false}, {edit: "e2", role: "theirs", roleLabel: App.text("对方的，现用值", "Theirs, current"), value: theirs, display: theirs, meta: App.text("林婉清·3 月 21 日 09:12·电脑", "林婉清·21 March 09:12·laptop"), current: true}, {edit: "e0", role: "before", roleLabel: App.text("之前", "Before"), value: before, display: before, meta: App.text("郑国强·2025 年 11 月 3 日", "郑国强·3 November 2025"), current: false}];
    }
    function choose(row: int, edit: string) {
        setRole(row, "chosen", edit);
        rowsChanged();
    }
    function setFree(row: int, value: string) {
        setRole(row, "freeValue", value);
        choose(row, "free");
    }
    function apply() {
        App.calls.push(["applyConflict", rows.map(each => each.chosen)]);
        App.committed(App.text("已采用 2 项", "2 values applied"), "", "check");
        applied(chosenCount);
    }
}

import QtQuick

Rows {
    id: late

    property string accountId
    readonly property int waitingCount: rows.filter(each => !each.mine).length

    blank: ({recordId: "", type: "account", title: "", subtitle: "", icon: "accounts", value: "", valueNote: "", tagText: App.text("等待决定", "waits"), tagKind: "warning", tagIcon: "",
        gradeRank: 0, gradeMark: "", gradeName: "", section: "", accountId: "K-0140", user: "", mine: false, busy: false, whole: false, wholeText: "", fields: [], chosen: ({}), chosenCount: 0})
    list: [{title: "恒源纸业", subtitle: App.text("客户", "Account"), user: App.text("郑国强·3月20日 17:42", "郑国强·20 Mar 17:42"), chosen: {next_step: "take"}, chosenCount: 1, fields: [
            field("annual_purchase", App.text("年采购额", "Annual purchase"), "680,000", "521,000", "550,000"),
            field("next_step", App.text("下一步", "Next step"), "3/28 前补滤芯检查", App.text("没有填", "empty"), "寄样品")]},
        {title: "现场勘查", subtitle: App.text("拜访·恒源纸业", "Visit·恒源纸业"), icon: "visits", user: App.text("郑国强·3月21日 08:10", "郑国强·21 Mar 08:10"), whole: true,
            wholeText: App.text("新记录，整条采用或不采用", "A new record: taken or declined as a whole"), fields: [field("report", App.text("拜访记录", "Report"), "看了 2 号线", App.text("没有填", "empty"), "")]},
        {title: App.text("不再归你看的客户", "An account that you see no more"), mine: true, user: App.text("陈立新·3月2日 10:05", "陈立新·2 Mar 10:05"), tagText: App.text("部分采用", "taken in part"), tagKind: "info",
            fields: [Object.assign(field("phone", App.text("电话", "Phone"), "021-7", "", ""), {stateText: App.text("已采用", "taken"), stateKind: "positive"})]}]

    function field(name: string, label: string, value: string, current: string, base: string): var {
        return {name: name, label: label, group: "", value: value, current: current, base: base, same: false, stateText: "", stateKind: "warning"};
    }
    function choose(row: int, field: string, what: string) {
        const chosen = Object.assign({}, rows[row].chosen, {[field]: what});
        setRole(row, "chosen", chosen);
        setRole(row, "chosenCount", Object.keys(chosen).length);
    }
    function apply(row: int) {
        App.calls.push(["applyLate", row, late.row(row).chosen]);
    }
    function decide(row: int, take: bool) {
        App.calls.push(["decideLate", row, take]);
    }
}

import QtQuick

QtObject {
    property var accountIds: []
    property int missing: 0
    property bool loading: false
    property string errorText
    readonly property var accounts: accountIds.map(each => ({recordId: each, name: "恒源纸业", code: each, gradeRank: 5, gradeMark: App.text("银", "S"), gradeName: App.text("银", "Silver"),
        info: App.text("银·造纸·华东二区", "Silver·Paper·East China 2"),
        facts: [{label: App.text("先知道", "Know first"), text: "老板是设备出身，只信现场数据；别先谈价。", kind: "plain"},
            {label: App.text("答应过客户的", "Promised"), text: "3 月内补一次滤芯检查；账期不再延长。", kind: "warning"},
            {label: App.text("谁说了算", "Who decides"), text: "许志远（总经理，决策者，支持）；胡萍（采购，把关，中立）", kind: "plain"},
            {label: App.text("要小心", "Watch out"), text: "竞争对手增多；合同 2026年4月30日 到期", kind: "negative"}],
        sections: [{name: "open", title: App.text("未了事项", "Open items"), icon: "task", rows: [{title: "补滤芯检查", subtitle: "郑国强·已逾期 4 天", value: "2026年3月20日", kind: "warning"}]},
            {name: "people", title: App.text("人", "People"), icon: "users", rows: [{title: "许志远", subtitle: "总经理·决策者·支持", value: "138 0000 1234", kind: "plain"}]},
            {name: "visits", title: App.text("最近的拜访", "Last visits"), icon: "visits", rows: [{title: "例行回访·有进展·郑国强", subtitle: "看了新涂布线。\n下一步：寄样品", value: "2026年2月27日", kind: "plain"}]}]}))
}

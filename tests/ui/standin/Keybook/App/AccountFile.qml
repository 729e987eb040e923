import QtQuick

QtObject {
    property string accountId
    property bool loading: false
    property string errorText
    property bool found: true
    property string name: "海川造船集团"
    property string code: "K-0031"
    property int gradeRank: 1
    property string gradeMark: App.text("金", "G")
    property string gradeName: App.text("金牌", "Gold")
    property var tags: [{text: App.text("战略合作", "Strategic"), kind: "accent"}, {text: App.text("行业大客户", "Industry leader"), kind: "outline"}]
    property string owner: "陈立新"
    property string ownerInitial: "陈"
    property var team: [{initial: "林", name: "林婉清"}, {initial: "赵", name: "赵敏芝"}]
    property int relationLevel: 4
    property string relationText: App.text("能动型", "Active")
    property int health: 82
    property string healthTrend: "up"
    property string healthText: App.text("稳中有升", "stable, rising")
    property string lastContactText: App.text("8 天前", "8 days ago")
    property string nextContactText: App.text("今天 09:30", "today 09:30")
    property string phone: "021-5550 0137"
    property string address: App.text("海川路 1 号", "1 Haichuan Road")
    property string nextStep: App.text("给出 2 号船坞集中润滑的试用报价", "Quote the central lubrication trial at dock 2")
    property string nextStepMeta: App.text("下一步·陈立新·3 月 31 日前", "Next step·陈立新·by 31 March")
    property string nextStepTaskId: "t9"
    property var figures: [{label: App.text("销售额", "Sales"), value: "1,862.0", unit: App.text("万元", "10k CNY"), kind: ""}, {label: App.text("同比", "Growth"), value: "+9.4%", unit: "", kind: "positive"},
        {label: App.text("毛利率", "Margin"), value: "31.2%", unit: "", kind: ""}, {label: App.text("欠款", "Owed"), value: "86.5", unit: App.text("万元", "10k CNY"), kind: ""}]
    property var months: [[148, 141], [150, 151], [171, 160], [140, 151], [133, 141], [158, 151], [176, 165], [192, 180], [214, 200], [138, 141], [126, 131], [115, 171]].map((each, index) => ({
            label: App.text("%1月", "%1").arg((index + 3) % 12 + 1), actual: each[0], plan: each[1], open: index === 11}))
    property string monthsUnit: App.text("万元", "10k CNY")
    property var score: [{label: App.text("购买力", "Buying power"), value: 92, reference: 74}, {label: App.text("忠诚稳定", "Loyalty"), value: 88, reference: 66}, {label: App.text("品牌影响", "Brand"), value: 78, reference: 60},
        {label: App.text("潜在利润", "Profit"), value: 84, reference: 71}, {label: App.text("关系", "Relation"), value: 80, reference: 58}]
    property string scoreText: App.text("86 分·第 2 名", "86 points·rank 2")
    property int conflictCount: 1
    property Rows openItems: Rows {
        list: [{type: "opportunity", icon: "pipeline", title: "集中润滑系统，3 座船坞", subtitle: App.text("商机·方案阶段·60%", "Opportunity·proposal·60%"), value: "420.0 万", tagText: "4/30 定标", tagKind: "info"},
            {type: "task", icon: "flag", title: "3 月底前给出试用报价", subtitle: "承诺·3 月 16 日对王建国", tagText: App.text("还剩 7 天", "7 days left"), tagKind: "warning"},
            {type: "complaint", icon: "service", title: "2 号龙门吊减速箱漏油", subtitle: "投诉·现场已处理，待回访", tagText: "3/30 回访"}]
    }
    property Rows people: Rows {
        list: [{type: "contact", title: "王建国", subtitle: "采购部长·决策者", tagText: App.text("支持", "Supporter"), tagKind: "positive", tagIcon: "check"}, {type: "contact", title: "周永年", subtitle: "总工程师·设计者", tagText: App.text("观望", "Undecided"), tagKind: "warning", tagIcon: "help"},
            {type: "contact", title: "刘芳", subtitle: "设备科长·使用者", tagText: App.text("中立", "Neutral"), tagIcon: "minus"}]
    }
    function finishNextStep() {
        App.setDone("task", nextStepTaskId, true);
    }
}

import QtQuick

Rows {
    property string type
    property string accountId
    property string searchText
    property string scope: "mine"
    property string filter
    property string sectionBy
    property string summary: App.text("本月 %1 条", "%1 this month").arg(count)
    property var presets: [{name: "", label: App.text("全部", "All"), count: 12}, {name: "open", label: App.text("未完成", "Open"), count: 5}]
    readonly property var byType: ({
        contact: [{title: "王建国", subtitle: "采购部长·决策者·138 0000 4410", tagText: App.text("支持", "Supporter"), tagKind: "positive", tagIcon: "check", icon: "user"}, {title: "周永年", subtitle: "总工程师·设计者", tagText: App.text("观望", "Undecided"), tagKind: "warning", tagIcon: "help", icon: "user"}, {title: "刘芳", subtitle: "设备科长·使用者", tagText: App.text("中立", "Neutral"), tagIcon: "minus", icon: "user"}],
        visit: [{title: "海川造船集团", subtitle: "确认 2 号船坞集中润滑的试用范围", value: "09:30", tagText: App.text("计划", "Planned"), tagKind: "info", gradeRank: 1, gradeMark: "金", section: App.text("今天", "Today")}, {title: "澜江港务集团", subtitle: "框架协议续签谈判，第二轮", value: "13:30", tagText: App.text("计划", "Planned"), tagKind: "info", gradeRank: 2, gradeMark: "钻", section: App.text("今天", "Today")}, {title: "长青化工", subtitle: "同意先在 2 号船坞试用三个月", value: "3/18", tagText: App.text("推进", "Progress"), tagKind: "positive", tagIcon: "arrow-up", gradeRank: 1, gradeMark: "金", section: App.text("上周", "Last week")}],
        opportunity: [{title: "集中润滑系统，3 座船坞", subtitle: App.text("方案·60%·4/30 定标", "Proposal·60%·decided 30 April"), value: "420.0", valueNote: App.text("万元", "10k CNY"), icon: "pipeline"}, {title: "2026 年度框架协议", subtitle: "谈判·80%", value: "1,600", valueNote: App.text("万元", "10k CNY"), icon: "pipeline"}],
        complaint: [{title: "2 号龙门吊减速箱漏油", subtitle: "现场已处理，待回访·何工", tagText: "3/30 回访", tagKind: "warning", tagIcon: "clock", icon: "service"}, {title: "液压油乳化", subtitle: "嘉禾食品·3/22 收到", tagText: App.text("还剩 2 天", "2 days left"), tagKind: "negative", tagIcon: "alert", icon: "service"}]})

    list: searchText === "zzz" ? [] : byType[type] ?? []
    filtered: searchText.length > 0 || filter.length > 0
}

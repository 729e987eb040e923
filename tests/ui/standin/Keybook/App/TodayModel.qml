import QtQuick

QtObject {
    property string summary: App.text("本季还剩 7 天", "7 days left in the quarter")
    property bool loading: false
    property string errorText
    readonly property int visitCount: visits.count + (next ? 1 : 0)
    readonly property int dueCount: due.count
    readonly property int taskCount: tasks.count
    readonly property int decisionCount: decisions.count
    readonly property int deadlineCount: deadlines.count
    readonly property int warningCount: warnings.count
    readonly property int dateCount: dates.count
    property string dueUnit: App.text("按风险额排序，万元", "by value at risk, 10k CNY")
    property var next: ({recordId: "v1", accountId: "K-0031", timeText: "09:30", inText: App.text("45 分钟后", "in 45 min"), title: "海川造船集团", gradeRank: 1, gradeMark: App.text("金", "G"),
        gradeName: App.text("金牌", "Gold"), purpose: App.text("确认 2 号船坞集中润滑的试用范围", "Agree the scope of the trial at dock 2"), promise: App.text("3 月底前给出试用报价，还剩 7 天", "Quote by the end of March, 7 days left"), people: App.text("王建国 采购部长，决策者、支持；刘芳 设备科长，使用者、中立", "王建国, head of purchasing, decides, supports; 刘芳, equipment, uses, neutral")})
    property Rows visits: Rows {
        list: [{accountId: "K-0055", type: "visit", title: "澜江港务集团", subtitle: "框架协议续签谈判，第二轮·澜江路 8 号", timeText: "13:30", gradeRank: 2, gradeMark: App.text("钻", "D")}, {accountId: "K-0103", type: "visit", title: "泰和制药", subtitle: "电话：食品级润滑脂样品的试用反馈", timeText: "16:00", gradeRank: 4, gradeMark: App.text("白", "W")}]
    }
    property Rows due: Rows {
        list: [["东华重型机械", 2, "186.4", "每季 2 次·已 47 天未访", "2 per quarter·not visited for 47 days"], ["云岭风电科技", 2, "98.0", "每季 2 次·本季还差 1 次", "2 per quarter·1 more this quarter"], ["北辰轨道交通装备", 3, "64.2", "每季 1 次·已 96 天未访", "1 per quarter·not visited for 96 days"], ["重庆两江智造", 3, "41.5", "每季 1 次·已 83 天未访", "1 per quarter·not visited for 83 days"], ["宁湖公交集团", 4, "22.5", "每半年 1 次·4 天后到期", "1 per half-year·due in 4 days"]].map(each => ({accountId: "K-0042", type: "account", title: each[0], gradeRank: each[1], gradeMark: App.text("　金钻铂白银", " GDPWS")[each[1]], value: each[2], subtitle: App.text("　金牌·钻石·铂金·白金·".split("·")[each[1] - 1] + "·" + each[3], each[4])}))
    }
    property Rows tasks: Rows {
        list: [{type: "task", title: "发送齿轮油油样检测报告给东华重型机械", dateText: App.text("昨天到期", "due yesterday"), tagKind: "negative"}, {type: "task", title: "约林经理陪访云岭风电", dateText: App.text("今天", "today")}]
    }
    property Rows decisions: Rows {
        list: [{type: "conflict", icon: "sync-fork", title: App.text("付款条件等 2 个字段有两个值", "Payment terms and 1 more have two values"), subtitle: "海川造船·你和林婉清", recordId: "K-0031"}, {type: "conflict", icon: "sync-fork", title: App.text("采购部长手机有两个值", "Mobile of the buyer has two values"), subtitle: "泰和制药·你和孙浩然"}]
    }
    property Rows deadlines: Rows {
        list: [{dateText: "3/26", title: "投诉答复", subtitle: "嘉禾食品·液压油乳化", tagText: App.text("还剩 2 天", "2 days left"), tagKind: "warning"}, {dateText: "3/27", title: "开标", subtitle: "宁湖公交·2026 年润滑油集采", tagText: App.text("还剩 3 天", "3 days left"), tagKind: "warning"}, {dateText: "3/31", title: "合同到期", subtitle: "澜江港务·框架协议 320 万元", tagText: App.text("还剩 7 天", "7 days left")}]
    }
    property Rows warnings: Rows {
        list: [{icon: "alert", title: "东华重型机械 可能在流失", subtitle: "订货额 3 个月降 28%，两次改期"}]
    }
    property Rows dates: Rows {
        list: [{dateText: "3/26", title: App.text("刘芳 生日", "刘芳's birthday"), subtitle: "海川造船 设备科长"}, {dateText: "4/5", title: App.text("清明节", "Qingming festival"), subtitle: App.text("4 个客户放假", "4 accounts closed")}]
    }
    function planVisit(accountId: string) {
        App.committed(App.text("已安排拜访，3 月 26 日", "Visit planned for 26 March"), "t4", "calendar");
    }
}

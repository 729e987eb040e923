import QtQuick

Rows {
    property string accountId
    property var kinds: []
    property bool promisesOnly: false
    property var kindChips: [{name: "visit", label: App.text("拜访", "Visits"), icon: "visits", count: 64}, {name: "call", label: App.text("电话", "Calls"), icon: "phone", count: 118}, {name: "order", label: App.text("订单", "Orders"), icon: "contract", count: 57}, {name: "opportunity", label: App.text("商机", "Deals"), icon: "pipeline", count: 9}, {name: "complaint", label: App.text("服务", "Service"), icon: "service", count: 12}]
    filtered: kinds.length > 0 || promisesOnly
    blank: ({recordId: "", type: "visit", month: "", dayText: "", weekdayText: "", timeText: "", title: "", text: "", people: "", icon: "", planned: false, tagText: "", tagKind: "plain", tagIcon: ""})
    list: [{month: App.text("2026 年 3 月", "March 2026"), dayText: "24", weekdayText: App.text("周二", "Tue"), timeText: "09:30", title: App.text("拜访（计划）", "Visit (planned)"), text: "确认 2 号船坞集中润滑的试用范围", people: "陈立新", icon: "visits", planned: true},
        {month: App.text("2026 年 3 月", "March 2026"), dayText: "16", weekdayText: App.text("周一", "Mon"), timeText: "15:20", title: App.text("电话·王建国", "Call·王建国"), text: "问到试用报价。答应 3 月底前给出，含两年油品用量。", people: "陈立新", icon: "phone", tagText: App.text("承诺·还剩 7 天", "Promise·7 days left"), tagKind: "warning", tagIcon: "flag"},
        {month: App.text("2026 年 3 月", "March 2026"), dayText: "12", weekdayText: App.text("周四", "Thu"), title: "投诉已处理", text: "2 号龙门吊减速箱漏油：更换油封，补油 40 升。一周内回访。", people: "服务·何工", icon: "service", tagText: "待回访 3/30", tagKind: "warning", tagIcon: "clock"},
        {month: App.text("2026 年 3 月", "March 2026"), dayText: "4", weekdayText: App.text("周三", "Wed"), timeText: "10:00", title: App.text("拜访·现场", "Visit·on site"), text: "看了 3 座船坞的加油点，共 214 处。刘芳提供了停机计划。周永年对在线监测的误报有顾虑。", people: "陈立新、赵敏芝", icon: "visits", tagText: App.text("推进", "Progress"), tagKind: "positive", tagIcon: "arrow-up"},
        {month: App.text("2026 年 2 月", "February 2026"), dayText: "26", weekdayText: App.text("周四", "Thu"), title: "订单 SO-260226-07", text: "CKC 320 齿轮油 18 吨，46 号液压油 12 吨", people: "ERP 导入", icon: "contract", tagText: "58.6 万元"},
        {month: App.text("2026 年 2 月", "February 2026"), dayText: "11", weekdayText: App.text("周三", "Wed"), timeText: "14:00", title: "拜访·采购部", text: "年度框架协议签字。付款条件暂按月结 45 天，3 月再谈。", people: "陈立新、林婉清", icon: "visits", tagText: App.text("达成", "Agreed"), tagKind: "positive", tagIcon: "check"}]
}

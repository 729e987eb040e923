import QtQuick

Rows {
    blank: ({recordId: "", type: "account", title: "", subtitle: "", icon: "lock", value: "", valueNote: "", tagText: App.text("等待批准", "waits for approval"), tagKind: "warning", tagIcon: "clock",
        gradeRank: 0, gradeMark: "", gradeName: "", section: "", accountId: "", mine: false, busy: false, grantable: true, fieldLabel: "", valueText: "", currentText: "", userText: "", dateText: ""})
    list: [{recordId: "r1", accountId: "K-0031", title: "海川造船集团", subtitle: App.text("等级：钻石 → 金牌", "Grade: Diamond → Gold"), mine: true, userText: "陈立新", dateText: App.text("昨天 17:05", "yesterday 17:05")},
        {recordId: "r2", accountId: "K-0044", title: "恒源造纸集团", subtitle: App.text("批准授信：60 万元 → 90 万元", "Approved credit: 600,000 → 900,000"), mine: false, userText: "赵敏芝", dateText: App.text("今天 09:20", "today 09:20")}]
}

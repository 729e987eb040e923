import QtQuick

Rows {
    blank: ({recordId: "", type: "account", title: "", subtitle: "", icon: "lock", value: "", valueNote: "", tagText: App.text("等待批准", "waits for approval"), tagKind: "warning", tagIcon: "clock",
        gradeRank: 0, gradeMark: "", gradeName: "", section: "", accountId: "", mine: false, fieldLabel: "", valueText: "", currentText: "", userText: "", dateText: ""})
    list: [{accountId: "K-0031", title: "海川造船集团", subtitle: App.text("等级：钻石 → 金牌", "Grade: Diamond → Gold"), mine: true, userText: "陈立新", dateText: App.text("昨天 17:05", "yesterday 17:05")}]
}

import QtQuick

BookRows {
    id: handovers

    property string direction: "incoming"
    property string current
    readonly property int openCount: rows.filter(each => each.open).length
    readonly property var plan: rows.find(each => current.length === 0 || each.recordId === current) ?? blank
    readonly property var accountList: [account("恒源纸业", "K-0140", 5), account("恒源造纸集团", "K-0141", 2), account("金岭铜业", "K-0142", 3)]

    function account(name: string, id: string, rank: int): var {
        return {recordId: id, title: name, subtitle: App.text("造纸·华东二区", "Paper·East China 2"), here: true, gradeRank: rank, gradeMark: App.text("银", "S"),
            gradeName: App.text("银", "Silver"), fromText: "郑国强", resultText: "", moved: false};
    }

    blank: ({recordId: "", type: "desk-handover", title: "", subtitle: "", icon: "handover", value: "", valueNote: "", tagText: "", tagKind: "plain", tagIcon: "",
        gradeRank: 0, gradeMark: "", gradeName: "", section: "", state: "proposed", open: true, busy: false, fromText: "郑国强", toText: "陈立新", note: "", dateText: "",
        proposedText: "", decidedText: "", keepText: "", choicesText: "", countText: "", accounts: [], hereIds: [], canAccept: false, canDecline: false,
        canWithdraw: false, canForce: false})
    list: direction === "others" ? [] : direction === "outgoing" ? [{recordId: "h3", title: "春泉饮料", subtitle: "陈立新 → 赵敏芝", tagText: App.text("等待接受", "waits for an answer"),
        tagKind: "warning", tagIcon: "clock", section: App.text("进行中", "Under way"), fromText: "陈立新", toText: "赵敏芝", countText: App.text("1 个客户", "1 accounts"),
        dateText: App.text("接受后立即生效", "takes effect when accepted"), accounts: [account("春泉饮料", "K-0175", 5)], hereIds: ["K-0175"], canWithdraw: true}]
    : [{recordId: "h1", title: App.text("恒源纸业等 3 个客户", "恒源纸业 and 2 more"), subtitle: App.text("郑国强 → 陈立新·4 月 1 日起生效", "郑国强 → 陈立新·takes effect on 1 April"),
        tagText: App.text("等待接受", "waits for an answer"), tagKind: "warning", tagIcon: "clock", section: App.text("进行中", "Under way"), note: "调任华南。老板是设备出身，只信现场数据；别先谈价。",
        dateText: App.text("2026年4月1日 起生效", "takes effect on 1 Apr 2026"), proposedText: App.text("林婉清·昨天 17:40", "林婉清·yesterday 17:40"),
        keepText: App.text("不再看到", "sees them no more"), choicesText: App.text("任务 未了的，拜访 未了的，商机 全部", "Tasks: open ones; Visits: open ones; Opportunities: all"),
        countText: App.text("3 个客户", "3 accounts"), accounts: accountList, hereIds: accountList.map(each => each.recordId), canAccept: true, canDecline: true},
        {recordId: "h2", title: App.text("2 个客户", "2 accounts"), subtitle: App.text("何雨桐 → 陈立新·2 月 3 日生效", "何雨桐 → 陈立新·took effect 3 Feb"), open: false, state: "effective",
        tagText: App.text("已生效", "done"), tagKind: "positive", tagIcon: "check", section: App.text("已了结", "Over"), fromText: "何雨桐",
        decidedText: App.text("陈立新·2 月 3 日 09:12", "陈立新·3 Feb 09:12"), countText: App.text("2 个客户", "2 accounts"),
        accounts: [account("恒源纸业", "K-0140", 5), {recordId: "x", title: "", here: false}], hereIds: ["K-0140"]}]
}

import QtQuick

Rows {
    readonly property int handovers: 1

    list: [{recordId: "h1", type: "desk-handover", icon: "handover", title: App.text("郑国强 交来：恒源纸业等 3 个客户", "郑国强 hands over: 恒源纸业 and 2 more"),
        subtitle: App.text("2026年4月1日 起生效·调任华南", "takes effect on 1 Apr 2026·moves south")},
        {recordId: "l1", type: "desk-late", icon: "parked", title: "恒源纸业", subtitle: App.text("郑国强 的修改迟到了，等你决定", "郑国强's edit came late and waits for you")}]
}

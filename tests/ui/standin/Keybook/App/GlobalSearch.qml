import QtQuick

Rows {
    property string text
    list: text.length === 0 || text === "zzz" ? [] : [{accountId: "K-0091", recordId: "K-0091", type: "account", section: App.text("客户", "Accounts"), title: "重庆两江智造科技", subtitle: "K-0091·智能装备", gradeRank: 3, gradeMark: "铂"}, {accountId: "K-0066", recordId: "K-0066", type: "account", section: App.text("客户", "Accounts"), title: "重庆嘉陵水务集团", subtitle: "K-0066·市政水务", gradeRank: 2, gradeMark: "钻"},
        {accountId: "K-0042", type: "contact", icon: "user", section: App.text("联系人", "Contacts"), title: "陈强", subtitle: "东华重型机械·设备处长"}]
}

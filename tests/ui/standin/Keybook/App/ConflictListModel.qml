import QtQuick

Rows {
    list: [{type: "account", recordId: "K-0031", icon: "sync-fork", title: App.text("海川造船集团：2 个字段", "海川造船集团: 2 fields"), subtitle: App.text("付款条件、年采购额·你和林婉清", "Payment terms, annual purchase·you and 林婉清")}, {type: "contact", recordId: "c7", icon: "sync-fork", title: App.text("泰和制药，胡萍：手机", "泰和制药, 胡萍: mobile"), subtitle: App.text("你和孙浩然", "you and 孙浩然")}]
}

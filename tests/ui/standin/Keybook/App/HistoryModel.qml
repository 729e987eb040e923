import QtQuick

Rows {
    property string type
    property string recordId
    property string accountId
    property bool openOnly: false
    filtered: openOnly
    blank: ({entryId: "", recordType: "account", recordTitle: "", fieldName: "", fieldLabel: "", value: "", previous: "", user: "", device: "", madeAtText: "", committedAtText: "", outcome: "applied", outcomeText: "", outcomeKind: "plain", canPutBack: false, section: "", current: false})
    list: [{entryId: "1", recordTitle: "海川造船集团", fieldLabel: App.text("付款条件", "Payment terms"), value: "月结 90 天，含 2% 现金折扣", previous: "月结 45 天", user: "林婉清", device: App.text("电脑", "laptop"), madeAtText: "3/21 09:12", committedAtText: "3/21 09:13", outcome: "applied", outcomeText: App.text("现用值", "Current"), outcomeKind: "positive", current: true, section: App.text("3 月 21 日", "21 March")},
        {entryId: "2", recordTitle: "海川造船集团", fieldLabel: App.text("付款条件", "Payment terms"), value: "月结 60 天", previous: "月结 45 天", user: "陈立新", device: App.text("平板，离线", "tablet, offline"), madeAtText: "3/20 16:05", committedAtText: "3/21 10:40", outcome: "lost", outcomeText: App.text("未采用", "Lost"), outcomeKind: "warning", canPutBack: true, section: App.text("3 月 20 日", "20 March")},
        {entryId: "3", recordTitle: "海川造船集团", fieldLabel: App.text("年采购额", "Annual purchase"), value: "2,100.0 万元", previous: "1,800.0 万元", user: "陈立新", device: App.text("平板，离线", "tablet, offline"), madeAtText: "3/20 16:06", committedAtText: "3/21 10:40", outcome: "overwritten", outcomeText: App.text("已被改写", "Overwritten"), outcomeKind: "plain", canPutBack: true, section: App.text("3 月 20 日", "20 March")}]
    function putBack(entryId: string) {
        App.committed(App.text("已放回，付款条件", "Put back: payment terms"), "t7", "undo");
    }
}

import QtQuick

Rows {
    blank: ({entry: "", title: "", reason: "", remedy: "", fixLabel: "", canFix: true})
    list: [{entry: "9", title: App.text("嘉禾食品工业，授信额度 60.0 万元 没有被接受", "嘉禾食品工业: credit limit 60.0 was not accepted"), reason: App.text("授信额度只能由区域经理修改。", "Only a regional manager may change the credit limit."), remedy: App.text("请林婉清代改，或放弃这一项，其他修改不受影响。", "Ask 林婉清 to change it, or drop it; nothing else is held up."), fixLabel: App.text("修改后重发", "Change and send again")}]

    signal openForm(string type, string recordId, string entry)

    function mend(entry: string) {
        openForm("account", "K-0031", entry);
    }
    function resend(entry: string) {
        App.calls.push(["resend", entry]);
    }
    function drop(entry: string) {
        App.calls.push(["drop", entry]);
        list = [];
    }
    function dropText(entry: string): string {
        return "";
    }
}

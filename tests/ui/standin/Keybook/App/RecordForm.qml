import QtQuick

Rows {
    id: form

    property string type
    property string recordId
    property var presets: ({})
    property string refused
    property string title: (recordId.length > 0 ? App.text("编辑", "Edit ") : App.text("新建", "New ")) + App.typeLabel(type).toLowerCase()
    property string subtitle
    property bool saving: false
    property bool dirty: false
    property bool valid: errorCount === 0
    property int errorCount: rows.filter(each => each.error.length > 0).length
    property string draftText: dirty ? App.text("草稿已存 10:42", "draft saved 10:42") : ""
    property bool canRemove: recordId.length > 0
    readonly property var sections: [App.text("基本", "Basics"), App.text("信用", "Credit"), App.text("其他", "Other")]

    signal committed(string recordId)
    signal removed

    blank: ({name: "", section: sections[0], kind: "text", label: "", help: "", placeholder: "", value: "", displayText: "", items: [], error: "", required: false, enabled: true, lockedText: "", choices: [], referenceType: "", unit: "", lengthMax: 200, decimals: 2, wide: false, group: "", openChoices: false})
    list: [{name: "name", label: App.text("客户名称", "Name"), value: "海川造船集团", required: true, wide: true}, {name: "short_name", label: App.text("简称", "Short name"), value: "海川造船"}, {name: "code", label: App.text("编号", "Code"), value: "K-0031"},
        {name: "industry", label: App.text("行业", "Industry"), kind: "choice", openChoices: true, value: "ship", choices: [{value: "ship", label: App.text("船舶", "Shipbuilding")}, {value: "chem", label: App.text("化工", "Chemicals")}]},
        {name: "owner", label: App.text("负责人", "Owner"), kind: "reference", referenceType: "user", value: "u1", displayText: "陈立新", lockedText: App.text("改动会成为申请，由林婉清批准", "A change becomes a request that 林婉清 decides")},
        {name: "phone", label: App.text("电话", "Phone"), kind: "phone", value: "138 0000 441", error: App.text("少 1 位，应为 11 位", "1 digit short of 11")}, {name: "website", label: App.text("网站", "Website"), kind: "url", value: ""},
        {name: "tags", label: App.text("标签", "Tags"), kind: "set", value: ["a"], items: [{value: "a", label: App.text("战略合作", "Strategic")}], choices: [{value: "a", label: App.text("战略合作", "Strategic")}, {value: "b", label: App.text("行业大客户", "Industry leader")}], wide: true},
        {name: "credit_limit", section: sections[1], label: App.text("授信额度", "Credit limit"), kind: "money", value: "60.0", unit: App.text("万元", "10k CNY"), help: App.text("只有区域经理能改", "Only a regional manager may change it"), enabled: false}, {name: "annual_purchase", section: sections[1], label: App.text("年采购额", "Annual purchase"), kind: "money", value: "2100.0", unit: App.text("万元", "10k CNY")},
        {name: "share", section: sections[1], label: App.text("份额", "Share"), kind: "percent", value: "35", unit: "%"}, {name: "since", section: sections[1], label: App.text("合作起", "Customer since"), kind: "date", value: "2019-05-06"},
        {name: "active", section: sections[2], label: App.text("在用", "Active"), kind: "bool", value: true}, {name: "met_at", section: sections[2], label: App.text("首次见面", "First met"), kind: "time", value: "2019-04-02T09:30"},
        {name: "score", section: sections[2], label: App.text("评分", "Score"), kind: "computed", displayText: "86"}, {name: "notes", section: sections[2], label: App.text("备注", "Notes"), kind: "longText", value: "年度大修在 9 月。新船坞 2027 年投产，预留润滑接口。采购例会每月第二个周三。", wide: true}]
    function setValue(name: string, value: var) {
        dirty = true;
        const index = rows.findIndex(each => each.name === name);
        setRole(index, "value", value);
        if (name === "phone")
            setRole(index, "error", "");
    }
    function touch(name: string) {}
    function commit() {
        App.calls.push(["commit", type]);
        App.committed(App.text("已保存，海川造船集团", "Saved, 海川造船集团"), "t8", "check");
        committed(recordId.length > 0 ? recordId : "new1");
    }
    function discard() {
        dirty = false;
    }
    function remove() {
        App.remove(type, recordId);
        removed();
    }
    function firstErrorRow(): int {
        return rows.findIndex(each => each.error.length > 0);
    }
}

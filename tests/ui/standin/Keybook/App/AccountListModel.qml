import QtQuick
import Keybook.Standin

RowsModel {
    id: accounts

    property string searchText
    property var filters: ({})
    property string scope: "mine"
    property bool overdueOnly: false
    property string sortColumn: "revenue"
    property bool sortDescending: true
    readonly property int total: 1284
    property string hint: searchText === "cq" ? App.text("“重庆”输 cq 或 zq 都能找到", "\"重庆\" is found by cq and by zq") : ""
    property string dropHint: App.text("去掉“银”以后有 12 个。", "12 without \"Silver\".")
    property int selectedCount: marked.length
    property string selectionText: App.text("近 12 月 1,589.3 万元", "15.89 m CNY in 12 months")
    property var marked: []
    property var filterChips: [
        {name: "grade", label: App.text("等级", "Grade"), values: App.settings.language === "en" ? [{value: "g1", label: "Gold"}, {value: "g2", label: "Diamond"}] : [{value: "g1", label: "金牌"}, {value: "g2", label: "钻石"}, {value: "g3", label: "铂金"}, {value: "g4", label: "白金"}, {value: "g5", label: "银"}]},
        {name: "industry", label: App.text("行业", "Industry"), values: [{value: "ship", label: App.text("船舶", "Shipbuilding")}, {value: "chem", label: App.text("化工", "Chemicals")}]},
        {name: "owner", label: App.text("负责人", "Owner"), values: [{value: "u1", label: "陈立新"}, {value: "u2", label: "赵敏芝"}]}]
    property var columns: [
        {name: "name", label: App.text("客户", "Account"), numeric: false, width: 3}, {name: "code", label: App.text("编号", "Code"), numeric: false, width: 0.9},
        {name: "industry", label: App.text("行业", "Industry"), numeric: false, width: 1}, {name: "owner", label: App.text("负责人", "Owner"), numeric: false, width: 1},
        {name: "relation", label: App.text("关系", "Relation"), numeric: false, width: 1.35}, {name: "revenue", label: App.text("近 12 月，万元", "12 months, 10k CNY"), numeric: true, width: 1.2},
        {name: "growth", label: App.text("同比，%", "Growth, %"), numeric: true, width: 0.9}, {name: "lastContact", label: App.text("上次接触，天", "Last contact, days"), numeric: true, width: 1.1},
        {name: "standard", label: App.text("拜访标准", "Standard"), numeric: false, width: 1.5}, {name: "nextStep", label: App.text("下一步", "Next step"), numeric: false, width: 1.4}]

    readonly property var grades: App.settings.language === "en" ? ["", "Gold", "Diamond", "Platinum", "White gold", "Silver"] : ["", "金牌", "钻石", "铂金", "白金", "银"]
    readonly property var relations: App.settings.language === "en" ? ["", "Basic", "Passive", "Accountable", "Active", "Partner"] : ["", "基本型", "被动型", "负责型", "能动型", "伙伴型"]
    readonly property var raw: [
        ["海川造船集团", "K-0031", 1, "船舶", "陈立新", 4, "1,862.0", "+9.4", 8, "本季 3/3", "positive", "3/31 试用报价"], ["长青化工", "K-0024", 1, "化工", "陈立新", 5, "1,928.0", "+3.8", 6, "本季 3/3", "positive", "3/27 送年度方案"],
        ["重庆嘉陵水务集团", "K-0066", 2, "市政水务", "赵敏芝", 4, "742.8", "+6.1", 12, "本季 2/2", "positive", "4/2 技术交流"], ["东华重型机械", "K-0042", 2, "重型机械", "陈立新", 3, "1,105.6", "−28.0", 47, "逾期·本季 0/2", "negative", "补送油样报告"],
        ["澜江港务集团", "K-0055", 2, "港口", "陈立新", 4, "1,240.5", "+2.2", 1, "本季 2/2", "positive", "今天 13:30 谈判"], ["云岭风电科技", "K-0061", 2, "风电", "陈立新", 3, "688.4", "+11.0", 31, "本季还差 1 次", "warning", "—"],
        ["重庆两江智造科技", "K-0091", 3, "智能装备", "陈立新", 3, "386.2", "+12.4", 83, "逾期·本季 0/1", "negative", "安排 4 月访厂"], ["川齐重工", "K-0083", 3, "重型机械", "陈立新", 3, "402.7", "+18.9", 19, "本季 1/1", "positive", "3/31 报价"],
        ["北辰轨道交通装备", "K-0077", 3, "轨道交通", "陈立新", 3, "341.0", "−1.1", 96, "逾期·本季 0/1", "negative", "—"], ["辰启电子材料", "K-0079", 3, "电子材料", "周启航", 3, "295.4", "−4.2", 41, "本季 1/1", "positive", "4/8 样品评审"],
        ["泰和制药", "K-0103", 4, "制药", "陈立新", 3, "204.3", "+0.4", 5, "本季 1/1", "positive", "今天 16:00 电话"], ["春晴纺织", "K-0118", 4, "纺织", "吴思远", 2, "118.3", "+1.5", 66, "4 月到期", "warning", "—"],
        ["楚天长桥缆索", "K-0125", 4, "桥梁构件", "陈立新", 2, "97.5", "+7.7", 58, "5 天后到期", "warning", "约设备科"], ["恒源纸业", "K-0140", 5, "造纸", "陈立新", 2, "52.1", "−3.0", 88, "全年 0/1", "warning", "—"],
        ["诚勤物流装备", "K-0146", 5, "物流", "何雨桐", 2, "46.9", "−9.3", 102, "全年 0/1", "warning", "—"], ["重庆铁马专用车", "K-0151", 5, "专用车", "赵敏芝", 1, "38.0", "0.0", 130, "全年 1/1", "positive", "—"],
        ["楚秋印务", "K-0172", 5, "印刷", "何雨桐", 1, "21.8", "+0.9", 71, "全年 1/1", "positive", "—"], ["春泉饮料", "K-0175", 5, "食品", "陈立新", 2, "19.6", "+5.0", 35, "全年 1/1", "positive", "—"]]

    filtered: searchText.length > 0 || overdueOnly || Object.keys(filters).some(each => filters[each].length > 0)
    rows: raw.map((each, index) => ({
        recordId: each[1], name: each[0], nameMarked: searchText === "cq" ? each[0].replace("重庆", "<u>重庆</u>").replace("楚", "<u>楚</u>") : each[0],
        shortName: each[0].slice(0, 4), code: each[1], gradeRank: each[2], gradeMark: grades[each[2]].slice(0, 1), gradeName: grades[each[2]],
        owner: each[4], territory: "华东二区", industry: each[3], tags: ["行业大客户"], relationLevel: each[5], relationText: relations[each[5]],
        revenue: each[6], revenueUnit: App.text("万元", "10k CNY"), growth: each[7], growthKind: each[7][0] === "+" ? "positive" : each[7][0] === "−" ? "negative" : "plain",
        lastContactText: App.text("%1 天前接触", "contact %1 days ago").arg(each[8]), lastContactDays: each[8], nextStep: each[11],
        reason: App.text("%1·已 %2 天未访", "%1·not visited for %2 days").arg(grades[each[2]]).arg(each[8]),
        standardText: each[9], standardKind: each[10], standardIcon: ({positive: "check", negative: "alert", warning: "clock"})[each[10]],
        matchText: searchText === "cq" && each[1] === "K-0042" ? App.text("联系人 陈强 设备处长", "Contact 陈强, head of equipment") : "",
        selected: marked.includes(each[1])})).filter(each => searchText.length === 0 || (searchText === "cq" ? /重庆|楚|川齐|长青|辰启|春|诚|东华/.test(each.name) : each.name.includes(searchText)))
        .filter(each => !overdueOnly || each.standardKind === "negative")
        .filter(each => !filters.grade || filters.grade.length === 0 || filters.grade.includes("g" + each.gradeRank))

    function setFilter(name: string, values: var) {
        const next = Object.assign({}, filters);
        next[name] = values;
        filters = next;
    }
    function clearFilters() {
        filters = {};
        searchText = "";
        overdueOnly = false;
    }
    function dropLastFilter() {
        filters = {};
    }
    function toggleSelected(index: int) {
        const id = rows[index].recordId;
        marked = marked.includes(id) ? marked.filter(each => each !== id) : marked.concat([id]);
    }
    function clearSelection() {
        marked = [];
    }
    function selectedIds(): var {
        return marked;
    }
    function tagSelected(tag: string) {
        App.calls.push(["tagSelected", tag]);
    }
    function exportSelected() {
        App.calls.push(["exportSelected"]);
    }
}

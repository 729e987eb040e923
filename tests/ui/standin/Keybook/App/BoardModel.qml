import QtQuick
import Keybook.Standin

RowsModel {
    id: board

    property string scope: "mine"
    property string forecastText: "1,162.6"
    property string targetText: "1,400.0"
    property string gapText: App.text("还差 237.4", "237.4 to go")
    property string unitText: App.text("万元", "10k CNY")
    property var shares: [{label: App.text("谈判 490.4", "Negotiation 490.4"), text: "", share: 0.35}, {label: App.text("方案 550.8", "Proposal 550.8"), text: "", share: 0.39}, {label: App.text("需求 102.8", "Needs 102.8"), text: "", share: 0.073}, {label: App.text("线索 18.6", "Leads 18.6"), text: "", share: 0.013}]

    function cards(list: var): var {
        return maker.createObject(board, {list: list.map(each => ({type: "opportunity", title: each[0], subtitle: each[1], gradeRank: each[2], gradeMark: App.text("　金钻铂白银", " GDPWS")[each[2]], value: each[3], dateText: each[4], tagText: each[5] ?? "", tagKind: each[6] ?? "plain"}))});
    }
    property Component maker: Component {
        Rows {}
    }
    function stages(): var {
        return [["lead", App.text("线索", "Lead"), App.text("赢率 10%", "10 % chance"), "186.0", "18.6", [["MRO 集采，机加工车间", "青浦精密轴承", 3, "46.0", "6/30", "新"], ["食品级润滑脂切换", "嘉禾食品工业", 4, "38.0", "5/20"], ["油液在线监测，20 台", "重庆两江智造", 3, "72.0", "6/15"]]],
            ["need", App.text("需求", "Needs"), App.text("赢率 30%", "30 % chance"), "342.5", "102.8", [["风场齿轮油换装", "云岭风电科技", 2, "196.5", "5/31"], ["盾构机主轴承密封脂", "川齐重工", 3, "88.0", "5/10"]]],
            ["offer", App.text("方案", "Proposal"), App.text("赢率 60%", "60 % chance"), "918.0", "550.8", [["集中润滑系统，3 座船坞", "海川造船集团", 1, "420.0", "4/30", "本周报价", "info"], ["露天矿重载设备包", "东华重型机械", 2, "268.0", "5/15", "预警 2 项", "negative"]]],
            ["deal", App.text("谈判", "Negotiation"), App.text("赢率 80%", "80 % chance"), "613.0", "490.4", [["框架协议续签 2026–27", "澜江港务集团", 2, "320.0", "3/31", "还剩 7 天", "warning"]]],
            ["won", App.text("成交（本季）", "Won (quarter)"), App.text("本季已签", "signed"), "408.6", "", [["年度供油合同", "长青化工", 1, "286.6", "3/6", "赢·价格与交期", "positive"]]]]
            .map(each => ({stage: each[0], label: each[1], stageNote: each[2], sumText: each[3], weightedText: each[4].length > 0 ? App.text("加权 ", "weighted ") + each[4] : "", cardCount: each[5].length, cards: cards(each[5])}));
    }
    Component.onCompleted: rows = stages()
    function moveCard(recordId: string, stage: string) {
        App.committed(App.text("已移到下一阶段", "Moved"), "t6", "pipeline");
    }
}

import QtQuick

BookRows {
    readonly property int activeCount: 1

    blank: ({recordId: "", title: "", subtitle: "", icon: "users", value: "", valueNote: "", tagText: "", tagKind: "plain", tagIcon: "", gradeRank: 0, gradeMark: "", gradeName: "", section: "",
        busy: false, canEnd: false, mine: false})
    list: [{recordId: "c1", title: App.text("赵敏芝 代管 陈立新 的客户", "赵敏芝 stands in for 陈立新"), subtitle: App.text("3月23日 09:00 至 4月7日 00:00·林婉清 安排", "23 Mar 09:00 to 7 Apr 00:00·arranged by 林婉清"),
        tagText: App.text("代管中", "under way"), tagKind: "positive", tagIcon: "check", canEnd: true},
        {recordId: "c2", title: App.text("陈立新 代管 吴思远 的客户", "陈立新 stands in for 吴思远"), subtitle: App.text("1月5日 至 1月16日", "5 Jan to 16 Jan"), tagText: App.text("已结束", "over"), mine: true}]
}

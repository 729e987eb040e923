import QtQuick

BookRows {
    property string searchText
    readonly property int total: 2

    blank: ({recordId: "", title: "", subtitle: "", icon: "accounts", value: "", valueNote: "", tagText: "", tagKind: "plain", tagIcon: "", gradeRank: 0, gradeMark: "", gradeName: "", section: "", busy: false})
    filtered: searchText.length > 0
    list: [{recordId: "K-0201", title: "三河砖瓦", subtitle: "华东二区"}, {recordId: "K-0202", title: "南塘食品", subtitle: "华东二区"}].filter(each => each.title.includes(searchText))
}

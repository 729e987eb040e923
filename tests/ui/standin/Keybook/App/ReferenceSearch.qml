import QtQuick

Rows {
    property string type
    property string text
    property string accountId
    readonly property var all: type === "user" ? [{title: "陈立新", subtitle: "华东二区"}, {title: "林婉清", subtitle: App.text("区域经理", "Regional manager")}, {title: "赵敏芝", subtitle: "华东二区"}]
        : [{recordId: "K-0031", title: "海川造船集团", subtitle: "K-0031·上海", gradeRank: 1, gradeMark: "金"}, {recordId: "K-0055", title: "澜江港务集团", subtitle: "K-0055", gradeRank: 2, gradeMark: "钻"}, {recordId: "K-0103", title: "泰和制药", subtitle: "K-0103", gradeRank: 4, gradeMark: "白"}]
    list: all.filter(each => text.length === 0 || each.title.includes(text))
}

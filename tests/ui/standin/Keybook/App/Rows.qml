// Fills what a row leaves out, so that every delegate finds all of its roles. `list` is what the test data gives.
import QtQuick
import Keybook.Standin

RowsModel {
    property var blank: ({recordId: "", accountId: "", type: "", title: "", subtitle: "", icon: "", value: "", valueNote: "", tagText: "",
        tagKind: "plain", tagIcon: "", gradeRank: 0, gradeMark: "", gradeName: "", section: "", timeText: "", dateText: "", done: false})
    property var list: []

    rows: list.map((each, index) => Object.assign({}, blank, {recordId: "r" + index}, each))
}

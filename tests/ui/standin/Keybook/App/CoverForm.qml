import QtQuick

QtObject {
    property string absent: "u1"
    property string substitute
    property string from: "2026-03-24"
    property string until: "2026-03-31"
    property var colleagues: [{value: "u1", label: "陈立新·华东二区"}, {value: "u2", label: "赵敏芝·华东二区"}]
    property bool canChooseAbsent: true
    readonly property bool valid: substitute.length > 0
    readonly property string hint: valid ? "" : App.text("请选谁代管", "Choose who stands in")
    property bool busy: false
    property string errorText

    signal saved

    function save() {
        App.calls.push(["cover", absent, substitute, from, until]);
        saved();
    }
}

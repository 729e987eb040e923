import QtQuick

QtObject {
    property var colleagues: [{value: "u1", label: "陈立新·华东二区"}, {value: "u2", label: "赵敏芝·华东二区"}, {value: "u3", label: "吴思远·华东二区"}]
    property bool manages: false

    signal returned(string account)

    function call(what: string, values: var) {
        App.calls.push([what].concat(values));
        App.committed(App.text("已办", "Done"), "", "check");
    }
    function accept(id: string) {
        call("accept", [id]);
    }
    function decline(id: string) {
        call("decline", [id]);
    }
    function withdraw(id: string) {
        call("withdraw", [id]);
    }
    function grantRequest(id: string) {
        call("grantRequest", [id]);
    }
    function declineRequest(id: string) {
        call("declineRequest", [id]);
    }
    function withdrawRequest(id: string) {
        call("withdrawRequest", [id]);
    }
    function endCover(id: string) {
        call("endCover", [id]);
    }
    function claim(id: string) {
        call("claim", [id]);
    }
    function giveBack(id: string) {
        call("giveBack", [id]);
    }
    function assign(id: string, user: string) {
        call("assign", [id, user]);
    }
}

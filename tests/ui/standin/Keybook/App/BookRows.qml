// A list that the server knows, with where it stands.
import QtQuick

Rows {
    property string state: "here"
    property string stateText: state === "offline" ? App.text("这一页要问服务器。其余一切照常。", "This page asks the server. Everything else works.") : ""
    property string asOfText

    function refresh() {
        App.calls.push(["refresh"]);
    }
}

import QtQuick

QtObject {
    property string state: "decision"
    property bool offline: true
    property int waitingCount: 7
    property int refusedCount: 1
    property int decisionCount: 4
    property string offlineSinceText: "08:12"
    property string lastSyncText: App.text("今天 08:11", "today 08:11")
    property bool running: false
    property real progress: -1
    property bool workOffline: false
    property string headline: App.text("离线，08:12 起", "Offline since 08:12")
    property string detail: App.text("7 项修改在本机，安全。有网络时自动发出。", "7 changes are safe on this device. They are sent when there is a network.")
    property string waitingBytesText: App.text("约 2.1 KB", "about 2.1 KB")
    property string storageText: App.text("共 412 MB", "412 MB in all")
    property var storage: [{label: App.text("客户档案", "Account files"), text: "157 MB", share: 0.38}, {label: App.text("历史", "History"), text: "86 MB", share: 0.21},
        {label: App.text("照片与文件", "Photos and files"), text: "169 MB", share: 0.3}]
    property string checkText: App.text("与服务器一致，今天 08:11", "same as the server, today 08:11")

    function syncNow() {
        App.calls.push(["syncNow"]);
    }
    function check() {
        App.calls.push(["check"]);
    }
}

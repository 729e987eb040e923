import QtQuick

QtObject {
    property string server: "kh.example.cn"
    property string user: "chenlixin"
    property string password: ""
    property bool busy: false
    property bool connected: false
    readonly property bool canConnect: server.length > 0 && user.length > 0 && password.length > 0
    property string errorText: ""
    property string errorField: ""
    property real progress: 0.62
    property string progressText: "21.4 / 34.6 MB"
    property string remainingText: App.text("还要约 20 秒，断了会接着下", "about 20 s left; it resumes if cut")
    property string headline: App.text("1,284 个客户，其中 46 个归你负责", "1,284 accounts, 46 of them yours")
    property bool canEnter: true
    readonly property string one: connected ? "done" : "queued"
    property var stages: [
        {title: App.text("客户与联系人", "Accounts and contacts"), detail: App.text("几秒", "a few seconds"), state: one},
        {title: App.text("我的拜访计划与任务", "My planned visits and tasks"), detail: App.text("几秒", "a few seconds"), state: one},
        {title: App.text("商机、合同、订单", "Opportunities, contracts, orders"), detail: connected ? App.text("下载中，68%", "downloading, 68%") : App.text("半分钟上下", "half a minute"), state: connected ? "running" : "queued"},
        {title: App.text("三年的拜访报告", "Three years of visit reports"), detail: App.text("一分钟上下", "about a minute"), state: "queued"},
        {title: App.text("照片与文件", "Photos and files"), detail: App.text("只在无线局域网下载，可在设置中改", "on Wi-Fi only; can be changed in the settings"), state: "queued"}]
    property var facts: [{label: App.text("服务器", "Server"), text: "kh.example.cn"}, {label: App.text("用户", "User"), text: App.text("陈立新，客户经理", "Chen Lixin, account manager")},
        {label: App.text("区域", "Territory"), text: App.text("华东二区", "East China 2")}, {label: App.text("这台设备", "This device"), text: App.text("陈立新的电脑", "Chen Lixin's laptop")}]

    function connect_() {
        if (password === "wrong") {
            errorField = "password";
            errorText = App.text("密码不对。再试一次，或请管理员重设。", "The password is wrong. Try again, or ask the administrator to reset it.");
        } else {
            errorText = "";
            connected = true;
        }
    }
    function useSampleData() {
        App.sampleData = true;
        App.needsFirstStart = false;
    }
    function enter() {
        App.needsFirstStart = false;
    }
}

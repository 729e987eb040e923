import QtQuick

Rows {
    blank: ({timeText: "", sentText: "", receivedText: "", bytesText: "", durationText: "", roundTripsText: "1", outcomeKind: "positive", errorText: ""})
    list: [["今天 08:11", "today 08:11", "3", "12", "6.8 KB", "0.9"], ["今天 07:58", "today 07:58", "1", "0", "0.7 KB", "0.3"], ["昨天 18:20", "yesterday 18:20", "14", "41", "28.4 KB", "1.6"], ["昨天 12:03", "yesterday 12:03", "2", "5", "3.1 KB", "0.5"], ["3/22 17:44", "22 March 17:44", "9", "230", "96.0 KB", "2.8"]].map(each => ({timeText: App.text(each[0], each[1]), sentText: each[2], receivedText: each[3], bytesText: each[4], durationText: App.text(each[5] + " 秒", each[5] + " s")}))
}

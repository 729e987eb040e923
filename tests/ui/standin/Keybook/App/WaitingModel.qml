import QtQuick

Rows {
    list: [{icon: "visits", title: App.text("拜访报告，新建", "Visit report, new"), subtitle: "海川造船集团·今天 10:42"}, {icon: "task", title: App.text("任务 2 项，新建", "2 tasks, new"), subtitle: "海川造船集团·今天 10:42"}, {icon: "edit", title: App.text("下一步、健康度", "Next step, health"), subtitle: "澜江港务集团·今天 08:55"}, {icon: "user", title: "联系人 胡萍，手机", subtitle: "恒源纸业·今天 08:36"}]
}

// Every control of the mock-up 19-controls, in the same places.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Window
import Keybook.Theme
import Keybook.Controls

Window {
    id: window

    property var look: ({})
    readonly property var words: look.language === "en" ? ["Gold", "Diamond", "Platinum", "White gold", "Silver"] : ["金牌", "钻石", "铂金", "白金", "银"]
    readonly property var marks: look.language === "en" ? ["G", "D", "P", "W", "S"] : ["金", "钻", "铂", "白", "银"]

    color: Theme.canvas

    Component.onCompleted: {
        Theme.dark = look.theme === "dark";
        Theme.touch = look.touch ?? false;
        focusDate.input.forceActiveFocus(Qt.TabFocusReason);
        for (const each of [focused1, focused2])
            each.background.children[0].shown = true;
    }

    Row {
        id: title

        spacing: 14
        x: 32
        y: 28

        Seal {}
        Column {
            Label { text: "控件"; variant: Label.Page }
            Label { text: "Keybook，浅色与深色同一套角色"; variant: Label.Caption }
        }
    }
    Grid {
        columnSpacing: 40
        columns: 3
        rowSpacing: 26
        width: parent.width - 64
        x: 32
        y: 92

        GalleryHead {
            text: "按钮"
            Row { spacing: 10
                Label { text: "鼠标"; variant: Label.Caption; width: 52; anchors.verticalCenter: parent.verticalCenter }
                Button { kind: Button.Filled; text: "保存" }
                Button { iconName: "calendar"; text: "改期" }
                Button { kind: Button.Text; text: "加标签" }
                Button { kind: Button.Danger; text: "删除" }
                Button { enabled: false; text: "不可用" }
            }
            Row { spacing: 10
                Label { text: "焦点"; variant: Label.Caption; width: 52; anchors.verticalCenter: parent.verticalCenter }
                Button { id: focused1; kind: Button.Filled; text: "保存" }
                Button { id: focused2; text: "改期" }
                IconButton { bordered: true; iconName: "more"; label: "更多" }
                Segmented { options: [{value: "w", label: "周"}, {value: "m", label: "月"}, {value: "r", label: "路线"}]; value: "w" }
            }
            Row { spacing: 10
                Label { text: "触屏"; variant: Label.Caption; width: 52; anchors.verticalCenter: parent.verticalCenter }
                Button { iconName: "edit"; kind: Button.Filled; metrics: Theme.touchMetrics; text: "记录拜访" }
                Button { iconName: "brief"; metrics: Theme.touchMetrics; text: "简报" }
                IconButton { bordered: true; iconName: "more"; label: "更多"; metrics: Theme.touchMetrics }
            }
        }
        GalleryHead {
            text: "筛选与选择"
            Row { spacing: 10
                Chip { checked: true; text: "我的" }
                Chip { text: "铂金以上" }
                Chip { iconName: "clock"; text: "逾期 12" }
                Chip { iconName: "calendar"; text: "选日期" }
            }
            Row { spacing: 10
                Chip { checked: true; metrics: Theme.touchMetrics; text: "王建国" }
                Chip { metrics: Theme.touchMetrics; text: "刘芳" }
                Chip { iconName: "plus"; metrics: Theme.touchMetrics; text: "其他人" }
            }
            Row { spacing: 16
                CheckBox { checked: true; label: "x" }
                CheckBox { checkState: Qt.PartiallyChecked; label: "x"; tristate: true }
                CheckBox { label: "x" }
                RadioButton { checked: true; label: "x" }
                RadioButton { label: "x" }
                Switch { checked: true; label: "x" }
                Switch { label: "x" }
                CheckBox { checked: true; text: "带字" }
            }
        }
        GalleryHead {
            text: "同步状态"
            Row { spacing: 10
                SyncChip { detail: "刚刚"; status: "ok" }
                SyncChip { count: 7; status: "waiting" }
                SyncChip { since: "08:12"; status: "offline" }
            }
            Row { spacing: 10
                SyncChip { count: 4; status: "decision" }
                SyncChip { count: 1; status: "refused" }
            }
            Label { text: "同时有几种时，先后为：被拒、待决定、离线、待发、已同步。每一种都有自己的图形、文字和边线。"; variant: Label.Caption; width: parent.width; wrapMode: Text.Wrap }
        }
        GalleryHead {
            text: "等级"
            Row { spacing: 18
                Repeater {
                    model: 5
                    Row {
                        required property int index
                        spacing: 6
                        GradeBadge { mark: window.marks[parent.index]; rank: parent.index + 1; size: 20; anchors.verticalCenter: parent.verticalCenter }
                        Label { text: window.words[parent.index] }
                    }
                }
            }
            Row { spacing: 14
                Repeater {
                    model: 10
                    GradeBadge {
                        required property int index
                        anchors.verticalCenter: parent.verticalCenter
                        mark: window.marks[index % 5]; rank: index % 5 + 1; size: index < 5 ? 36 : 22
                    }
                }
            }
            Row { spacing: 14
                Repeater {
                    model: 7
                    GradeBadge { required property int index; mark: "GDPWSAB"[index]; rank: index + 1; size: 28 }
                }
            }
        }
        GalleryHead {
            text: "标记"
            Row { spacing: 10
                Tag { iconName: "check"; kind: "positive"; text: "支持" }
                Tag { iconName: "help"; kind: "warning"; text: "观望" }
                Tag { iconName: "close"; kind: "negative"; text: "反对" }
                Tag { iconName: "minus"; text: "中立" }
                Tag { iconName: "plus"; kind: "info"; text: "新建" }
            }
            Flow { spacing: 10
                width: parent.width
                Tag { iconName: "alert"; kind: "negative"; text: "逾期·本季 0/2" }
                Tag { iconName: "clock"; kind: "warning"; text: "还剩 7 天" }
                Tag { iconName: "check"; kind: "positive"; text: "本季 3/3" }
                Tag { iconName: "lock"; text: "受限" }
                Tag { kind: "accent"; text: "战略合作" }
                Tag { kind: "outline"; text: "行业大客户" }
            }
            Row { spacing: 14
                ProgressBar { value: 0.92; width: 134 }
                ProgressBar { kind: "warning"; target: 0.9; value: 0.71; width: 134 }
                ProgressBar { kind: "negative"; target: 0.9; value: 0.48; width: 134 }
            }
        }
        GalleryHead {
            text: "提示与撤销"
            Toast { remaining: 0.78; running: false; text: "已记录拜访，海川造船集团" }
            Toast { iconName: "trash"; remaining: 0.5; running: false; text: "已删除 3 个任务" }
            Label { text: "停留 10 秒，圆环走完即收。悬停或焦点在上面时不走。"; variant: Label.Caption }
        }
        GalleryHead {
            text: "输入"
            Grid {
                columnSpacing: 12
                columns: 2
                rowSpacing: 12
                width: parent.width
                TextField { label: "客户名称"; text: "海川造船集团"; width: parent.width / 2 - 6 }
                Choice { label: "行业"; options: [{value: "s", label: "船舶"}, {value: "t", label: "纺织"}]; value: "s"; width: parent.width / 2 - 6 }
                TextField { error: "少 1 位，应为 11 位"; label: "手机"; text: "138 0000 441"; width: parent.width / 2 - 6 }
                DateField { id: focusDate; label: "下次拜访"; today: "2026-03-24"; value: "2026-04-07"; width: parent.width / 2 - 6 }
            }
        }
        GalleryHead {
            text: "触屏输入"
            TextArea { help: "离开也不会丢，草稿随写随存"; label: "谈了什么"; metrics: Theme.touchMetrics; placeholderText: "几句话就够，也可以口述"; width: parent.width }
        }
        GalleryHead {
            text: "菜单"
            Rectangle {
                border.color: Theme.borderStrong
                color: Theme.raised
                height: 166
                radius: 8
                width: parent.width
                Elevation { around: 8 }
                Column {
                    width: parent.width - 12
                    x: 6
                    y: 6
                    MenuItem { highlighted: true; iconName: "edit"; shortcutText: "Ctrl L"; text: "记录拜访"; width: parent.width }
                    MenuItem { iconName: "calendar"; shortcutText: "Ctrl P"; text: "安排拜访"; width: parent.width }
                    MenuItem { iconName: "handover"; text: "提议交接"; width: parent.width }
                    MenuRule { width: parent.width }
                    MenuItem { danger: true; iconName: "trash"; shortcutText: "Del"; text: "删除"; width: parent.width }
                }
            }
        }
        GalleryHead {
            text: "空"
            StateNotice { iconName: "visits"; primaryIcon: "calendar"; primaryText: "安排拜访"; secondaryText: "看应访的 5 个"; text: "有 5 个客户按标准该去了。"; title: "今天没有安排拜访"; width: parent.width }
        }
        GalleryHead {
            text: "筛选后为空"
            StateNotice { iconName: "filter"; primaryText: "去掉“银”"; secondaryText: "清除全部条件"; text: "去掉“银”以后有 12 个。"; title: "没有客户同时满足 3 个条件"; width: parent.width }
        }
        GalleryHead {
            text: "出错"
            StateNotice { failed: true; primaryText: "转给林婉清"; secondaryText: "放弃这一项"; text: "只有区域经理能改授信额度。"; title: "嘉禾食品工业，授信额度没有被接受"; width: parent.width }
        }
        GalleryHead {
            text: "列表行"
            Panel {
                width: parent.width
                LedgerRow { divider: false; gradeMark: "钻"; gradeRank: 2; subtitle: "钻石·每季 2 次·已 47 天未访"; title: "东华重型机械"; value: "186.4"; width: parent.width }
                LedgerRow { gradeMark: "金"; gradeRank: 1; selected: true; subtitle: "选中"; title: "长青化工"; value: "1,928.0"; width: parent.width }
                LedgerRow { gradeMark: "银"; gradeRank: 5; subtitle: "普通"; tagIcon: "clock"; tagKind: "warning"; tagText: "还剩 7 天"; title: "恒源纸业"; value: "52.1"; width: parent.width }
            }
        }
        GalleryHead {
            text: "说明条"
            Banner { text: "本季还剩 7 天，还差 10 次。"; width: parent.width }
            Banner { kind: "warning"; text: "这台平板 4 天没有同步。"; width: parent.width }
            Banner { actionText: "去改"; kind: "negative"; text: "2 行要改，其余 1,664 行可以先导入。"; width: parent.width }
            Banner { kind: "positive"; text: "与服务器一致，今天 08:11。"; width: parent.width }
        }
        GalleryHead {
            text: "字号"
            Column {
                spacing: 6
                Label { text: "1,862.0"; variant: Label.Figure }
                Label { text: "海川造船集团"; variant: Label.Page }
                Label { text: "给出试用报价"; variant: Label.Title }
                Label { text: "今天的拜访"; variant: Label.Head }
                Label { text: "同意先在 2 号船坞试用"; variant: Label.Body }
                Label { text: "框架协议续签谈判"; variant: Label.Dense }
            }
        }
    }
}

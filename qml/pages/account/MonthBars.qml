// Twelve months as bars; the plan is a tick, the month that is not over a dashed bar. Read aloud month by month.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Theme
import Keybook.Controls

Item {
    id: chart

    required property var months // list of {label, actual, plan, open}
    property string unit
    readonly property real most: niceTop(months.reduce((high, each) => Math.max(high, each.actual, each.plan ?? 0), 0))
    readonly property real plotHeight: height - legend.height - Theme.space5
    readonly property real axisWidth: Theme.space7 - Theme.space2
    readonly property bool planned: months.some(each => (each.plan ?? 0) > 0)
    readonly property bool unfinished: months.some(each => each.open)

    // The next number above that divides into three even steps.
    function niceTop(peak: real): real {
        if (peak <= 0)
            return 3;
        const power = Math.pow(10, Math.floor(Math.log10(peak / 3)));
        const step = [1, 2, 3, 4, 5, 8, 10].find(each => each * power * 3 >= peak);
        return step * power * 3;
    }
    function yOf(value: real): real {
        return plotHeight * (1 - value / most);
    }

    Repeater {
        model: 4

        Item {
            id: line

            required property int index

            width: chart.width
            y: chart.yOf(chart.most * index / 3)

            Rectangle {
                color: Theme.border
                height: Theme.strokeHairline
                width: parent.width
            }
            Label {
                anchors.right: parent.right
                text: Number(chart.most * line.index / 3).toLocaleString(Theme.locale, "f", 0)
                variant: Label.Caption
                visible: line.index > 0 && line.index < 3
                y: -height
            }
        }
    }
    Row {
        Repeater {
            model: chart.months

            Item {
                id: month

                required property var modelData

                height: chart.plotHeight + Theme.space5
                width: (chart.width - chart.axisWidth) / chart.months.length

                Accessible.description: planned.visible ? qsTr("plan %1").arg(modelData.plan) : "" //: read aloud after the figure of a month
                //: read aloud for a bar: month, figure, unit
                Accessible.name: qsTr("%1: %2 %3").arg(modelData.label).arg(modelData.actual).arg(chart.unit)
                Accessible.role: Accessible.StaticText

                Rectangle {
                    anchors.horizontalCenter: parent.horizontalCenter
                    color: Theme.chartS1
                    height: chart.plotHeight - y
                    radius: Theme.focusOffset
                    visible: !month.modelData.open
                    width: Math.round(Math.min(parent.width * 0.4, Theme.space5))
                    y: chart.yOf(month.modelData.actual)
                }
                DashedFrame {
                    anchors.horizontalCenter: parent.horizontalCenter
                    edge: Theme.chartS1
                    edgeWidth: Theme.strokeIcon
                    height: chart.plotHeight - y
                    radius: Theme.focusOffset
                    visible: month.modelData.open
                    width: Math.round(Math.min(parent.width * 0.4, Theme.space5))
                    y: chart.yOf(month.modelData.actual)
                }
                Rectangle {
                    id: planned

                    anchors.horizontalCenter: parent.horizontalCenter
                    color: Theme.chartS2
                    height: Theme.strokeFocus
                    visible: (month.modelData.plan ?? 0) > 0
                    width: parent.width * 0.64
                    y: chart.yOf(month.modelData.plan ?? 0) - height / 2
                }
                Label {
                    horizontalAlignment: Text.AlignHCenter
                    text: month.modelData.label
                    variant: Label.Caption
                    width: parent.width
                    y: chart.plotHeight + Theme.focusOffset
                    Accessible.ignored: true
                }
            }
        }
    }
    Row {
        id: legend

        anchors.bottom: parent.bottom
        spacing: Theme.space4

        Row {
            spacing: Theme.gap

            Rectangle {
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.chartS1
                height: width
                radius: Theme.focusOffset
                width: Theme.space2 + Theme.focusOffset
            }
            Label {
                //: legend of a chart: actual figures and their unit
                text: chart.unit.length > 0 ? qsTr("actual, %1").arg(chart.unit) : qsTr("actual")
                variant: Label.Caption
            }
        }
        Row {
            spacing: Theme.gap
            visible: chart.planned

            Rectangle {
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.chartS2
                height: Theme.strokeFocus
                width: Theme.space4
            }
            Label {
                text: qsTr("plan") //: legend of a chart
                variant: Label.Caption
            }
        }
        Row {
            spacing: Theme.gap
            visible: chart.unfinished

            DashedFrame {
                anchors.verticalCenter: parent.verticalCenter
                edge: Theme.chartS1
                height: width
                radius: Theme.focusOffset
                width: Theme.space2 + Theme.focusOffset
            }
            Label {
                text: qsTr("month not over") //: legend of a chart
                variant: Label.Caption
            }
        }
    }
}

// The score of an account beside the average of its grade.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Theme
import Keybook.Controls

Panel {
    id: panel

    required property AccountFile file

    note: file.scoreText
    //: panel: how an account is valued
    title: qsTr("Score")

    Radar {
        height: Theme.menuWidth + Theme.space2
        points: panel.file.score
        width: parent.width
    }
    Row {
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: Theme.space4

        Repeater {
            model: [
                //: legend of a chart
                {label: qsTr("this account"), color: Theme.chartS1, dashed: false},
                //: legend of a chart: the average of accounts of the same grade
                {label: qsTr("average of its grade"), color: Theme.textTertiary, dashed: true}
            ]

            Row {
                id: key

                required property var modelData

                spacing: Theme.gap

                Row {
                    anchors.verticalCenter: parent.verticalCenter
                    spacing: Theme.radiusXs

                    Repeater {
                        model: key.modelData.dashed ? 2 : 1

                        Rectangle {
                            color: key.modelData.color
                            height: Theme.strokeFocus
                            width: key.modelData.dashed ? Theme.gap : Theme.space4
                        }
                    }
                }
                Label {
                    text: key.modelData.label
                    variant: Label.Caption
                }
            }
        }
    }
    Item {
        height: Theme.space3
        width: 1
    }
}

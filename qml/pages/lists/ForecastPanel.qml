// Weighted forecast against the target, as a bar of stages.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.App
import Keybook.Controls
import Keybook.Theme

Rectangle {
    id: panel

    required property BoardModel board
    readonly property string unit: board.unitText ?? ""
    readonly property var figures: [
        {label: qsTr("Weighted forecast"), text: board.forecastText}, //: figure over the pipeline: amounts times probability
        {label: qsTr("Target"), text: board.targetText} //: figure over the pipeline
    ]

    border.color: Theme.border
    border.width: Theme.strokeHairline
    color: Theme.surface
    implicitHeight: line.implicitHeight + 2 * (Theme.space2 + Theme.focusOffset)
    radius: Theme.radiusLg
    visible: board.forecastText.length > 0

    RowLayout {
        id: line

        anchors.verticalCenter: parent.verticalCenter
        spacing: panel.width < Theme.layoutDialog ? Theme.space5 : Theme.space6
        width: parent.width - 2 * x
        x: Theme.space4 + Theme.focusOffset

        Repeater {
            model: panel.figures

            ColumnLayout {
                id: figure

                required property var modelData

                spacing: 0
                visible: modelData.text.length > 0

                Label {
                    text: figure.modelData.label
                    variant: Label.Caption
                }
                Row {
                    spacing: Theme.space1

                    Label {
                        id: number

                        font.pixelSize: Theme.space5
                        text: figure.modelData.text
                        variant: Label.Figure
                    }
                    Label {
                        anchors.baseline: number.baseline
                        text: panel.unit
                        variant: Label.Caption
                    }
                }
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.gap
            visible: panel.board.shares.length > 0

            ShareBar {
                id: bar

                Layout.fillWidth: true
                label: qsTr("Weighted forecast")
                shares: panel.board.shares
            }
            Flow {
                Layout.fillWidth: true
                spacing: Theme.space4

                Repeater {
                    model: panel.board.shares

                    Row {
                        id: part

                        required property var modelData
                        required property int index

                        spacing: Theme.gap

                        Rectangle {
                            anchors.verticalCenter: parent.verticalCenter
                            color: bar.ink(part.index)
                            height: Theme.space2 + Theme.focusOffset
                            radius: Theme.focusOffset
                            width: height
                        }
                        Label {
                            text: part.modelData.text.length > 0 ? part.modelData.label + " " + part.modelData.text : part.modelData.label
                            variant: Label.Caption
                        }
                    }
                }
                Label {
                    text: panel.board.gapText
                    variant: Label.Caption
                    visible: text.length > 0
                }
            }
        }
        Item {
            Layout.fillWidth: true
            visible: panel.board.shares.length === 0
        }
    }
}

// What is downloaded, in the order of use; what is ticked can be worked with.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.App
import Keybook.Theme
import Keybook.Controls

ColumnLayout {
    id: stages

    required property FirstStart start

    spacing: Theme.space4

    ColumnLayout {
        spacing: Theme.space1

        Label {
            Layout.fillWidth: true
            font.pixelSize: Theme.fontTitleSize + Theme.focusOffset
            text: stages.start.connected ? qsTr("Downloading; what is ticked can be used now") //: first start, during the download
                : qsTr("First what you need, then what you look up") //: first start: order of the download
            variant: Label.Title
            wrapMode: Text.Wrap
        }
        Label {
            Layout.fillWidth: true
            color: Theme.textSecondary
            font.pixelSize: Theme.largeText
            lineHeight: Theme.touchMetrics.textLine
            text: stages.start.connected ? stages.start.headline : qsTr("You can begin when the first part is here; the rest goes on in the background.") //: first start
            wrapMode: Text.Wrap
        }
    }
    ColumnLayout {
        spacing: Theme.gap
        visible: stages.start.connected

        ProgressBar {
            Layout.fillWidth: true
            implicitHeight: Theme.space2 + Theme.focusOffset
            //: read aloud for the progress bar of the first download
            label: qsTr("Download")
            value: stages.start.progress
        }
        RowLayout {
            Label {
                Layout.fillWidth: true
                text: stages.start.progressText
                variant: Label.Caption
            }
            Label {
                text: stages.start.remainingText
                variant: Label.Caption
            }
        }
    }
    Banner {
        Layout.fillWidth: true
        //: button: go on with a first download that broke off
        actionText: qsTr("Try again")
        kind: "negative"
        text: stages.start.errorText
        visible: stages.start.connected && text.length > 0
        onActionTriggered: stages.start.connect_()
    }
    Panel {
        Layout.fillWidth: true

        Repeater {
            model: stages.start.stages

            StageRow {
                width: parent?.width ?? 0
            }
        }
    }
    RowLayout {
        Layout.topMargin: Theme.space2
        spacing: Theme.space3
        visible: stages.start.connected

        Button {
            enabled: stages.start.canEnter
            iconName: "arrow-right"
            kind: Button.Filled
            large: true
            //: button of the first start: begin to work
            text: qsTr("Go to Today")
            onClicked: stages.start.enter()
        }
        Label {
            Layout.fillWidth: true
            text: qsTr("The rest goes on in the background") //: first start
            variant: Label.Caption
            wrapMode: Text.Wrap
        }
    }
}

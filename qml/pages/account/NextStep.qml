// The one thing to do next at this account.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.App
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

Rectangle {
    id: step

    required property AccountFile file
    readonly property bool has: file.nextStep.length > 0

    border.color: Theme.border
    border.width: Theme.strokeHairline
    color: Theme.surface
    implicitHeight: row.implicitHeight + 2 * Theme.space3
    radius: Theme.radiusLg

    Rectangle {
        color: step.has ? Theme.accentFill : Theme.borderStrong
        height: parent.height - 2 * Theme.radiusMd
        width: Theme.space1
        y: Theme.radiusMd
    }
    GridLayout {
        id: row

        anchors.left: parent.left
        anchors.leftMargin: Theme.sideMargin
        anchors.right: parent.right
        anchors.rightMargin: Theme.space4
        y: Theme.space3
        columnSpacing: Theme.space2
        columns: Viewport.narrow ? 2 : 4
        rowSpacing: Theme.space2

        ColumnLayout {
            Layout.columnSpan: Viewport.narrow ? 2 : 1
            Layout.fillWidth: true
            spacing: 0

            Label {
                Layout.fillWidth: true
                text: step.has ? step.file.nextStepMeta : qsTr("Next step") //: head of the one thing to do next
                variant: Label.Caption
            }
            Label {
                Layout.fillWidth: true
                maximumLineCount: 2
                text: step.has ? step.file.nextStep : qsTr("Nothing is agreed yet") //: an account without a next step
                variant: step.has ? Label.Title : Label.Body
                wrapMode: Text.Wrap
            }
        }
        Button {
            //: button: move a task to another date
            text: qsTr("Reschedule")
            visible: step.has && step.file.nextStepTaskId.length > 0
            onClicked: Router.edit("task", step.file.nextStepTaskId)
        }
        Button {
            iconName: "check"
            //: button: the next step is done
            text: qsTr("Done")
            visible: step.has
            onClicked: step.file.finishNextStep()
        }
        Button {
            iconName: "plus"
            //: button: write down the next thing to do at this account
            text: qsTr("Add a next step")
            visible: !step.has
            onClicked: Router.create("task", {account: step.file.accountId})
        }
    }
}

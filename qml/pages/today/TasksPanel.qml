// Tasks of today and late ones; a tick does them.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.App
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

Panel {
    id: panel

    required property TodayModel today

    count: today.taskCount
    //: panel: what I have to do today
    title: qsTr("Tasks")
    visible: today.taskCount > 0

    Repeater {
        model: panel.today.tasks

        LedgerRow {
            id: row

            required property string recordId
            required property string type
            required property string dateText
            required property bool done
            required title
            required subtitle
            required tagKind

            boldTitle: false
            leftPadding: Theme.space7 + Theme.space1
            width: parent?.width ?? 0
            Accessible.description: dateText
            onClicked: Router.edit(type, recordId)

            Label {
                anchors.verticalCenter: parent.verticalCenter
                color: row.tagKind === "negative" ? Theme.negativeText : Theme.textSecondary
                text: row.dateText
                variant: Label.Caption
                Accessible.ignored: true
            }
            CheckBox {
                checked: row.done
                //: read aloud for the box that marks a task as done
                label: qsTr("Done: %1").arg(row.title)
                parent: row
                width: Theme.space7 - Theme.space2
                height: row.height
                x: Theme.space4
                onToggled: App.setDone(row.type, row.recordId, checked)
            }
        }
    }
}

// Logs a visit in the order in which it is told; every field is one tap but the report. The draft is kept by itself.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Controls
import Keybook.Theme

Sheet {
    id: page

    property string accountId
    property string visitId

    function save() {
        if (!log.valid || log.saving)
            return;
        saveButton.forceActiveFocus(Qt.OtherFocusReason);
        log.commit();
    }

    //: under the visit log
    footNote: log.valid ? qsTr("Saves without a network. Sent by itself later.")
        //: under the visit log
        : qsTr("Choose the account first.")
    note: log.draftText
    //: head of the visit log
    title: qsTr("Log visit")

    actions: [
        Button {
            id: saveButton

            enabled: log.valid && !log.saving
            kind: Button.Filled
            large: true
            //: button of the visit log
            text: log.saving ? qsTr("Saving") : qsTr("Save visit")
            width: page.fullPage ? Math.max(implicitWidth, page.width / 3) : implicitWidth
            onClicked: page.save()
        }
    ]

    VisitLog {
        id: log

        accountId: page.accountId
        visitId: page.visitId
        onCommitted: page.close()
    }
    Column {
        spacing: page.fullPage ? Theme.space5 : Theme.space4
        width: parent.width

        LogAccount {
            framed: page.fullPage
            log: log
            width: parent.width
        }
        Banner {
            kind: "negative"
            text: log.errorText
            visible: text.length > 0
            width: parent.width
        }
        OutcomeGrid {
            log: log
            width: parent.width
        }
        ParticipantChips {
            log: log
            width: parent.width
        }
        KindChips {
            log: log
            width: parent.width
        }
        TextArea {
            id: report

            //: field of the visit log: the report
            label: qsTr("What was said")
            metrics: Theme.touchMetrics
            minimumHeight: page.fullPage ? 3 * Theme.touchMetrics.control : 2 * Theme.touchMetrics.control
            //: hint in the empty report of a visit
            placeholderText: qsTr("What they want, what you promised, what changed")
            width: parent.width
            onEdited: text => log.report = text

            Binding on text {
                restoreMode: Binding.RestoreNone
                value: log.report
                when: !report.input.activeFocus
            }
        }
        Column {
            spacing: Theme.space2
            width: parent.width

            TextField {
                id: step

                //: field of the visit log: what happens next; it becomes a task
                label: qsTr("Next step")
                metrics: Theme.touchMetrics
                //: hint in the empty field for the next step
                placeholderText: qsTr("Becomes a task")
                width: parent.width
                onEdited: text => log.nextStep = text

                Binding on text {
                    restoreMode: Binding.RestoreNone
                    value: log.nextStep
                    when: !step.input.activeFocus
                }
            }
            DateChips {
                options: log.nextStepDates
                value: log.nextStepDate
                width: parent.width
                onPicked: value => log.nextStepDate = value
            }
        }
        DateChips {
            //: field of the visit log: when to visit again
            label: qsTr("Next visit")
            options: log.nextVisitDates
            value: log.nextVisitDate
            width: parent.width
            onPicked: value => log.nextVisitDate = value
        }
    }
    Shortcut {
        enabled: page.opened
        sequence: "Ctrl+S"
        onActivated: page.save()
    }
}

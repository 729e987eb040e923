// A handover is put together: to whom, when, what goes along. What the server says about it stands below before anything moves.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.App
import Keybook.Controls
import Keybook.Navigation
import Keybook.Theme

Sheet {
    id: page

    property var accounts: []

    function send() {
        if (wish.valid && !wish.busy)
            wish.propose();
    }

    footNote: wish.hint
    preferredWidth: Theme.layoutDialog
    title: wish.title

    actions: [
        Button {
            enabled: wish.valid && !wish.busy
            iconName: "handover"
            kind: Button.Filled
            large: true
            //: button: send the proposed handover
            text: wish.busy ? qsTr("Sending") : qsTr("Propose")
            onClicked: page.send()
        }
    ]

    HandoverProposal {
        id: wish

        accounts: page.accounts
        onProposed: done => {
            page.close();
            Router.openDesk("outgoing", "");
        }
    }
    ColumnLayout {
        spacing: Theme.space4
        width: parent.width

        ProgressBar {
            Layout.fillWidth: true
            label: qsTr("Asking the server")
            value: -1
            visible: wish.busy
        }
        Banner {
            Layout.fillWidth: true
            kind: "negative"
            text: wish.errorText
            visible: text.length > 0
        }
        Choice {
            Layout.fillWidth: true
            //: field: whose accounts are handed over
            label: qsTr("All accounts of")
            metrics: Theme.touchMetrics
            options: wish.colleagues
            value: wish.from
            visible: page.accounts.length === 0 && wish.canChooseFrom
            onChosen: value => wish.from = value
        }
        GridLayout {
            Layout.fillWidth: true
            columnSpacing: Theme.space3
            columns: page.fullPage && Viewport.narrow ? 1 : 2
            rowSpacing: Theme.space3

            Choice {
                Layout.fillWidth: true
                //: field: the successor
                label: qsTr("Hand over to")
                metrics: Theme.touchMetrics
                options: wish.colleagues
                //: shown in a field for a colleague that is empty
                placeholderText: qsTr("Choose a colleague")
                required: true
                value: wish.to
                onChosen: value => wish.to = value
            }
            DateField {
                Layout.fillWidth: true
                //: field: the day from which a handover counts
                label: qsTr("From")
                metrics: Theme.touchMetrics
                //: a handover without a date
                placeholderText: qsTr("At once")
                today: App.today
                value: wish.date
                onPicked: value => wish.date = value
            }
        }
        TextArea {
            Layout.fillWidth: true
            //: field: what the predecessor wants the successor to know
            label: qsTr("Note to the successor")
            metrics: Theme.touchMetrics
            //: hint in the note of a handover
            placeholderText: qsTr("Why, and what to know first")
            onEdited: text => wish.note = text
        }
        ProposeChoices {
            Layout.fillWidth: true
            wish: wish
        }
        ColumnLayout {
            spacing: 0

            CheckBox {
                checked: wish.keep
                metrics: Theme.touchMetrics
                //: tick: the former owner may still see and edit the accounts
                text: qsTr("The predecessor stays in the team")
                onToggled: wish.keep = checked
            }
            CheckBox {
                checked: wish.force
                metrics: Theme.touchMetrics
                //: tick for managers: the successor is not asked
                text: qsTr("Takes effect without the successor's acceptance")
                visible: wish.canForce
                onToggled: wish.force = checked
            }
        }
        ProposePreview {
            Layout.fillWidth: true
            wish: wish
        }
    }
    Shortcut {
        enabled: page.opened
        sequence: "Ctrl+S"
        onActivated: page.send()
    }
}

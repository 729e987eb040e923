// One late edit: who wrote it and when, then per field the late value and the one that stands. Taken whole, declined whole, or
// field by field.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.App
import Keybook.Controls
import Keybook.Navigation
import Keybook.Theme

Panel {
    id: panel

    required property LateEditModel late
    required property int index
    required property string accountId
    required property string icon
    required property string subtitle
    required property string user
    required property string tagText
    required property string tagKind
    required property string wholeText
    required property bool mine
    required property bool whole
    required property bool busy
    required property var fields
    required property var chosen
    required property int chosenCount
    required title
    readonly property bool narrow: !Viewport.wide

    alarm: mine ? "" : "warning"
    note: subtitle

    actions: [
        Button {
            kind: Button.Text
            small: true
            //: button: open the account that a late edit is about
            text: qsTr("Open the account")
            visible: !panel.mine
            onClicked: Router.openAccount(panel.accountId, "")
        }
    ]

    Item {
        implicitHeight: Math.max(author.implicitHeight, state.height) + Theme.space2
        width: parent.width

        Label {
            id: author

            anchors.left: parent.left
            anchors.leftMargin: Theme.space4
            anchors.right: state.left
            anchors.rightMargin: Theme.space2
            color: Theme.textSecondary
            //: who wrote a late edit and when, then what it does
            text: panel.wholeText.length > 0 ? qsTr("Written by %1. %2.").arg(panel.user).arg(panel.wholeText) : qsTr("Written by %1").arg(panel.user)
            wrapMode: Text.Wrap
        }
        Tag {
            id: state

            anchors.right: parent.right
            anchors.rightMargin: Theme.space4
            kind: panel.tagKind
            text: panel.tagText
        }
    }
    Repeater {
        model: panel.fields

        LateField {
            required property var modelData

            choice: panel.chosen[modelData.name] ?? ""
            decides: !panel.mine && !panel.whole
            told: panel.mine
            field: modelData
            narrow: panel.narrow
            user: panel.user
            width: parent?.width ?? 0
            onChose: what => panel.late.choose(panel.index, modelData.name, what)
        }
    }
    Item {
        implicitHeight: foot.implicitHeight + 2 * Theme.space3
        visible: !panel.mine
        width: parent.width

        Rectangle {
            color: Theme.border
            height: Theme.strokeHairline
            width: parent.width
        }
        RowLayout {
            id: foot

            spacing: Theme.space2
            width: parent.width - 2 * x
            x: Theme.space4
            y: Theme.space3

            ProgressBar {
                Layout.preferredWidth: Theme.space7 * 2
                label: qsTr("Asking the server")
                value: -1
                visible: panel.busy
            }
            Label {
                Layout.fillWidth: true
                color: Theme.textTertiary
                text: panel.busy ? qsTr("Sending what waits, then asking the server…")
                    : panel.narrow ? "" : qsTr("What you do not take stays in the history.") //: under a late edit
                wrapMode: Text.Wrap
            }
            Button {
                enabled: !panel.busy
                kind: Button.Text
                //: button: take nothing of a late edit
                text: qsTr("Decline all")
                Accessible.name: qsTr("Decline all, %1").arg(panel.title) //: read aloud for the button of a late edit
                onClicked: panel.late.decide(panel.index, false)
            }
            Button {
                enabled: !panel.busy
                kind: panel.whole ? Button.Filled : Button.Outlined
                //: button: take a late edit as it is
                text: panel.whole ? qsTr("Take it") : qsTr("Take all")
                Accessible.name: qsTr("Take all, %1").arg(panel.title) //: read aloud for the button of a late edit
                onClicked: panel.late.decide(panel.index, true)
            }
            Button {
                enabled: !panel.busy && panel.chosenCount > 0
                kind: Button.Filled
                text: panel.chosenCount > 0 ? qsTr("Apply %n choice(s)", "", panel.chosenCount) : qsTr("Apply")
                visible: !panel.whole
                Accessible.name: qsTr("Apply, %1").arg(panel.title) //: read aloud for the button of a late edit
                onClicked: panel.late.apply(panel.index)
            }
        }
    }
}

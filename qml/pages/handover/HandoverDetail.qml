// One handover: who, when, what goes along, which accounts; the brief of those that are here; and what can be done.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Keybook.Controls
import Keybook.Theme

FocusScope {
    id: detail

    required property var plan // the roles of a HandoverListModel
    readonly property var facts: [
        {label: qsTr("Proposed"), text: plan.proposedText}, //: fact about a handover: by whom, when
        {label: qsTr("Decided"), text: plan.decidedText}, //: fact about a handover: by whom, when
        {label: qsTr("Date"), text: plan.dateText}, //: fact about a handover: when it takes effect
        {label: qsTr("Goes along"), text: plan.choicesText}, //: fact about a handover: which tasks, visits and deals
        {label: qsTr("Predecessor"), text: plan.keepText} //: fact about a handover: whether the former owner still sees the accounts
    ].filter(each => each.text.length > 0)

    Flickable {
        id: flick

        anchors.bottom: actions.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        contentHeight: column.height + 2 * Theme.space4
        interactive: contentHeight > height

        T.ScrollBar.vertical: ScrollBar {}

        ColumnLayout {
            id: column

            spacing: Theme.space4
            width: flick.width - 2 * x
            x: Theme.pageMargin
            y: Theme.space4

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.space3

                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 0

                    Label {
                        Layout.fillWidth: true
                        text: detail.plan.title
                        variant: Label.Page
                        wrapMode: Text.Wrap
                        Accessible.role: Accessible.Heading
                    }
                    Label {
                        Layout.fillWidth: true
                        color: Theme.textSecondary
                        //: from whom to whom accounts go
                        text: qsTr("%1 → %2").arg(detail.plan.fromText).arg(detail.plan.toText)
                        wrapMode: Text.Wrap
                    }
                }
                Tag {
                    Layout.alignment: Qt.AlignTop
                    iconName: detail.plan.tagIcon
                    kind: detail.plan.tagKind
                    text: detail.plan.tagText
                }
            }
            HandoverNote {
                Layout.fillWidth: true
                text: detail.plan.note
            }
            Panel {
                Layout.fillWidth: true

                FactRows {
                    facts: detail.facts
                    width: parent.width
                }
            }
            HandoverAccounts {
                Layout.fillWidth: true
                plan: detail.plan
            }
        }
    }
    HandoverActions {
        id: actions

        anchors.bottom: parent.bottom
        plan: detail.plan
        width: parent.width
    }
}

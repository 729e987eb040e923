// The brief of one account.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.Controls
import Keybook.Theme

Column {
    id: view

    required property var account // one of HandoverBrief.accounts

    signal opened(string id)

    spacing: Theme.space4

    RowLayout {
        spacing: Theme.space3
        width: parent.width

        GradeBadge {
            label: view.account.gradeName
            mark: view.account.gradeMark
            rank: view.account.gradeRank
            size: Theme.space6 + Theme.space1
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            Label {
                Layout.fillWidth: true
                text: view.account.name
                variant: Label.Title
                wrapMode: Text.Wrap
                Accessible.role: Accessible.Heading
            }
            Label {
                Layout.fillWidth: true
                color: Theme.textSecondary
                text: view.account.code.length > 0 ? view.account.code + "·" + view.account.info : view.account.info
                wrapMode: Text.Wrap
            }
        }
        Button {
            //: button: open the file of the account that the brief is about
            text: qsTr("Open the file")
            onClicked: view.opened(view.account.recordId)
        }
    }
    BriefFacts {
        facts: view.account.facts
        width: parent.width
    }
    Repeater {
        model: view.account.sections

        BriefSection {
            required property var modelData

            section: modelData
            width: view.width
        }
    }
    Label {
        color: Theme.textTertiary
        //: the brief of an account about which nothing was written down
        text: qsTr("Nothing else is written down about this account.")
        visible: view.account.sections.length === 0
        width: parent.width
    }
}

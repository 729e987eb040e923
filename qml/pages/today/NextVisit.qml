// The next visit: when, with whom, what for, what was promised; logging it is one tap away.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

Rectangle {
    id: next

    required property var visit // map of TodayModel.next
    readonly property bool beside: Viewport.wide
    readonly property var facts: [
        //: what a visit is for
        {label: qsTr("Purpose"), text: visit.purpose ?? "", color: Theme.textPrimary},
        //: what was promised to the customer
        {label: qsTr("Promised"), text: visit.promise ?? "", color: Theme.warningText},
        //: whom to meet at a visit
        {label: qsTr("To meet"), text: visit.people ?? "", color: Theme.textPrimary}
    ].filter(each => each.text.length > 0)

    color: Theme.accentTint
    implicitHeight: grid.implicitHeight + 2 * Theme.space4

    GridLayout {
        id: grid

        anchors.left: parent.left
        anchors.leftMargin: Theme.space4
        anchors.right: parent.right
        anchors.rightMargin: Theme.space4
        columnSpacing: Theme.space1
        columns: next.beside ? 3 : Viewport.narrow ? 1 : 2
        rowSpacing: Theme.space3
        y: Theme.space4

        ColumnLayout {
            Layout.alignment: Qt.AlignTop
            Layout.fillWidth: false
            Layout.preferredWidth: Theme.space7 * 2 + Theme.space2
            spacing: 0

            Label {
                text: next.visit.timeText ?? ""
                variant: Label.Figure
            }
            Label {
                Layout.fillWidth: true
                text: next.visit.inText ?? ""
                variant: Label.Caption
            }
        }
        ColumnLayout {
            Layout.alignment: Qt.AlignTop
            Layout.fillWidth: true
            spacing: Theme.radiusXs

            RowLayout {
                Layout.bottomMargin: Theme.gap
                spacing: Theme.space2

                GradeBadge {
                    label: next.visit.gradeName ?? ""
                    mark: next.visit.gradeMark ?? ""
                    rank: next.visit.gradeRank ?? 0
                    size: Theme.touchMetrics.icon + Theme.space1
                }
                Label {
                    Layout.fillWidth: true
                    text: next.visit.title ?? ""
                    variant: Label.Title
                }
            }
            Column {
                id: facts

                Layout.fillWidth: true
                spacing: Theme.radiusXs

                Repeater {
                    model: next.facts

                    Item {
                        id: fact

                        required property var modelData

                        height: words.height
                        width: facts.width

                        Label {
                            id: head

                            color: Theme.textSecondary
                            text: fact.modelData.label
                            width: Theme.space7 + Theme.space4 + (Theme.touch ? Theme.space4 : 0)
                        }
                        Label {
                            id: words

                            anchors.left: head.right
                            anchors.leftMargin: Theme.space2
                            anchors.right: parent.right
                            color: fact.modelData.color
                            maximumLineCount: 2
                            text: fact.modelData.text
                            wrapMode: Text.Wrap
                        }
                    }
                }
            }
        }
        GridLayout {
            Layout.alignment: Qt.AlignTop
            Layout.column: next.beside ? 2 : Viewport.narrow ? 0 : 1
            Layout.row: next.beside ? 0 : Viewport.narrow ? 2 : 1
            Layout.fillWidth: !next.beside
            columnSpacing: Theme.space2
            columns: next.beside ? 1 : Viewport.narrow ? 2 : 3
            rowSpacing: Theme.space2

            Button {
                Layout.columnSpan: Viewport.narrow ? 2 : 1
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.minimumWidth: implicitWidth
                iconName: "edit"
                kind: Button.Filled
                //: button: write down what happened at a visit
                text: qsTr("Log visit")
                onClicked: Router.logVisit(next.visit.accountId, next.visit.recordId)
            }
            Button {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.minimumWidth: implicitWidth
                iconName: "brief"
                //: button: open the account's file
                text: qsTr("Open file")
                onClicked: Router.openAccount(next.visit.accountId, "overview")
            }
            Button {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.minimumWidth: implicitWidth
                iconName: "calendar"
                //: button: move a visit to another time
                text: qsTr("Reschedule")
                onClicked: Router.edit("visit", next.visit.recordId)
            }
        }
    }
}

// What can be done to the ticked accounts at once.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.App
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

Rectangle {
    id: bar

    required property AccountListModel accounts

    border.color: Theme.borderStrong
    border.width: Theme.strokeHairline
    color: Theme.raised
    implicitHeight: Theme.metrics.control + 2 * Theme.space3
    implicitWidth: row.implicitWidth + 2 * Theme.space4
    radius: Theme.radiusLg
    visible: accounts.selectedCount > 0

    //: read aloud for the bar with what can be done to the ticked rows
    Accessible.name: qsTr("%n selected", "", accounts.selectedCount)
    Accessible.role: Accessible.ToolBar

    Elevation {
        around: bar.radius
    }
    RowLayout {
        id: row

        anchors.fill: parent
        anchors.leftMargin: Theme.space4
        anchors.rightMargin: Theme.space2
        spacing: Theme.space2

        Label {
            bold: true
            //: number of ticked rows
            text: qsTr("%n selected", "", bar.accounts.selectedCount)
        }
        Label {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.space1
            Layout.rightMargin: Theme.space3
            text: bar.accounts.selectionText
            variant: Label.Caption
        }
        Button {
            iconName: "calendar"
            kind: Button.Filled
            //: button: plan a visit to the ticked account
            text: qsTr("Plan visit")
            visible: bar.accounts.selectedCount === 1
            onClicked: Router.create("visit", {account: bar.accounts.selectedIds()[0]})
        }
        Button {
            id: tag

            iconName: "tag"
            kind: Button.Text
            //: button: add a tag to the ticked accounts
            text: qsTr("Add tag")
            onClicked: entry.open()

            Flyout {
                id: entry

                y: -height - Theme.space2

                contentItem: Row {
                    spacing: Theme.space2

                    TextField {
                        id: word

                        input.focus: true
                        //: field for the tag to add
                        placeholderText: qsTr("Tag")
                        onAccepted: add.clicked()
                    }
                    Button {
                        id: add

                        enabled: word.text.trim().length > 0
                        kind: Button.Filled
                        //: button: add this tag to the ticked accounts
                        text: qsTr("Add")
                        onClicked: {
                            bar.accounts.tagSelected(word.text.trim());
                            word.text = "";
                            entry.close();
                        }
                    }
                }
                onOpened: word.input.forceActiveFocus()
            }
        }
        Button {
            iconName: "handover"
            kind: Button.Text
            //: button: give the ticked accounts to a colleague
            text: qsTr("Hand over")
            onClicked: Router.handOver(bar.accounts.selectedIds())
        }
        Button {
            iconName: "download"
            kind: Button.Text
            //: button: write the ticked accounts into a file
            text: qsTr("Export")
            onClicked: bar.accounts.exportSelected()
        }
        IconButton {
            iconName: "close"
            //: button: untick all rows
            label: qsTr("Clear selection")
            onClicked: bar.accounts.clearSelection()
        }
    }
}

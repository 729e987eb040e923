// Who stands in for whom, from when to when.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.App
import Keybook.Controls
import Keybook.Navigation
import Keybook.Theme

FocusScope {
    id: tab

    required property CoverListModel covers

    DeskActs {
        id: acts
    }
    Flickable {
        anchors.fill: parent
        boundsBehavior: Flickable.StopAtBounds
        contentHeight: panel.height + Theme.space4 + Theme.space5
        interactive: contentHeight > height

        T.ScrollBar.vertical: ScrollBar {}

        Panel {
            id: panel

            count: tab.covers.activeCount
            //: panel: who stands in for whom
            title: qsTr("Cover")
            width: tab.width - Theme.pageMargin - Theme.sideMargin
            x: Theme.pageMargin
            y: Theme.space4

            actions: [
                Button {
                    enabled: tab.covers.state === "here"
                    iconName: "plus"
                    small: true
                    //: button: somebody will stand in for somebody
                    text: qsTr("Arrange cover")
                    visible: tab.covers.count > 0
                    onClicked: Router.arrangeCover()
                }
            ]

            Repeater {
                model: tab.covers

                LedgerRow {
                    id: row

                    required property string recordId
                    required property string icon
                    required property bool busy
                    required property bool canEnd
                    required title
                    required subtitle
                    required tagText
                    required tagKind
                    required tagIcon
                    property bool asking: false

                    iconName: icon
                    reasonLines: 2
                    width: parent?.width ?? 0
                    onClicked: asking = canEnd && !asking

                    ProgressBar {
                        anchors.verticalCenter: parent?.verticalCenter
                        label: qsTr("Asking the server")
                        value: -1
                        visible: row.busy
                        width: Theme.space7
                    }
                    Button {
                        anchors.verticalCenter: parent?.verticalCenter
                        kind: Button.Text
                        small: true
                        //: button: do not end a cover
                        text: qsTr("Keep")
                        visible: row.asking && !row.busy
                        onClicked: row.asking = false
                    }
                    Button {
                        anchors.verticalCenter: parent?.verticalCenter
                        kind: row.asking ? Button.Danger : Button.Outlined
                        small: true
                        //: button: end a cover before its last day
                        text: row.asking ? qsTr("End it now") : qsTr("End")
                        visible: row.canEnd && !row.busy
                        Accessible.name: qsTr("%1: %2").arg(text).arg(row.title)
                        onClicked: {
                            if (row.asking)
                                acts.endCover(row.recordId);
                            row.asking = !row.asking;
                        }
                    }
                }
            }
            DeskStates {
                empty: tab.covers.count === 0
                emptyIcon: "users"
                emptyPrimary: qsTr("Arrange cover")
                //: what a cover is for
                emptyText: qsTr("For a holiday or an illness: a colleague sees and edits the accounts until the last day, then the files leave the device by themselves.")
                //: empty list
                emptyTitle: qsTr("Nobody stands in for anybody")
                state_: tab.covers.state
                stateText: tab.covers.stateText
                width: parent.width
                onPrimary: Router.arrangeCover()
                onRetried: tab.covers.refresh()
            }
        }
    }
}

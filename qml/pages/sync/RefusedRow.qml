// One refused change: reason and remedy in words, then mend, send again or drop. Dropping says first what goes along.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Controls
import Keybook.Theme

Item {
    id: row

    required property string entry
    required property string title
    required property string reason
    required property string remedy
    required property string fixLabel
    required property bool canFix
    property bool asking: false
    property string question

    signal mended
    signal resent
    signal asked
    signal dropped

    implicitHeight: column.implicitHeight + 2 * Theme.space3

    Accessible.description: reason + " " + remedy
    Accessible.name: title
    Accessible.role: Accessible.ListItem

    Rectangle {
        color: Theme.border
        height: Theme.strokeHairline
        width: parent.width
    }
    Icon {
        id: sign

        color: Theme.negativeText
        name: "sync-stop"
        size: Theme.metrics.icon
        x: Theme.space4
        y: Theme.space3
    }
    Column {
        id: column

        anchors.left: sign.right
        anchors.leftMargin: Theme.space3 + Theme.focusOffset
        anchors.right: parent.right
        anchors.rightMargin: Theme.space4
        spacing: Theme.space1
        y: Theme.space3

        Label {
            bold: true
            text: row.title
            width: parent.width
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
        Label {
            color: Theme.textSecondary
            //: why a change was refused, and what to do about it
            text: row.asking ? row.question : qsTr("%1 %2").arg(row.reason).arg(row.remedy).trim()
            visible: text.length > 0
            width: parent.width
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
        Flow {
            spacing: Theme.space2
            topPadding: Theme.space1
            width: parent.width

            Button {
                small: true
                text: row.fixLabel
                visible: row.canFix && !row.asking
                onClicked: row.mended()
            }
            Button {
                kind: row.canFix ? Button.Text : Button.Outlined
                small: true
                //: button: send a refused change again as it is
                text: qsTr("Send again")
                visible: !row.asking
                onClicked: row.resent()
            }
            Button {
                kind: row.asking ? Button.Danger : Button.Text
                small: true
                //: button: give up a refused change
                text: qsTr("Drop")
                onClicked: {
                    if (!row.asking)
                        row.asked();
                    if (row.asking || row.question.length === 0)
                        row.dropped();
                    else
                        row.asking = true;
                }
            }
            Button {
                kind: Button.Text
                small: true
                //: button: do not drop a refused change
                text: qsTr("Keep")
                visible: row.asking
                onClicked: row.asking = false
            }
        }
    }
}

// One change: field, old value → new value, who and when, what became of it.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.Theme
import Keybook.Controls

Item {
    id: row

    required property string recordId
    required property string entryId
    required property string recordType
    required property string recordTitle
    required property string fieldLabel
    required property string value
    required property string previous
    required property string user
    required property string device
    required property string madeAtText
    required property string committedAtText
    required property string outcome
    required property string outcomeText
    required property string outcomeKind
    required property bool canPutBack
    readonly property bool undecided: outcome === "conflict" || outcome === "open"

    signal putBackWanted
    signal decisionWanted

    implicitHeight: bar.height + line.implicitHeight + 2 * (Theme.space2 + Theme.focusOffset)

    Accessible.description: words.text
    Accessible.name: recordTitle + ", " + fieldLabel + ": " + value
    Accessible.role: Accessible.ListItem

    SectionBar {
        id: bar

        height: visible ? implicitHeight : 0
        text: row.ListView.section !== row.ListView.previousSection ? row.ListView.section : ""
        width: parent.width
    }
    Rectangle {
        color: Theme.border
        height: Theme.strokeHairline
        visible: !bar.visible
        width: parent.width
    }
    RowLayout {
        id: line

        anchors.left: parent.left
        anchors.leftMargin: Theme.space4
        anchors.right: parent.right
        anchors.rightMargin: Theme.space4
        spacing: Theme.space3
        y: bar.height + Theme.space2 + Theme.focusOffset

        ColumnLayout {
            spacing: Theme.focusOffset

            Label {
                Layout.fillWidth: true
                //: a changed field and its record, such as "Payment terms · Haichuan Shipbuilding"
                text: row.recordTitle.length > 0 ? qsTr("%1·%2").arg(row.fieldLabel).arg(row.recordTitle) : row.fieldLabel
                variant: Label.Caption
                Accessible.ignored: true
            }
            Flow {
                Layout.fillWidth: true
                spacing: Theme.space2

                Label {
                    color: Theme.textSecondary
                    font.strikeout: true
                    text: row.previous
                    visible: text.length > 0
                    width: Math.min(implicitWidth, parent.width)
                    Accessible.ignored: true
                }
                Icon {
                    color: Theme.textTertiary
                    height: Theme.metrics.textLine
                    name: "arrow-right"
                    size: Theme.compactMetrics.smallIcon
                    visible: row.previous.length > 0
                }
                Label {
                    bold: true
                    text: row.value.length > 0 ? row.value : qsTr("(empty)") //: a field without value
                    width: Math.min(implicitWidth, parent.width)
                    Accessible.ignored: true
                }
            }
            Label {
                id: words

                Layout.fillWidth: true
                text: {
                    //: a change: who, on which device, when
                    const made = row.device.length > 0 ? qsTr("%1·%2·%3").arg(row.user).arg(row.device).arg(row.madeAtText) : qsTr("%1·%2").arg(row.user).arg(row.madeAtText);
                    //: a change, and when it reached the server
                    return row.committedAtText.length > 0 && row.committedAtText !== row.madeAtText ? qsTr("%1, received %2").arg(made).arg(row.committedAtText) : made;
                }
                variant: Label.Caption
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
        }
        Tag {
            iconName: ({positive: "check", warning: "alert", negative: "sync-stop"})[row.outcomeKind] ?? ""
            kind: row.outcomeKind
            text: row.outcomeText
        }
        Button {
            iconName: "sync-fork"
            small: true
            //: button: choose between values
            text: qsTr("Decide")
            visible: row.undecided
            onClicked: row.decisionWanted()
        }
        Button {
            iconName: "undo"
            small: true
            //: button: make this earlier value the current one again
            text: qsTr("Put back")
            visible: row.canPutBack && !row.undecided
            Accessible.name: qsTr("Put back %1").arg(row.fieldLabel) //: read aloud for the button of a row
            onClicked: row.putBackWanted()
        }
    }
}

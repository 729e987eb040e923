// A text that both sides changed and that merged by itself: what came in is marked.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Controls
import Keybook.Theme

Rectangle {
    id: row

    required property string label
    required property string text // StyledText, additions in <u>
    property bool narrow: false

    color: Theme.canvas
    implicitHeight: column.implicitHeight + 2 * Theme.space3

    Column {
        id: column

        spacing: Theme.space1
        width: parent.width - 2 * x
        x: row.narrow ? Theme.sideMargin : Theme.space5
        y: Theme.space3

        Row {
            spacing: Theme.space2 + Theme.focusOffset

            Label {
                anchors.verticalCenter: parent.verticalCenter
                text: row.label
                variant: Label.Head
                Accessible.role: Accessible.Heading
            }
            Tag {
                anchors.verticalCenter: parent.verticalCenter
                iconName: "check"
                kind: "positive"
                //: tag on a field whose two versions were joined without a person
                text: qsTr("Merged by itself")
            }
        }
        Label {
            color: Theme.textSecondary
            text: row.text
            textFormat: Text.StyledText
            width: parent.width
            wrapMode: Text.Wrap
        }
    }
}

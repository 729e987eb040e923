// A list of the preview: {title, subtitle, dateText, tagText, kind}. Long lists are cut short until somebody wants to see all.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Controls
import Keybook.Theme

Panel {
    id: panel

    required property var rows
    readonly property int rowsMax: 6
    property bool all: false

    count: rows.length
    visible: rows.length > 0

    actions: [
        Button {
            kind: Button.Text
            small: true
            text: panel.all ? qsTr("Show less") : qsTr("Show all")
            visible: panel.rows.length > panel.rowsMax
            onClicked: panel.all = !panel.all
        }
    ]

    Repeater {
        model: panel.rows.slice(0, panel.all ? undefined : panel.rowsMax)

        Item {
            id: row

            required property var modelData

            implicitHeight: Math.max(words.implicitHeight, note.implicitHeight, tag.height) + 2 * Theme.gap
            width: parent?.width ?? 0

            Accessible.description: modelData.subtitle ?? ""
            Accessible.name: modelData.title
            Accessible.role: Accessible.ListItem

            Rectangle {
                color: Theme.border
                height: Theme.strokeHairline
                width: parent.width
            }
            Column {
                id: words

                anchors.left: parent.left
                anchors.leftMargin: Theme.space4
                anchors.right: tag.visible ? tag.left : note.left
                anchors.rightMargin: Theme.space3
                anchors.verticalCenter: parent.verticalCenter

                Label {
                    text: row.modelData.title
                    width: parent.width
                    wrapMode: Text.Wrap
                    Accessible.ignored: true
                }
                Label {
                    text: row.modelData.subtitle ?? ""
                    variant: Label.Caption
                    visible: text.length > 0
                    width: parent.width
                    Accessible.ignored: true
                }
            }
            Label {
                id: note

                anchors.right: parent.right
                anchors.rightMargin: Theme.space4
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.kindText(row.modelData.kind ?? "plain")
                text: row.modelData.dateText ?? ""
                variant: Label.Caption
                width: text.length > 0 ? implicitWidth : 0
            }
            Tag {
                id: tag

                anchors.right: parent.right
                anchors.rightMargin: Theme.space4
                anchors.verticalCenter: parent.verticalCenter
                iconName: row.modelData.kind === "warning" ? "alert" : "check"
                kind: row.modelData.kind ?? "plain"
                text: row.modelData.tagText ?? ""
            }
        }
    }
}

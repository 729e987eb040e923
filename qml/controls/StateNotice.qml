// An empty, filtered-to-nothing, failed or loading list: what is so, and the next step as a button.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Theme

Rectangle {
    id: notice

    property string iconName: "info"
    property string title
    property string text
    property string primaryText
    property string primaryIcon
    property string secondaryText
    property bool failed: false
    property bool framed: true

    signal primary
    signal secondary

    border.color: failed ? Theme.negativeSolid : Theme.border
    border.width: framed ? Theme.strokeHairline : 0
    color: framed ? Theme.surface : "transparent"
    implicitHeight: column.implicitHeight + 2 * Theme.space5
    implicitWidth: Theme.layoutSidePane
    radius: Theme.radiusLg

    Accessible.description: text
    Accessible.name: title
    Accessible.role: failed ? Accessible.AlertMessage : Accessible.Note

    Column {
        id: column

        anchors.centerIn: parent
        spacing: Theme.space1
        width: parent.width - 2 * Theme.sideMargin

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            color: notice.failed ? Theme.negativeTint : Theme.sunken
            height: Theme.largeControl
            radius: height / 2
            width: height

            Icon {
                anchors.centerIn: parent
                color: notice.failed ? Theme.negativeText : Theme.textSecondary
                name: notice.failed ? "sync-stop" : notice.iconName
                size: Theme.space5
            }
        }
        Label {
            bold: true
            horizontalAlignment: Text.AlignHCenter
            text: notice.title
            topPadding: Theme.gap
            width: parent.width
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
        Label {
            color: Theme.textSecondary
            horizontalAlignment: Text.AlignHCenter
            text: notice.text
            visible: text.length > 0
            width: parent.width
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
        Flow {
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: Theme.space2
            topPadding: Theme.space2
            visible: notice.primaryText.length > 0 || notice.secondaryText.length > 0
            width: Math.min(parent.width, first.width + (second.visible ? second.width + spacing : 0))

            Button {
                id: first

                iconName: notice.primaryIcon
                kind: Button.Filled
                text: notice.primaryText
                visible: text.length > 0
                onClicked: notice.primary()
            }
            Button {
                id: second

                text: notice.secondaryText
                visible: text.length > 0
                onClicked: notice.secondary()
            }
        }
    }
}

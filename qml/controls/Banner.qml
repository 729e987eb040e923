// A remark over a list or form, with an optional action. `kind` as for Tag.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Theme

Rectangle {
    id: banner

    property string text
    property string kind: "info"
    property string actionText
    readonly property string iconName: ({warning: "alert", negative: "sync-stop", positive: "check"})[kind] ?? "info"

    signal actionTriggered

    color: Theme.kindTint(kind)
    implicitHeight: Math.max(words.implicitHeight, action.visible ? action.implicitHeight : 0) + 2 * (Theme.space2 + Theme.focusOffset)
    implicitWidth: Theme.menuWidth
    radius: Theme.radiusMd

    Accessible.name: text
    Accessible.role: kind === "info" || kind === "positive" ? Accessible.Note : Accessible.AlertMessage

    Icon {
        id: sign

        color: Theme.kindText(banner.kind)
        name: banner.iconName
        size: Theme.metrics.icon
        x: Theme.space3
        y: words.y + (words.line - height) / 2
    }
    Label {
        id: words

        anchors.left: sign.right
        anchors.leftMargin: Theme.space2 + Theme.focusOffset
        anchors.right: action.visible ? action.left : parent.right
        anchors.rightMargin: Theme.space3
        anchors.verticalCenter: parent.verticalCenter
        text: banner.text
        wrapMode: Text.Wrap
        Accessible.ignored: true
    }
    Button {
        id: action

        anchors.right: parent.right
        anchors.rightMargin: Theme.space1
        anchors.verticalCenter: parent.verticalCenter
        kind: Button.Text
        small: true
        text: banner.actionText
        visible: text.length > 0
        onClicked: banner.actionTriggered()
    }
}

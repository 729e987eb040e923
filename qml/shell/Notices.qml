// What was just done, with Undo, and what could not be done. Both stay out of the way of the work.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Theme
import Keybook.Controls

Item {
    id: notices

    property string token
    property string failureTitle
    property string failureDetail
    readonly property alias toast: toast

    function undo() {
        if (!toast.visible || token.length === 0)
            return;
        App.undo(token);
        toast.visible = false;
    }

    Connections {
        function onCommitted(text: string, undoToken: string, icon: string) {
            notices.token = undoToken;
            toast.text = text;
            toast.iconName = icon.length > 0 ? icon : "check";
            toast.visible = true;
            toast.restart();
        }
        function onFailed(title: string, detail: string) {
            notices.failureTitle = title;
            notices.failureDetail = detail;
        }

        target: App
    }
    Toast {
        id: toast

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.space4
        anchors.horizontalCenter: parent.horizontalCenter
        undoable: notices.token.length > 0
        visible: false
        width: Math.min(implicitWidth, parent.width - 2 * Theme.space3)
        onExpired: visible = false
        onUndone: notices.undo()
    }
    Banner {
        //: button that closes a message
        actionText: qsTr("Understood")
        anchors.horizontalCenter: parent.horizontalCenter
        border.color: Theme.negativeSolid
        border.width: Theme.strokeHairline
        kind: "negative"
        text: notices.failureDetail.length > 0 ? notices.failureTitle + "\n" + notices.failureDetail : notices.failureTitle
        visible: notices.failureTitle.length > 0
        width: Math.min(Theme.layoutDialog, parent.width - 2 * Theme.space4)
        y: Theme.space3
        onActionTriggered: notices.failureTitle = ""
    }
}

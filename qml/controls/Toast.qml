// What was just done, with Undo for ten seconds. The ring runs down; it rests while the pointer or the focus is on it.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Theme

Rectangle {
    id: toast

    property string text
    property string iconName: "check"
    property bool undoable: true
    property bool running: visible
    property real remaining: 1
    property Density metrics: Theme.metrics

    readonly property real others: 2 * Theme.space4 + sign.width + ring.width + 2 * line.spacing
        + (undo.visible ? undo.implicitWidth + line.spacing : 0)

    signal undone
    signal expired

    function restart() {
        countdown.restart();
    }

    border.color: Theme.dark ? Theme.borderStrong : "transparent"
    border.width: Theme.dark ? Theme.strokeHairline : 0
    color: Theme.toastSurface
    implicitHeight: Theme.touchMetrics.target
    implicitWidth: words.implicitWidth + others
    radius: Theme.radiusMd

    Accessible.name: text
    Accessible.role: Accessible.AlertMessage

    Elevation {
        around: toast.radius
    }
    HoverHandler {
        id: hover
    }
    NumberAnimation {
        id: countdown

        duration: Theme.durationUndo
        from: 1
        paused: running && (hover.hovered || undo.activeFocus)
        property: "remaining"
        running: toast.running
        target: toast
        to: 0

        onFinished: toast.expired()
    }
    Row {
        id: line

        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space3 + Theme.focusOffset
        x: Theme.space4

        Icon {
            id: sign

            anchors.verticalCenter: parent.verticalCenter
            color: Theme.toastText
            name: toast.iconName
            size: Theme.compactMetrics.icon
        }
        Label {
            id: words

            anchors.verticalCenter: parent.verticalCenter
            color: Theme.toastText
            text: toast.text
            variant: Label.Body
            width: Math.min(implicitWidth, Math.max(0, toast.width - toast.others))
        }
        ToastAction {
            id: undo

            anchors.verticalCenter: parent.verticalCenter
            //: button on a toast: take back what was just done
            text: qsTr("Undo")
            visible: toast.undoable
            onClicked: toast.undone()
        }
        Ring {
            id: ring

            anchors.verticalCenter: parent.verticalCenter
            color: Theme.toastText
            height: width
            share: toast.remaining
            track: Qt.alpha(Theme.toastText, 0.3)
            width: Theme.compactMetrics.icon
        }
    }
}

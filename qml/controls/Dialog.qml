// A question in the middle of the page; on a narrow window it becomes a full page.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.Theme

T.Popup {
    id: dialog

    property string title
    property string detail
    property string iconName
    property color iconInk: Theme.textSecondary
    property int preferredWidth: Theme.layoutDialog
    property alias footer: foot.data
    default property alias body: slot.data

    readonly property bool fullPage: parent !== null && parent.width < Theme.layoutBottomBarBelow + Theme.space7 * 3
    readonly property int headHeight: Math.max(Theme.layoutTopBar + Theme.space3, words.implicitHeight + 2 * Theme.space3)

    anchors.centerIn: parent
    focus: true
    height: fullPage ? parent.height : Math.min(implicitHeight, parent.height - 2 * Theme.space6)
    implicitHeight: headHeight + slot.childrenRect.height + foot.height
    modal: true
    parent: T.Overlay.overlay
    width: fullPage ? parent.width : Math.min(preferredWidth, parent.width - 2 * Theme.space6)

    T.Overlay.modal: Scrim {}
    background: Rectangle {
        border.color: Theme.borderStrong
        border.width: dialog.fullPage ? 0 : Theme.strokeHairline
        color: Theme.raised
        radius: dialog.fullPage ? 0 : Theme.radiusLg

        Elevation {
            level: 3
            visible: !dialog.fullPage
        }
    }
    contentItem: FocusScope {
        focus: true

        Accessible.name: dialog.title
        Accessible.role: Accessible.Dialog

        Icon {
            id: sign

            color: dialog.iconInk
            name: dialog.iconName
            size: Theme.space5
            visible: name.length > 0
            x: Theme.space5
            y: (dialog.headHeight - height) / 2
        }
        Column {
            id: words

            width: close.x - x - Theme.space2
            x: sign.visible ? Theme.space5 + sign.width + Theme.space4 : Theme.space5
            y: (dialog.headHeight - height) / 2

            Label {
                text: dialog.title
                variant: Label.Title
                width: parent.width
                wrapMode: Text.Wrap
            }
            Label {
                color: Theme.textSecondary
                text: dialog.detail
                visible: text.length > 0
                width: parent.width
                wrapMode: Text.Wrap
            }
        }
        IconButton {
            id: close

            anchors.right: parent.right
            anchors.rightMargin: Theme.space4
            iconName: "close"
            //: button that closes a dialog
            label: qsTr("Close")
            y: (dialog.headHeight - height) / 2
            onClicked: dialog.close()
        }
        Rectangle {
            color: Theme.border
            height: Theme.strokeHairline
            width: parent.width
            y: dialog.headHeight
        }
        Flickable {
            boundsBehavior: Flickable.StopAtBounds
            clip: true
            contentHeight: slot.childrenRect.height
            height: parent.height - y - foot.height
            interactive: contentHeight > height
            width: parent.width
            y: dialog.headHeight + Theme.strokeHairline

            T.ScrollBar.vertical: ScrollBar {}

            Item {
                id: slot

                height: childrenRect.height
                width: parent.width
            }
        }
        Item {
            id: foot

            anchors.bottom: parent.bottom
            height: childrenRect.height > 0 ? childrenRect.height : 0
            width: parent.width
        }
    }
    enter: Transition {
        NumberAnimation {
            duration: Theme.gentle
            easing.type: Easing.OutCubic
            from: 0
            property: "opacity"
            to: 1
        }
    }
    exit: Transition {
        NumberAnimation {
            duration: Theme.base
            easing.type: Easing.InCubic
            property: "opacity"
            to: 0
        }
    }
}

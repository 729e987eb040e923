// A form beside the page, from the right; on a narrow window it becomes a full page. Forms use touch sizes everywhere.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.Theme

T.Popup {
    id: sheet

    property string title
    property string note          // at the right of the head: "draft saved 10:42"
    property string noteIcon: "check"
    property string footNote
    property int preferredWidth: Theme.layoutSheet + Theme.space6
    property alias actions: foot.data
    property alias headActions: headSlot.data
    default property alias body: slot.data

    readonly property bool fullPage: parent !== null && parent.width < Theme.layoutOnePaneBelow

    focus: true
    height: parent ? parent.height : 0
    modal: true
    parent: T.Overlay.overlay
    width: parent ? (fullPage ? parent.width : Math.min(preferredWidth, parent.width)) : 0
    x: parent ? parent.width - width : 0

    T.Overlay.modal: Scrim {}
    background: Rectangle {
        color: sheet.fullPage ? Theme.canvas : Theme.raised

        Rectangle {
            color: Theme.borderStrong
            height: parent.height
            visible: !sheet.fullPage
            width: Theme.strokeHairline
        }
    }
    contentItem: FocusScope {
        focus: true

        Accessible.name: sheet.title
        Accessible.role: Accessible.Dialog

        Rectangle {
            id: head

            color: Theme.raised
            height: Theme.touchMetrics.control + Theme.space4
            width: parent.width

            IconButton {
                id: close

                anchors.verticalCenter: parent.verticalCenter
                iconName: "close"
                //: button that closes a form; what was written stays as a draft
                label: qsTr("Close")
                metrics: Theme.touchMetrics
                x: Theme.space2
                onClicked: sheet.close()
            }
            Label {
                anchors.left: close.right
                anchors.leftMargin: Theme.space1
                anchors.right: headTail.left
                anchors.rightMargin: Theme.space2
                anchors.verticalCenter: parent.verticalCenter
                text: sheet.title
                variant: Label.Title
                Accessible.role: Accessible.Heading
            }
            Row {
                id: headTail

                anchors.right: parent.right
                anchors.rightMargin: Theme.sideMargin
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.gap

                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    color: Theme.positiveText
                    name: sheet.noteIcon
                    size: Theme.compactMetrics.smallIcon
                    visible: sheet.note.length > 0
                }
                Label {
                    anchors.verticalCenter: parent.verticalCenter
                    text: sheet.note
                    variant: Label.Caption
                }
                Row {
                    id: headSlot

                    anchors.verticalCenter: parent.verticalCenter
                }
            }
            Rectangle {
                anchors.bottom: parent.bottom
                color: Theme.border
                height: Theme.strokeHairline
                width: parent.width
            }
        }
        Flickable {
            id: flick

            anchors.bottom: footer.top
            anchors.top: head.bottom
            boundsBehavior: Flickable.StopAtBounds
            clip: true
            contentHeight: slot.height + 2 * Theme.space4
            interactive: contentHeight > height
            width: parent.width

            T.ScrollBar.vertical: ScrollBar {}

            Item {
                id: slot

                height: childrenRect.height
                width: parent.width - 2 * x
                x: sheet.fullPage ? Theme.space5 : Theme.sideMargin
                y: Theme.space4
            }
        }
        Rectangle {
            id: footer

            anchors.bottom: parent.bottom
            color: Theme.raised
            height: foot.children.length > 0 ? Theme.largeControl + 2 * Theme.space3 : 0
            visible: height > 0
            width: parent.width

            Rectangle {
                color: Theme.border
                height: Theme.strokeHairline
                width: parent.width
            }
            Label {
                anchors.left: parent.left
                anchors.leftMargin: Theme.sideMargin
                anchors.right: foot.left
                anchors.rightMargin: Theme.space3
                anchors.verticalCenter: parent.verticalCenter
                maximumLineCount: 2
                text: sheet.footNote
                variant: Label.Caption
                wrapMode: Text.Wrap
            }
            Row {
                id: foot

                anchors.right: parent.right
                anchors.rightMargin: Theme.sideMargin
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.space2
            }
        }
    }
    enter: Transition {
        NumberAnimation {
            duration: Theme.gentle
            easing.type: Easing.OutCubic
            from: sheet.parent ? sheet.parent.width : 0
            property: "x"
        }
    }
    exit: Transition {
        NumberAnimation {
            duration: Theme.base
            easing.type: Easing.InCubic
            property: "x"
            to: sheet.parent ? sheet.parent.width : 0
        }
    }
}

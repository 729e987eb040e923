// Fields of one record that were changed on both sides: per field mine, theirs and before; choose one or write a third.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.App
import Keybook.Controls
import Keybook.Theme

Dialog {
    id: dialog

    required property string type
    required property string recordId
    readonly property int side: fullPage ? Theme.sideMargin : Theme.space5

    detail: conflicts.loading ? "" : conflicts.detail
    iconInk: Theme.warningText
    iconName: "sync-fork"
    title: conflicts.title

    footer: Rectangle {
        color: Theme.raised
        height: bar.implicitHeight + 2 * Theme.space3
        radius: dialog.fullPage ? 0 : Theme.radiusLg
        width: dialog.width

        Rectangle {
            color: Theme.border
            height: Theme.strokeHairline
            width: parent.width
        }
        RowLayout {
            id: bar

            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.space2 + Theme.focusOffset
            width: parent.width - 2 * x
            x: dialog.side

            Label {
                Layout.fillWidth: true
                color: Theme.textTertiary
                //: under the conflict dialog
                text: qsTr("Values that you do not choose stay in the history and can be put back.")
                wrapMode: Text.Wrap
            }
            Button {
                large: dialog.fullPage
                //: button of the conflict dialog: decide another time
                text: qsTr("Later")
                onClicked: dialog.close()
            }
            Button {
                enabled: conflicts.chosenCount > 0
                kind: Button.Filled
                large: dialog.fullPage
                //: button of the conflict dialog: take the chosen values
                text: conflicts.chosenCount > 0 ? qsTr("Apply %n choice(s)", "", conflicts.chosenCount) : qsTr("Apply")
                onClicked: conflicts.apply()
            }
        }
    }

    ConflictModel {
        id: conflicts

        recordId: dialog.recordId
        type: dialog.type
        onApplied: dialog.close()
    }
    Column {
        width: parent.width

        LoadingRows {
            visible: conflicts.loading
            width: parent.width
        }
        Banner {
            kind: "negative"
            radius: 0
            text: conflicts.errorText
            visible: text.length > 0
            width: parent.width
        }
        Repeater {
            model: conflicts

            ConflictField {
                conflict: conflicts
                narrow: dialog.fullPage
                width: parent.width
            }
        }
        Repeater {
            model: conflicts.merged

            MergedField {
                required property var modelData

                label: modelData.label
                narrow: dialog.fullPage
                text: modelData.text
                width: parent.width
            }
        }
        StateNotice {
            framed: false
            iconName: "check"
            //: button that closes a dialog
            primaryText: qsTr("Close")
            //: a conflict was opened that is settled already
            title: qsTr("Nothing is left to decide here")
            visible: !conflicts.loading && conflicts.count === 0 && conflicts.errorText.length === 0
            width: parent.width
            onPrimary: dialog.close()
        }
    }
    Shortcut {
        enabled: dialog.opened && conflicts.chosenCount > 0
        sequence: "Ctrl+S"
        onActivated: conflicts.apply()
    }
}

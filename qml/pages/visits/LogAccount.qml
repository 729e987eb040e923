// Whose visit is being logged; "Change" picks another account.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Controls
import Keybook.Forms
import Keybook.Theme

Rectangle {
    id: strip

    required property VisitLog log
    property bool framed: false // on a full page the strip stands on the canvas
    readonly property bool known: log.accountName.length > 0

    border.color: Theme.border
    border.width: framed ? Theme.strokeHairline : 0
    color: framed ? Theme.surface : Theme.sunken
    implicitHeight: Theme.touchMetrics.row2
    radius: Theme.radiusLg

    GradeBadge {
        id: badge

        anchors.verticalCenter: parent.verticalCenter
        mark: strip.log.gradeMark
        rank: strip.known ? strip.log.gradeRank : 0
        size: Theme.space6 + Theme.focusOffset
        x: Theme.space3
    }
    Column {
        anchors.left: badge.visible ? badge.right : parent.left
        anchors.leftMargin: Theme.space3
        anchors.right: change.left
        anchors.rightMargin: Theme.space2
        anchors.verticalCenter: parent.verticalCenter

        Label {
            //: visit log without an account
            text: strip.known ? strip.log.accountName : qsTr("Whom did you visit?")
            variant: Label.Head
            width: parent.width
        }
        Label {
            text: strip.log.accountInfo
            variant: Label.Caption
            visible: strip.known && text.length > 0
            width: parent.width
        }
    }
    Button {
        id: change

        anchors.right: parent.right
        anchors.rightMargin: Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        kind: strip.known ? Button.Text : Button.Outlined
        metrics: Theme.touchMetrics
        text: strip.known ? qsTr("Change") //: button of the visit log: another account
            : qsTr("Choose") //: button of the visit log: an account
        Accessible.name: qsTr("Choose the account") //: read aloud for the button of the visit log
        onClicked: picker.open()
    }
    ReferencePicker {
        id: picker

        //: head of the dialog that picks an account
        title: qsTr("Account")
        type: "account"
        onPicked: id => strip.log.accountId = id
    }
}

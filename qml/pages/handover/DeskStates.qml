// What stands in place of a list that the server knows: it is being asked, it was not reached, it refused, or there is nothing.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Controls
import Keybook.Navigation

Item {
    id: states

    required property string state_ // loading here offline alone failed
    required property string stateText
    required property string emptyTitle
    required property bool empty
    property string emptyText
    property string emptyIcon: "handover"
    property string emptyPrimary
    readonly property bool asking: state_ === "loading"
    readonly property bool away: state_ === "offline" || state_ === "alone"

    signal primary
    signal retried

    implicitHeight: visible ? (rows.visible ? rows.height : notice.implicitHeight) : 0
    visible: empty

    LoadingRows {
        id: rows

        count: 4
        visible: states.asking
        width: parent.width
    }
    StateNotice {
        id: notice

        failed: states.state_ === "failed"
        framed: false
        iconName: states.away ? "sync-off" : states.emptyIcon
        primaryText: states.state_ === "offline" || failed ? qsTr("Try again") //: button: ask the server once more
            : states.state_ === "here" ? states.emptyPrimary : ""
        //: button that opens the sync page
        secondaryText: failed ? qsTr("Open sync") : ""
        text: states.state_ === "here" ? states.emptyText : states.stateText
        title: failed ? qsTr("The server did not answer as it should") //: error of a list that the server knows
            : states.state_ === "offline" ? qsTr("The server cannot be reached now") //: a list that only the server knows
            : states.state_ === "alone" ? qsTr("There is no server here") //: a list that only the server knows
            : states.emptyTitle
        visible: !states.asking
        width: parent.width
        onPrimary: states.state_ === "here" ? states.primary() : states.retried()
        onSecondary: Router.go("sync")
    }
}

// Complaints, the most urgent first by the order of the model.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Theme

FocusScope {
    id: page

    //: a place in the navigation
    readonly property string title: qsTr("Service")
    readonly property string subtitle: list.records.summary

    RecordsList {
        id: list

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.leftMargin: Theme.pageMargin
        anchors.right: parent.right
        anchors.rightMargin: Theme.sideMargin
        anchors.top: parent.top
        anchors.topMargin: Theme.space3 + Theme.focusOffset
        //: button: write down a complaint
        createText: qsTr("New complaint")
        emptyIcon: "service"
        //: explains an empty list of complaints
        emptyText: qsTr("What a customer complains about stands here until they say that they are satisfied.")
        emptyTitle: qsTr("No complaints") //: empty list
        focus: true
        preset: "open"
        type: "complaint"
    }
}

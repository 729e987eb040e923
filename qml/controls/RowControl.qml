// A row that can be pressed, by pointer or keyboard. Not an AbstractButton: its `icon` would clash with the role of that name.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.Theme

T.Control {
    id: row

    property color fill: "transparent"
    property string heading              // of the group that begins with this row
    property int inset: 0                // above and under the content
    property alias decoration: area.data // drawn under the content
    readonly property alias pressed: area.pressed

    signal clicked

    activeFocusOnTab: true
    focusPolicy: Qt.TabFocus
    hoverEnabled: true
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    bottomPadding: inset
    topPadding: inset + (heading.length > 0 ? bar.implicitHeight : 0)
    implicitWidth: implicitContentWidth + leftPadding + rightPadding

    Accessible.focusable: true
    Accessible.role: Accessible.ListItem
    Accessible.onPressAction: row.clicked()

    background: Rectangle {
        color: row.hovered && row.enabled && row.fill.a === 0 ? Theme.hover : row.fill

        SectionBar {
            id: bar

            text: row.heading
            width: parent.width
        }
        MouseArea {
            id: area

            anchors.fill: parent
            anchors.topMargin: bar.visible ? bar.height : 0
            onClicked: row.clicked()
        }
        FocusRing {
            anchors.topMargin: Theme.strokeFocus + (bar.visible ? bar.height : 0)
            around: 0
            offset: -2 * Theme.strokeFocus
            shown: row.visualFocus || (row.ListView.isCurrentItem && row.ListView.view !== null && row.ListView.view.activeFocus)
        }
    }

    Keys.onEnterPressed: row.clicked()
    Keys.onReturnPressed: row.clicked()
    Keys.onSpacePressed: row.clicked()
}

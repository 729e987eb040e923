// Title, search, state of the sync, and the quick log. The same on every page.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

Rectangle {
    id: bar

    property string title
    property string subtitle
    readonly property bool tight: width < Theme.layoutOnePaneBelow - Theme.layoutRail && !Viewport.bottomBar

    signal logWanted

    color: Theme.canvas
    implicitHeight: Viewport.bottomBar ? Theme.layoutTopBar + Theme.space2 : Theme.layoutTopBar

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: back.visible ? Theme.space3 : Theme.pageMargin
        anchors.rightMargin: Viewport.bottomBar ? Theme.space3 : Theme.sideMargin
        spacing: Theme.space2 + Theme.focusOffset

        IconButton {
            id: back

            iconName: "chevron-left"
            //: button that returns to where one came from
            label: qsTr("Back")
            visible: Router.inside
            onClicked: Router.back()
        }
        Item {
            Layout.fillWidth: true
            implicitHeight: heading.implicitHeight

            Label {
                id: heading

                font.pixelSize: Theme.fontPageSize - Theme.focusOffset
                text: bar.title
                variant: Label.Page
                width: Math.min(implicitWidth, parent.width)
                Accessible.role: Accessible.Heading
            }
            Label {
                anchors.baseline: heading.baseline
                anchors.left: heading.right
                anchors.leftMargin: Theme.space2 + Theme.focusOffset
                anchors.right: parent.right
                color: Theme.textSecondary
                text: bar.subtitle
                variant: Label.Dense
                visible: !Viewport.narrow
            }
        }
        SearchTrigger {
            id: search

            visible: !Viewport.bottomBar && !bar.tight
            onClicked: Router.searchWanted()
        }
        IconButton {
            iconName: "search"
            //: button that opens the search over everything
            label: qsTr("Search")
            visible: !search.visible
            onClicked: Router.searchWanted()
        }
        SyncChips {
            brief: Viewport.narrow
        }
        Button {
            iconName: "plus"
            implicitHeight: Theme.metrics.touch ? Theme.metrics.control : Theme.searchHeight
            kind: Button.Filled
            //: button: log a visit now
            text: qsTr("Visit")
            visible: !Viewport.bottomBar
            onClicked: bar.logWanted()
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        color: Theme.border
        height: Theme.strokeHairline
        width: parent.width
    }
}

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.Theme

T.AbstractButton {
    id: tab

    required property bool current
    property int count: 0

    hoverEnabled: true
    implicitHeight: Theme.tabHeight
    implicitWidth: line.implicitWidth + 2 * Theme.space3

    Accessible.name: text
    Accessible.role: Accessible.PageTab
    Accessible.selected: current

    background: Item {
        Rectangle {
            anchors.bottom: parent.bottom
            color: tab.current ? Theme.accentFill : Theme.borderStrong
            height: Theme.radiusXs
            radius: Theme.focusOffset
            visible: tab.current || tab.hovered
            width: parent.width - 2 * Theme.space3
            x: Theme.space3
        }
        FocusRing {
            offset: -2 * Theme.strokeFocus
            shown: tab.visualFocus
        }
    }
    contentItem: Item {
        Row {
            id: line

            anchors.centerIn: parent
            spacing: Theme.gap

            Label {
                anchors.verticalCenter: parent.verticalCenter
                bold: tab.current
                color: tab.current ? Theme.textPrimary : Theme.textSecondary
                font.pixelSize: Theme.touch ? Theme.largeText : Theme.fontBodySize
                text: tab.text
                Accessible.ignored: true
            }
            CountBadge {
                anchors.verticalCenter: parent.verticalCenter
                count: tab.count
                visible: count > 0
            }
        }
    }
}

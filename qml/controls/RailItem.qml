// A place in the navigation rail or the bottom bar: icon over word, count in a dot.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.Theme

T.AbstractButton {
    id: item

    required property string iconName
    property bool current: false
    property int count: 0
    property bool inBar: false

    hoverEnabled: true
    implicitHeight: inBar ? Theme.layoutBottomBar - Theme.space3 : Theme.touchMetrics.row + Theme.focusOffset
    implicitWidth: inBar ? Theme.space7 * 2 : Theme.layoutRail - Theme.space3

    Accessible.description: count > 0 ? qsTr("%1 new").arg(count) : "" //: read aloud for a place in the navigation
    Accessible.name: text
    Accessible.role: Accessible.PageTab
    Accessible.selected: current

    background: Item {
        Rectangle {
            anchors.fill: parent
            color: item.current && !item.inBar ? Theme.surface : item.hovered ? Theme.hover : "transparent"
            radius: Theme.radiusMd
        }
        Rectangle {
            color: Theme.accentFill
            height: Theme.space5
            radius: Theme.focusOffset
            visible: item.current && !item.inBar
            width: Theme.radiusXs
            x: -Theme.gap
            y: (parent.height - height) / 2
        }
        Rectangle {
            color: Theme.accentFill
            height: Theme.radiusXs
            radius: Theme.focusOffset
            visible: item.current && item.inBar
            width: Theme.space6
            x: (parent.width - width) / 2
            y: -Theme.gap
        }
        FocusRing {
            offset: -Theme.strokeFocus
            shown: item.visualFocus
        }
    }
    contentItem: Item {
        Column {
            anchors.centerIn: parent
            spacing: Theme.focusOffset
            width: parent.width

            Icon {
                id: sign

                anchors.horizontalCenter: parent.horizontalCenter
                color: item.current ? Theme.accentText : Theme.textSecondary
                name: item.iconName
                size: Theme.touchMetrics.icon

                CountBadge {
                    accent: true
                    anchors.left: parent.right
                    anchors.leftMargin: -Theme.gap
                    anchors.verticalCenter: parent.top
                    anchors.verticalCenterOffset: Theme.space1
                    count: item.count
                    visible: count > 0
                }
            }
            Label {
                bold: item.current
                color: item.current ? Theme.accentText : Theme.textSecondary
                font.pixelSize: item.inBar ? Theme.fontDenseSize : Theme.fontCaptionSize
                horizontalAlignment: Text.AlignHCenter
                text: item.text
                variant: Label.Caption
                width: parent.width
                Accessible.ignored: true
            }
        }
    }
}

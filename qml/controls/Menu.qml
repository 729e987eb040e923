pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.Theme

T.Menu {
    id: menu

    implicitHeight: Math.min(contentItem.implicitHeight + topPadding + bottomPadding, Theme.menuWidth * 2)
    implicitWidth: Math.max(Theme.menuWidth, contentItem.implicitWidth + leftPadding + rightPadding)
    margins: Theme.space2
    overlap: Theme.strokeHairline
    padding: Theme.gap

    background: Rectangle {
        border.color: Theme.borderStrong
        color: Theme.raised
        radius: Theme.radiusMd

        Elevation {
            around: Theme.radiusMd
        }
    }
    contentItem: ListView {
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        currentIndex: menu.currentIndex
        implicitHeight: contentHeight
        interactive: contentHeight > height
        model: menu.contentModel

        T.ScrollBar.vertical: ScrollBar {}
    }
    delegate: MenuItem {}
    enter: Transition {
        NumberAnimation {
            duration: Theme.base
            easing.type: Easing.OutCubic
            from: 0
            property: "opacity"
            to: 1
        }
    }
}

// The surface under a list that scrolls: as high as its rows, at most as high as the list.
import QtQuick
import Keybook.Theme

Rectangle {
    required property ListView view

    border.color: Theme.border
    border.width: Theme.strokeHairline
    color: Theme.surface
    height: Math.min(view.contentHeight, view.height) + 2 * Theme.strokeHairline
    radius: Theme.radiusLg
    visible: view.count > 0
    width: view.width + 2 * Theme.strokeHairline
    x: view.x - Theme.strokeHairline
    y: view.y - Theme.strokeHairline
}

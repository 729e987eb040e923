// The name of an icon, shown under the pointer after a moment.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.Theme

T.ToolTip {
    id: tip

    required property Item target

    delay: Theme.durationLongPress * 2
    implicitHeight: contentItem.implicitHeight + topPadding + bottomPadding
    implicitWidth: contentItem.implicitWidth + leftPadding + rightPadding
    leftPadding: Theme.space2
    parent: target
    rightPadding: Theme.space2
    visible: true
    x: (target.width - width) / 2
    y: target.height + Theme.space1

    background: Rectangle {
        color: Theme.toastSurface
        radius: Theme.radiusSm
    }
    contentItem: Label {
        color: Theme.toastText
        text: tip.text
        variant: Label.Caption
    }
}

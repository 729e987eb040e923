// A small state in words; the icon comes first so that the kind shows without colour.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Theme

Rectangle {
    id: tag

    property string text
    property string iconName
    property string kind: "plain" // plain accent positive warning negative info outline
    property Density metrics: Theme.metrics

    border.color: Theme.borderStrong
    border.width: kind === "outline" ? Theme.strokeHairline : 0
    color: kind === "outline" ? "transparent" : Theme.kindTint(kind)
    implicitHeight: metrics.tag
    implicitWidth: word.implicitWidth + (sign.visible ? sign.width + line.spacing : 0) + 2 * line.x
    radius: Theme.space1
    visible: text.length > 0

    Accessible.name: text
    Accessible.role: Accessible.StaticText

    Row {
        id: line

        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space1
        x: Theme.gap + Theme.strokeHairline

        Icon {
            id: sign

            anchors.verticalCenter: parent.verticalCenter
            color: Theme.kindText(tag.kind)
            name: tag.iconName
            size: tag.metrics.smallIcon - Theme.focusOffset
            visible: name.length > 0
        }
        Label {
            id: word

            anchors.verticalCenter: parent.verticalCenter
            color: Theme.kindText(tag.kind)
            metrics: tag.metrics
            text: tag.text
            variant: Label.Caption
            width: Math.min(implicitWidth, Math.max(0, tag.width - (sign.visible ? sign.width + line.spacing : 0) - 2 * line.x))
            Accessible.ignored: true
        }
    }
}

pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Theme

Rectangle {
    id: badge

    property int count: 0
    property bool accent: false // filled: something waits for me
    property color fill: accent ? Theme.accentFill : Theme.sunken

    color: fill
    implicitHeight: accent ? Theme.space4 + Theme.strokeHairline : Theme.compactMetrics.tag
    implicitWidth: Math.max(implicitHeight, word.implicitWidth + 2 * (accent ? Theme.space1 : Theme.gap))
    radius: height / 2

    Label {
        id: word

        anchors.centerIn: parent
        color: badge.accent ? Theme.accentOnFill : Theme.textSecondary
        font.pixelSize: badge.accent ? Theme.fontCaptionSize - Theme.strokeHairline : Theme.fontCaptionSize
        text: badge.count
        variant: Label.Caption
    }
}

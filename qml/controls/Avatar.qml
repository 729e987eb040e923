// A person, by initial.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Theme

Rectangle {
    id: avatar

    required property string initial
    property string name: initial
    property bool me: false
    property int size: Theme.compactMetrics.chip

    border.color: me ? Theme.accentFill : Theme.borderStrong
    border.width: Theme.strokeHairline
    color: me ? Theme.accentTint : Theme.sunken
    implicitHeight: size
    implicitWidth: size
    radius: height / 2

    Accessible.name: name
    Accessible.role: Accessible.Graphic

    Label {
        anchors.centerIn: parent
        bold: true
        color: avatar.me ? Theme.accentOnTint : Theme.textSecondary
        font.pixelSize: Theme.fontDenseSize
        text: avatar.initial
        Accessible.ignored: true
    }
}

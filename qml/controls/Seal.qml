// The seal of the product, the only ornament.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Theme

Rectangle {
    id: seal

    property int size: Theme.space6 + Theme.space2

    color: Theme.brandSeal
    implicitHeight: size
    implicitWidth: size
    radius: Theme.radiusMd

    Accessible.ignored: true

    Rectangle {
        anchors.fill: parent
        anchors.margins: Theme.focusOffset
        border.color: Qt.alpha(Theme.brandOnSeal, 0.55)
        border.width: Theme.strokeHairline
        color: "transparent"
        radius: Theme.radiusSm
    }
    Text {
        anchors.centerIn: parent
        color: Theme.brandOnSeal
        font.bold: true
        font.family: Theme.fontFamily
        font.pixelSize: seal.size * 0.56
        text: "簿"
    }
}

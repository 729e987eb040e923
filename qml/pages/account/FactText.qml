pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Theme
import Keybook.Controls

Label {
    anchors.verticalCenter: parent.verticalCenter
    font.pixelSize: Theme.touch ? Theme.touchMetrics.text : Theme.fontBodySize
    visible: text.length > 0
}

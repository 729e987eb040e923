// The name of an account in bold; what the search found in it is underlined.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Theme
import Keybook.Controls

Label {
    id: label

    required property string name
    property string marked
    readonly property bool hits: marked.length > 0 && marked !== name

    bold: true
    font.pixelSize: metrics.text + 1
    text: hits ? marked.replace(/<u>/g, "<u><font color=\"" + Theme.warningText + "\">").replace(/<\/u>/g, "</font></u>") : name
    textFormat: hits ? Text.StyledText : Text.PlainText

    Accessible.name: name
}

// What the predecessor wrote to the successor.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Controls
import Keybook.Theme

Item {
    id: note

    property string text

    implicitHeight: words.implicitHeight
    visible: text.length > 0

    Rectangle {
        color: Theme.accentFill
        height: parent.height
        radius: Theme.focusOffset
        width: Theme.radiusXs
    }
    Label {
        id: words

        text: note.text
        variant: Label.Body
        width: parent.width - x
        wrapMode: Text.Wrap
        x: Theme.space3
    }
}

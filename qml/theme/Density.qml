// One set of sizes: compact for a mouse, touch for a finger. Values come from tokens.json.
import QtQuick

QtObject {
    required property int row // one line
    required property int row2
    required property int control
    required property int controlSm
    required property int chip
    required property int target
    required property int icon
    required property int text
    required property int textLine
    required property int pad
    readonly property bool touch: target > control

    // Follow from the text size: captions one or two steps below it, heads above.
    readonly property int caption: touch ? text - 2 : text - 1
    readonly property int captionLine: touch ? textLine - 4 : textLine - 2
    readonly property int head: touch ? text + 1 : text + 2
    readonly property int tag: touch ? 24 : 20
    readonly property int smallIcon: icon - 2
    readonly property int headRow: touch ? 50 : 46
}

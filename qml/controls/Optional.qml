// Exists only while it is active. Takes the place of Loader { sourceComponent }: in Qt 6.4 a Loader cannot create a
// component of a file with "pragma ComponentBehavior: Bound", a Repeater can. The item is a child of the parent.
//
// It goes at once, but comes with the next turn of the event loop: what it holds must not be made in the middle of a resize,
// from the binding that noticed it. With Qt 6.4 a list of rows that hold Repeaters then crashes.
pragma ComponentBehavior: Bound
import QtQuick

Repeater {
    id: optional

    property bool active: true
    property bool shown: active
    property Item item: null
    readonly property Timer coming: Timer {
        interval: 0
        onTriggered: optional.shown = optional.active
    }

    model: active && shown ? 1 : 0

    Component.onCompleted: shown = active // the same value, without its binding
    onActiveChanged: {
        if (active)
            coming.start();
        else
            shown = false;
    }
    onItemAdded: (index, item) => optional.item = item
    onItemRemoved: optional.item = null
}

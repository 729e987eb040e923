// Exists only while it is active. Takes the place of Loader { sourceComponent }: in Qt 6.4 a Loader cannot create a
// component of a file with "pragma ComponentBehavior: Bound", a Repeater can. The item is a child of the parent.
pragma ComponentBehavior: Bound
import QtQuick

Repeater {
    id: optional

    property bool active: true
    property Item item: null

    model: active ? 1 : 0

    onItemAdded: (index, item) => optional.item = item
    onItemRemoved: optional.item = null
}

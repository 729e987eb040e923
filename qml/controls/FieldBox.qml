// The box of an input: border by state.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Theme

Rectangle {
    id: box

    property bool focused: false
    property bool faulty: false
    property bool usable: true

    border.color: faulty ? Theme.negativeSolid : focused ? Theme.focus : usable ? Theme.fieldBorder : Theme.border
    border.width: faulty || focused ? Theme.strokeFocus : Theme.strokeControl
    color: usable ? Theme.surface : Theme.canvas
    radius: Theme.radiusMd
}

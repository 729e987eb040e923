// How much room there is. The shell sets the size; pages choose their layout by it.
pragma Singleton
import QtQuick
import Keybook.Theme

QtObject {
    property real width: 0
    property real height: 0

    readonly property bool wide: width >= Theme.layoutOnePaneBelow
    readonly property bool bottomBar: width < Theme.layoutBottomBarBelow || (!wide && height > width)
    readonly property bool narrow: width < Theme.layoutBottomBarBelow
}

// The page of the current place. A place marked `keep` stays loaded, so that its search and position survive.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

FocusScope {
    id: host

    property Item page: null
    readonly property string title: page?.title ?? Pages.labelOf(Router.place)
    readonly property string subtitle: page?.subtitle ?? ""

    Repeater {
        model: Pages.places

        Loader {
            id: loader

            required property var modelData
            readonly property bool current: Router.place === modelData.name
            property bool visited: false

            active: current || (modelData.keep && visited)
            anchors.fill: parent
            focus: current
            source: modelData.url
            visible: current

            Component.onCompleted: show()
            onCurrentChanged: show()
            onLoaded: show()

            function show() {
                if (!current)
                    return;
                visited = true;
                host.page = item as Item;
            }

            StateNotice {
                anchors.centerIn: parent
                failed: true
                //: shown in place of a page that could not be opened
                title: qsTr("This page cannot be opened")
                //: what to do about a page that could not be opened
                text: qsTr("The other pages still work. Install the app again, your data stays.")
                //: button that goes back to the first page
                primaryText: qsTr("Go to Today")
                visible: loader.status === Loader.Error
                width: Math.min(implicitWidth, loader.width - 2 * Theme.pageMargin)
                onPrimary: Router.go("today")
            }
        }
    }
}

// The window of the app.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Window
import Keybook.Theme

Window {
    id: window

    readonly property alias pageNames: shell.pageNames
    property alias exampleAccount: shell.exampleAccount

    function goTo(page: string, parameters: var) {
        shell.goTo(page, parameters);
    }
    function showPage(name: string) {
        shell.showPage(name);
    }

    color: Theme.canvas
    height: Theme.layoutDialog + Theme.sideMargin
    minimumHeight: Theme.layoutListPane + Theme.layoutRail
    minimumWidth: Theme.layoutSidePane
    //: the name of the app, in the title of the window
    title: qsTr("Keybook")
    visible: true
    width: Theme.layoutDialog + Theme.layoutSheet

    Shell {
        id: shell

        anchors.fill: parent
    }
}

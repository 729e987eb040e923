// The whole app over the stand-in, page by page.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Window
import Keybook.App
import Keybook.Shell

Window {
    id: window

    property var look: ({})
    readonly property var shots: shell.pageNames

    function show(name) { // untyped: the program passes a QVariant
        shell.showPage(name);
    }

    Component.onCompleted: {
        App.settings.language = look.language;
        App.settings.theme = look.theme;
        App.settings.density = look.touch ? "touch" : "auto";
        shell.exampleAccount = "K-0031";
    }

    Shell {
        id: shell

        anchors.fill: parent
    }
}

// The one sheet on top of the page: visit log, record form or conflict dialog. It exists only while it is open.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Navigation

Item {
    id: host

    property var sheet: null // a Popup or an Item

    // A Popup goes when its exit is over: destroyed before, it would leave its picture behind.
    function retire(old: var) {
        if (!old)
            return;
        if (old.opened || old.visible && typeof old.close === "function") {
            old.closed.connect(() => old.destroy());
            old.close();
        } else {
            old.destroy();
        }
    }
    function swap() {
        retire(sheet);
        sheet = null;
        if (Router.sheet.length === 0)
            return;
        const component = Qt.createComponent(Pages.sheets[Router.sheet]);
        if (component.status !== Component.Ready) {
            console.warn(component.errorString());
            Router.closeSheet();
            return;
        }
        sheet = component.createObject(host, Router.sheetData);
        if (typeof sheet.open === "function")
            sheet.open();
    }

    Connections {
        function onClosed() { // a Popup that ended by itself
            Router.closeSheet();
        }

        ignoreUnknownSignals: true
        target: host.sheet
    }
    Connections {
        function onSheetSwitched() {
            host.swap();
        }

        target: Router
    }
}

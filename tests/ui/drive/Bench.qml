// The shell on a stage of any size, and ways to find what a person would look for: by its accessible name.
import QtQuick
import QtQuick.Templates as T
import QtTest
import Keybook.App
import Keybook.Navigation
import Keybook.Shell
import Keybook.Theme

Item {
    id: bench

    property alias shell: shell
    readonly property Item overlay: T.Overlay.overlay

    function visit(item: Item, act: var) {
        if (!item || !item.visible)
            return;
        act(item);
        for (let i = 0; i < item.children.length; ++i)
            visit(item.children[i], act);
    }
    function all(accept: var): var {
        const found = [];
        visit(shell, each => accept(each) ? found.push(each) : undefined);
        visit(overlay, each => accept(each) ? found.push(each) : undefined);
        return found;
    }
    // The last one drawn: what lies on top wins.
    function named(name: string): Item {
        const found = all(each => isControl(each) && each.Accessible.name === name);
        return found.length > 0 ? found[found.length - 1] : null;
    }
    function text(words: string): Item {
        const found = all(each => each.text === words);
        return found.length > 0 ? found[found.length - 1] : null;
    }
    // A text field of Qt 6.4 has no focusPolicy, a plain MouseArea neither.
    function isControl(item: Item): bool {
        return item.cursorPosition !== undefined || (item.focusPolicy !== undefined && (typeof item.clicked === "function" || typeof item.activated === "function"));
    }
    function interactive(): var {
        return all(each => isControl(each) && each.enabled);
    }
    function resize(wide: int, high: int) {
        width = wide;
        height = high;
    }
    function reset() {
        App.settings.language = "en";
        App.settings.reduceMotion = true;
        App.needsFirstStart = false;
        App.calls = [];
        shell.showFirstStart = false;
        Router.reset();
        resize(1440, 900);
    }

    height: 900
    width: 1440

    Shell {
        id: shell

        anchors.fill: parent
    }
}

// The scrolling list of accounts, whatever a row looks like: keys, reuse of delegates, focus. A list keeps its delegate for
// life: with Qt 6.4 one that is given another while it is being destroyed crashes.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.App
import Keybook.Controls

ListView {
    id: list

    required property AccountListModel accounts

    activeFocusOnTab: true
    boundsBehavior: Flickable.StopAtBounds
    cacheBuffer: 0 // rows beyond the edge are made while others are shown; a page that is left meanwhile would warn
    clip: true
    currentIndex: -1
    model: accounts
    reuseItems: true
    visible: count > 0

    T.ScrollBar.vertical: ScrollBar {}
    Accessible.name: qsTr("Accounts")
    Accessible.role: Accessible.List

    Keys.onReturnPressed: (currentItem as AccountRow)?.openFile()
    Keys.onSpacePressed: accounts.toggleSelected(currentIndex)
    onActiveFocusChanged: {
        if (activeFocus && currentIndex < 0 && count > 0)
            currentIndex = Math.max(0, indexAt(0, contentY));
    }
}

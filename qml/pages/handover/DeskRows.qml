// Rows of what waits at the handover desk, for a panel of decisions.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Controls
import Keybook.Navigation
import Keybook.Theme

Repeater {
    LedgerRow {
        required property string recordId
        required property string type
        required property string icon
        required title
        required subtitle

        chevron: true
        iconInk: Theme.kindText("warning")
        iconName: icon
        reasonLines: 2
        width: parent?.width ?? 0
        onClicked: Router.openRecord(type, recordId)
    }
}

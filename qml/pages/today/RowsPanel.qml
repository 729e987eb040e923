// A panel of plain rows: decisions, deadlines, warnings, dates.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

Panel {
    id: panel

    required property var rows // a list model with row roles
    property int leadWidth: 0
    property string ink
    property bool chevrons: false

    visible: count > 0

    Repeater {
        model: panel.rows

        LedgerRow {
            required property string recordId
            required property string accountId
            required property string type
            required property string icon
            required property string dateText
            required title
            required subtitle
            required tagText
            required tagKind
            required tagIcon

            chevron: panel.chevrons
            iconInk: panel.ink.length > 0 ? Theme.kindText(panel.ink) : Theme.textSecondary
            iconName: panel.leadWidth > 0 ? "" : icon
            lead: panel.leadWidth > 0 ? dateText : ""
            leadWidth: panel.leadWidth
            width: parent?.width ?? 0
            onClicked: {
                if (type.length > 0 && recordId.length > 0 && type !== "account")
                    Router.openRecord(type, recordId);
                else
                    Router.openAccount(accountId, "overview");
            }
        }
    }
}

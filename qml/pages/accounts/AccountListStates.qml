// What stands in place of the rows: loading, an error, nothing yet, or nothing that fits; always with the next step.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

Item {
    id: states

    required property AccountListModel accounts

    height: childrenRect.height

    LoadingRows {
        count: 8
        visible: states.accounts.loading && states.accounts.count === 0
        width: parent.width
    }
    StateNotice {
        failed: states.accounts.errorText.length > 0
        framed: false
        iconName: states.accounts.filtered ? "filter" : "accounts"
        primaryText: states.accounts.errorText.length > 0 ? qsTr("Open sync") //: button that opens the sync page
            : states.accounts.filtered ? (states.accounts.dropHint.length > 0 ? qsTr("Drop the last filter") : qsTr("Clear all filters")) //: buttons of a list that is empty because of its filters
            : states.accounts.scope === "mine" ? qsTr("Show all accounts") : qsTr("New account") //: buttons of an empty list of accounts
        secondaryText: states.accounts.errorText.length > 0 ? "" : states.accounts.filtered ? (states.accounts.dropHint.length > 0 ? qsTr("Clear all filters") : "")
            : states.accounts.scope === "mine" ? qsTr("New account") : ""
        text: states.accounts.errorText.length > 0 ? states.accounts.errorText : states.accounts.filtered ? states.accounts.dropHint
            : qsTr("Accounts that you look after appear here.") //: explains an empty list of accounts
        title: states.accounts.errorText.length > 0 ? qsTr("The accounts cannot be read") //: error
            : states.accounts.filtered ? qsTr("No account fits all conditions") //: filtered to nothing
            : qsTr("No accounts yet") //: empty list
        visible: !states.accounts.loading && states.accounts.count === 0
        width: parent.width
        onPrimary: {
            if (states.accounts.errorText.length > 0)
                Router.go("sync");
            else if (!states.accounts.filtered && states.accounts.scope === "mine")
                states.accounts.scope = "all";
            else if (!states.accounts.filtered)
                Router.create("account", {});
            else if (states.accounts.dropHint.length > 0)
                states.accounts.dropLastFilter();
            else
                states.accounts.clearFilters();
        }
        onSecondary: {
            if (states.accounts.filtered)
                states.accounts.clearFilters();
            else
                Router.create("account", {});
        }
    }
}

// What stands in place of rows: loading, an error, nothing yet, nothing that fits the filter.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

Item {
    id: states

    required property bool shown
    required property bool loading
    required property string errorText
    required property bool filtered
    required property string emptyTitle
    property string emptyText
    property string emptyIcon: "info"
    property string emptyPrimary
    readonly property bool failed: errorText.length > 0

    signal primary
    signal cleared

    visible: shown

    LoadingRows {
        count: 4
        visible: states.loading && !states.failed
        width: parent.width
    }
    StateNotice {
        failed: states.failed
        framed: false
        iconName: states.filtered ? "filter" : states.emptyIcon
        primaryText: states.failed ? qsTr("Open sync") //: button that opens the sync page
            : states.filtered ? qsTr("Clear filters") : states.emptyPrimary //: button: take away all filters and the search
        text: states.failed ? states.errorText : states.filtered ? "" : states.emptyText
        title: states.failed ? qsTr("The list cannot be read") //: error
            : states.filtered ? qsTr("Nothing fits the filter") : states.emptyTitle //: filtered to nothing
        visible: states.failed || !states.loading
        width: parent.width
        onPrimary: states.failed ? Router.go("sync") : states.filtered ? states.cleared() : states.primary()
    }
}

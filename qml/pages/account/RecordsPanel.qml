// The records of one type at one account; a press opens the form.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

Panel {
    id: panel

    required property string accountId
    required property string type
    readonly property alias records: records

    signal changed

    count: records.count
    title: App.typeLabel(type)
    visible: count > 0 || records.errorText.length > 0

    RecordListModel {
        id: records

        accountId: panel.accountId
        scope: "all"
        type: panel.type
        onCountChanged: panel.changed()
        onLoadingChanged: panel.changed()
    }
    Repeater {
        model: records

        LedgerRow {
            required property string recordId
            required property string icon
            required title
            required subtitle
            required value
            required valueNote
            required tagText
            required tagKind
            required tagIcon

            boldTitle: true
            iconName: icon
            reasonLines: 2
            width: parent?.width ?? 0
            onClicked: Router.openRecord(panel.type, recordId)
        }
    }
    Banner {
        kind: "negative"
        text: records.errorText
        visible: text.length > 0
        width: parent.width
    }
}

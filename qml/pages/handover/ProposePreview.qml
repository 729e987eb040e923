// What would happen, as the server sees it: accounts, open promises, due visits, warnings, and devices with unsent work.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.App
import Keybook.Controls
import Keybook.Theme

ColumnLayout {
    id: preview

    required property HandoverProposal wish

    spacing: Theme.space4

    ProgressBar {
        Layout.fillWidth: true
        label: qsTr("Asking the server")
        value: -1
        visible: preview.wish.previewing
    }
    Banner {
        Layout.fillWidth: true
        actionText: qsTr("Try again")
        kind: "warning"
        text: preview.wish.previewError
        visible: text.length > 0
        onActionTriggered: preview.wish.look()
    }
    Repeater {
        model: preview.wish.warnings

        Banner {
            required property var modelData

            Layout.fillWidth: true
            kind: modelData.kind
            text: modelData.text
        }
    }
    PreviewPanel {
        Layout.fillWidth: true
        rows: preview.wish.moving
        //: panel: the accounts that would be handed over
        title: qsTr("Accounts")
    }
    PreviewPanel {
        Layout.fillWidth: true
        rows: preview.wish.promises
        //: panel: tasks and promises that nobody kept yet
        title: qsTr("Open promises")
    }
    PreviewPanel {
        Layout.fillWidth: true
        rows: preview.wish.visits
        //: panel: visits that were planned
        title: qsTr("Planned visits")
    }
    PreviewPanel {
        Layout.fillWidth: true
        rows: preview.wish.devices
        //: panel: the devices of whoever hands over
        title: qsTr("Devices of the predecessor")
    }
}

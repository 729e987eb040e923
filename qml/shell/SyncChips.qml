// The state of this device: the chip that matters most, and "offline" beside it when both hold.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

Row {
    id: chips

    property bool brief: false
    readonly property SyncState sync: App.sync

    spacing: Theme.space2 + Theme.focusOffset

    SyncChip {
        brief: chips.brief
        count: ({waiting: chips.sync.waitingCount, decision: chips.sync.decisionCount, refused: chips.sync.refusedCount})[chips.sync.state] ?? 0
        detail: chips.sync.lastSyncText
        running: chips.sync.running
        since: chips.sync.offlineSinceText
        status: chips.sync.state
        onClicked: Router.go("sync")
    }
    SyncChip {
        brief: chips.brief
        since: chips.sync.offlineSinceText
        status: "offline"
        visible: chips.sync.offline && chips.sync.state !== "offline"
        onClicked: Router.go("sync")
    }
}

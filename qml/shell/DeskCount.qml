// How much waits at the handover desk, for the navigation.
import QtQuick
import Keybook.App

Item {
    readonly property alias count: inbox.count
    readonly property alias handovers: inbox.handovers

    DeskInbox {
        id: inbox
    }
}

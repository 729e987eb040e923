// The accounts that are due, in a pane of its own.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.App
import Keybook.Controls
import Keybook.Theme

Flickable {
    id: list

    required property TodayModel today

    boundsBehavior: Flickable.StopAtBounds
    clip: true
    contentHeight: panel.height + Theme.space4
    interactive: contentHeight > height

    T.ScrollBar.vertical: ScrollBar {}

    DuePanel {
        id: panel

        today: list.today
        width: parent.width
    }
}

// The overview of an account: next step, figures, score, what is open, who decides. Parts without data are left out.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Keybook.App
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

Flickable {
    id: tab

    required property AccountFile file
    readonly property bool figures: file.figures.length > 0 || file.months.length > 0
    readonly property bool scored: file.score.length > 2
    readonly property bool beside: width >= Theme.layoutDialog
    readonly property bool single: width < Theme.layoutBottomBarBelow
    readonly property real third: (grid.width - Theme.space4) / 3
    readonly property real main: beside ? 2 * third : grid.width
    readonly property real side: beside ? third : single ? grid.width : (grid.width - Theme.space4) / 2

    boundsBehavior: Flickable.StopAtBounds
    clip: true
    contentHeight: grid.height + Theme.space4 + Theme.space5
    interactive: contentHeight > height

    T.ScrollBar.vertical: ScrollBar {}

    GridLayout {
        id: grid

        columnSpacing: Theme.space4
        columns: 2
        rowSpacing: Theme.space4
        width: tab.width - 2 * x
        x: Theme.pageMargin
        y: Theme.space4

        NextStep {
            Layout.columnSpan: 2
            Layout.fillWidth: true
            file: tab.file
        }
        FiguresPanel {
            Layout.column: 0
            Layout.columnSpan: tab.beside && tab.scored ? 1 : 2
            Layout.fillHeight: true
            Layout.fillWidth: true
            Layout.preferredWidth: tab.main
            Layout.row: 1
            file: tab.file
            visible: tab.figures
        }
        ScorePanel {
            Layout.alignment: Qt.AlignTop
            Layout.column: tab.single || (tab.beside && !tab.figures) ? 0 : 1
            Layout.columnSpan: tab.single || (tab.beside && !tab.figures) ? 2 : 1
            Layout.fillHeight: tab.beside
            Layout.fillWidth: true
            Layout.preferredWidth: tab.side
            Layout.row: tab.beside ? 1 : tab.single ? 4 : 3
            file: tab.file
            visible: tab.scored
        }
        OpenItemsPanel {
            Layout.alignment: Qt.AlignTop
            Layout.column: 0
            Layout.columnSpan: tab.beside ? 1 : 2
            Layout.fillWidth: true
            Layout.preferredWidth: tab.main
            Layout.row: 2
            file: tab.file
        }
        DecidersPanel {
            Layout.alignment: Qt.AlignTop
            Layout.column: tab.beside ? 1 : 0
            Layout.columnSpan: tab.beside || (tab.scored && !tab.single) ? 1 : 2
            Layout.fillWidth: true
            Layout.preferredWidth: tab.side
            Layout.row: tab.beside ? 2 : 3
            file: tab.file
        }
    }
}

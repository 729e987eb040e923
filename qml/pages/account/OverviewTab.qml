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
    readonly property bool beside: width >= Theme.layoutOnePaneBelow - Theme.layoutSidePane

    boundsBehavior: Flickable.StopAtBounds
    clip: true
    contentHeight: grid.height + Theme.space4 + Theme.space5
    interactive: contentHeight > height

    T.ScrollBar.vertical: ScrollBar {}

    GridLayout {
        id: grid

        columnSpacing: Theme.space4
        columns: tab.beside ? 3 : 1
        rowSpacing: Theme.space4
        width: tab.width - 2 * x
        x: Theme.pageMargin
        y: Theme.space4

        NextStep {
            Layout.columnSpan: grid.columns
            Layout.fillWidth: true
            file: tab.file
        }
        FiguresPanel {
            Layout.columnSpan: scores.visible || !tab.beside ? Math.min(2, grid.columns) : 3
            Layout.fillHeight: true
            Layout.fillWidth: true
            Layout.preferredWidth: 2
            file: tab.file
            visible: tab.figures
        }
        ScorePanel {
            id: scores

            Layout.columnSpan: tab.figures || !tab.beside ? 1 : 3
            Layout.fillHeight: true
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            file: tab.file
            visible: tab.file.score.length > 2
        }
        OpenItemsPanel {
            Layout.alignment: Qt.AlignTop
            Layout.columnSpan: Math.min(2, grid.columns)
            Layout.fillWidth: true
            Layout.preferredWidth: 2
            file: tab.file
        }
        DecidersPanel {
            Layout.alignment: Qt.AlignTop
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            file: tab.file
        }
    }
}

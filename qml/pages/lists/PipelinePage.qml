// Opportunities by stage: the forecast, the sums, and cards to move.
pragma ComponentBehavior: Bound
import QtQuick
import QtQml
import Keybook.App
import Keybook.Controls
import Keybook.Navigation
import Keybook.Theme

FocusScope {
    id: page

    //: a place in the navigation
    readonly property string title: qsTr("Pipeline")
    readonly property string subtitle: stages.scope === "mine" ? qsTr("Mine") //: whose records a list shows
        : qsTr("All that I may see") //: whose records a list shows
    readonly property bool failed: stages.errorText.length > 0
    readonly property bool empty: !stages.loading && !failed && cardCount === 0
    property int cardCount: 0

    function recount() {
        let sum = 0;
        for (let i = 0; i < counts.count; ++i)
            sum += counts.objectAt(i)?.cardCount ?? 0;
        cardCount = sum;
    }

    BoardModel {
        id: stages

        scope: "mine"
    }
    Timer {
        id: recounting // once for many stages

        interval: 0
        onTriggered: page.recount()
    }
    Instantiator {
        id: counts

        model: stages

        delegate: QtObject {
            required property int cardCount

            onCardCountChanged: recounting.start()
        }
        onObjectAdded: recounting.start()
        onObjectRemoved: recounting.start()
    }
    Item {
        id: tools

        height: Math.max(scope.height, create.height)
        width: parent.width - x - Theme.sideMargin
        x: Theme.pageMargin
        y: Theme.space3 + Theme.focusOffset

        Segmented {
            id: scope

            //: read aloud for the choice between my records and all
            label: qsTr("Whose")
            options: [
                {value: "mine", label: qsTr("Mine")}, //: whose records a list shows
                {value: "all", label: qsTr("All")} //: whose records a list shows
            ]
            value: stages.scope
            onChosen: value => stages.scope = value
        }
        Button {
            id: create

            anchors.right: parent.right
            iconName: "plus"
            //: button: a new opportunity
            text: qsTr("Opportunity")
            Accessible.name: qsTr("New opportunity") //: read aloud for a button
            onClicked: Router.create("opportunity", {})
        }
    }
    ForecastPanel {
        id: forecast

        anchors.top: tools.bottom
        anchors.topMargin: Theme.space3
        board: stages
        height: visible ? implicitHeight : 0
        width: tools.width
        x: tools.x
    }
    StageBoard {
        anchors.bottom: parent.bottom
        anchors.top: forecast.bottom
        anchors.topMargin: Theme.space3
        clip: true
        focus: true
        stages: stages
        visible: !stages.loading && !page.failed && !page.empty
        width: parent.width
    }
    ListStates {
        anchors.top: forecast.bottom
        anchors.topMargin: Theme.space3
        emptyIcon: "pipeline"
        emptyPrimary: qsTr("New opportunity") //: button of an empty list
        emptyText: qsTr("A deal that you work on stands here by its stage, from the first lead to the signature.") //: explains an empty pipeline
        emptyTitle: qsTr("No opportunities yet") //: empty list
        errorText: stages.errorText
        filtered: false
        loading: stages.loading
        shown: stages.loading || page.failed || page.empty
        width: tools.width
        x: tools.x
        onPrimary: Router.create("opportunity", {})
    }
}

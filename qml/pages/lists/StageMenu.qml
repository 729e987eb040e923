// Moves a card without dragging.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Controls
import Keybook.Navigation

Menu {
    id: moves

    required property BoardModel stages
    property string recordId
    property string from

    function openFor(id: string, stage: string, anchor: Item) {
        recordId = id;
        from = stage;
        popup(anchor, 0, anchor.height);
    }

    MenuItem {
        iconName: "edit"
        //: menu of a card: open the record
        text: qsTr("Open")
        onTriggered: Router.openRecord("opportunity", moves.recordId)
    }
    MenuRule {}
    Repeater {
        model: moves.stages

        MenuItem {
            required property string stage
            required property string label

            checkable: true
            checked: stage === moves.from
            enabled: stage !== moves.from
            //: menu of a card: move it to another stage
            text: stage === moves.from ? label : qsTr("Move to %1").arg(label)
            onTriggered: moves.stages.moveCard(moves.recordId, stage)
        }
    }
}

// The card that is being moved over the board, where it is, and the stage under it.
pragma ComponentBehavior: Bound
import QtQml

QtObject {
    property var card: null     // what the lifted card shows, or null
    property string from        // its stage
    property string target      // the stage under the pointer
    property real x: 0          // pointer, in the coordinates of the board
    property real y: 0
    property real width: 0      // of the card
    property bool choosing: false // let go without a target: the stage is tapped in the bar
    readonly property bool active: card !== null

    signal moved
    signal dropped

    function lift(what: var, stage: string, cardWidth: real) {
        from = stage;
        target = "";
        width = cardWidth;
        choosing = false;
        card = what;
    }
    function cancel() {
        card = null;
        choosing = false;
        target = "";
    }
}

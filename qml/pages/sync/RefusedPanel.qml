// What the server did not accept, why, and what can be done about it.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Controls
import Keybook.Navigation

Panel {
    id: panel

    alarm: "negative"
    count: refused.count
    //: panel: changes that the server did not accept
    title: qsTr("Refused")
    visible: refused.count > 0

    Repeater {
        model: refused

        RefusedRow {
            width: parent.width
            onDropped: refused.drop(entry)
            onMended: refused.mend(entry)
            onResent: refused.resend(entry)
            onAsked: question = refused.dropText(entry)
        }
    }
    RefusedModel {
        id: refused

        onOpenForm: (type, recordId, entry) => Router.mend(type, recordId, entry)
    }
}

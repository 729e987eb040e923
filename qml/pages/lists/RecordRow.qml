// A record in a list; a press opens its form.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Controls
import Keybook.Navigation

LedgerRow {
    id: row

    required property int index
    required property string recordId
    required property string accountId
    required property string icon
    property string type
    property bool logs: false
    required title
    required subtitle
    required value
    required valueNote
    required tagText
    required tagKind
    required tagIcon
    required gradeRank
    required gradeMark
    required gradeName

    boldTitle: true
    divider: index > 0
    iconName: icon
    reasonLines: 2
    onClicked: Router.openRecord(type, recordId)

    Button {
        anchors.verticalCenter: parent?.verticalCenter
        small: true
        //: short button in a row: write down what happened at this visit
        text: qsTr("Log")
        visible: row.logs
        Accessible.name: qsTr("Log visit, %1").arg(row.title) //: read aloud for the button of a row
        onClicked: Router.logVisit(row.accountId, row.recordId)
    }
}

// Who was met: the contacts of the account, and anyone else by search.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Controls
import Keybook.Forms
import Keybook.Theme

Field {
    id: field

    required property VisitLog log
    property var others: [] // list of {recordId, name}, picked by search
    readonly property var people: log.contacts.concat(others.filter(each => !log.contacts.some(known => known.recordId === each.recordId)))

    //: field of the visit log
    label: qsTr("Who was there")
    metrics: Theme.touchMetrics

    Flow {
        spacing: Theme.space2
        width: parent.width

        Repeater {
            model: field.people

            Chip {
                required property var modelData

                checkable: false
                checked: field.log.participants.includes(modelData.recordId)
                iconName: checked ? "check" : ""
                metrics: Theme.touchMetrics
                text: modelData.name
                Accessible.checkable: true
                Accessible.role: Accessible.CheckBox
                onClicked: field.log.toggleParticipant(modelData.recordId)
            }
        }
        Chip {
            checkable: false
            enabled: field.log.accountId.length > 0
            iconName: "plus"
            metrics: Theme.touchMetrics
            //: chip of the visit log: someone who is not listed yet
            text: qsTr("Someone else")
            onClicked: picker.open()
        }
    }
    ReferencePicker {
        id: picker

        title: field.label
        type: "contact"
        onPicked: (id, title) => {
            if (!field.others.some(each => each.recordId === id))
                field.others = field.others.concat([{recordId: id, name: title}]);
            if (!field.log.participants.includes(id))
                field.log.toggleParticipant(id);
        }
    }
}

// On site, by phone, and so on: one of the declared kinds.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Controls
import Keybook.Theme

Field {
    id: field

    required property VisitLog log

    //: field of the visit log: on site, phone, video
    label: qsTr("How")
    metrics: Theme.touchMetrics

    Flow {
        spacing: Theme.space2
        width: parent.width

        Repeater {
            model: field.log.kinds

            Chip {
                required property var modelData

                checkable: false
                checked: field.log.kind === modelData.value
                iconName: checked ? "check" : modelData.icon
                metrics: Theme.touchMetrics
                text: modelData.label
                Accessible.checkable: true
                Accessible.role: Accessible.RadioButton
                onClicked: field.log.kind = checked ? "" : modelData.value
            }
        }
    }
}

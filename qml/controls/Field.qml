// Label above, editor, help or error below: the frame that every input shares.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Theme

Item {
    id: field

    property string label
    property string note     // small, beside the label: unit or "optional"
    property string help
    property string error
    property bool required: false
    property Density metrics: Theme.metrics
    default property alias content: slot.data

    implicitHeight: column.implicitHeight
    implicitWidth: Theme.menuWidth

    Column {
        id: column

        spacing: Theme.space1
        width: parent.width

        Row {
            spacing: Theme.gap
            visible: field.label.length > 0

            Label {
                color: Theme.textSecondary
                font.pixelSize: Theme.fontDenseSize
                text: field.label
                width: Math.min(implicitWidth, column.width)
            }
            Label {
                //: marks a field that must be filled in
                text: field.required ? qsTr("required") : field.note
                variant: Label.Caption
                visible: text.length > 0
            }
        }
        Item {
            id: slot

            implicitHeight: childrenRect.height
            width: parent.width
        }
        Row {
            spacing: Theme.space1
            visible: field.error.length > 0 || field.help.length > 0
            width: parent.width

            Icon {
                color: Theme.negativeText
                name: "alert"
                size: field.metrics.smallIcon - Theme.focusOffset
                visible: field.error.length > 0
                y: Theme.focusOffset
            }
            Label {
                color: field.error.length > 0 ? Theme.negativeText : Theme.textTertiary
                metrics: field.metrics
                text: field.error.length > 0 ? field.error : field.help
                variant: Label.Caption
                width: column.width - x
                wrapMode: Text.Wrap
            }
        }
    }
}

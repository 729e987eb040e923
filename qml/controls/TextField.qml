// One line of text.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.Theme

Field {
    id: field

    property alias text: input.text
    property alias placeholderText: input.placeholderText
    property alias echoMode: input.echoMode
    property alias inputMethodHints: input.inputMethodHints
    property alias maximumLength: input.maximumLength
    property alias readOnly: input.readOnly
    property alias horizontalAlignment: input.horizontalAlignment
    property alias input: input
    property string leadingIcon
    property string suffix

    signal edited(string text)
    signal accepted

    T.TextField {
        id: input

        activeFocusOnTab: true
        color: enabled ? Theme.textPrimary : Theme.textDisabled
        font.family: Theme.fontFamily
        font.pixelSize: field.metrics.text
        implicitHeight: field.metrics.control
        leftPadding: field.leadingIcon.length > 0 ? Theme.space3 + field.metrics.icon + Theme.space2 : Theme.space3
        placeholderTextColor: Theme.textTertiary
        rightPadding: field.suffix.length > 0 ? Theme.space3 + suffixLabel.width + Theme.space2 : Theme.space3
        selectByMouse: true
        selectedTextColor: Theme.accentOnFill
        selectionColor: Theme.accentFill
        verticalAlignment: TextInput.AlignVCenter
        width: parent.width

        Accessible.description: field.error.length > 0 ? field.error : field.help
        Accessible.name: field.label.length > 0 ? field.label : placeholderText
        Accessible.role: Accessible.EditableText

        background: FieldBox {
            faulty: field.error.length > 0
            focused: input.activeFocus
            usable: input.enabled
        }

        onAccepted: field.accepted()
        onTextEdited: field.edited(text)

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.textTertiary
            name: field.leadingIcon
            size: field.metrics.icon
            visible: name.length > 0
            x: Theme.space3
        }
        Label {
            anchors.fill: parent
            anchors.leftMargin: input.leftPadding
            anchors.rightMargin: input.rightPadding
            color: Theme.textTertiary
            metrics: field.metrics
            text: input.placeholderText
            visible: input.length === 0 && input.preeditText.length === 0
            Accessible.ignored: true
        }
        Label {
            id: suffixLabel

            anchors.right: parent.right
            anchors.rightMargin: Theme.space3
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.textTertiary
            metrics: field.metrics
            text: field.suffix
            visible: text.length > 0
        }
    }
}

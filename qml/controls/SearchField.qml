// Search as you type, with the number of hits and a button to clear.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.Theme

T.TextField {
    id: control

    property string countText
    property string shortcutText
    property string label: placeholderText
    property Density metrics: Theme.metrics

    signal edited(string text)

    color: Theme.textPrimary
    font.family: Theme.fontFamily
    font.pixelSize: metrics.text
    implicitHeight: Math.max(Theme.searchHeight, metrics.control)
    leftPadding: Theme.space3 + metrics.icon + Theme.space2
    placeholderTextColor: Theme.textTertiary
    rightPadding: Theme.space2 + tail.width
    selectByMouse: true
    selectedTextColor: Theme.accentOnFill
    selectionColor: Theme.accentFill
    verticalAlignment: TextInput.AlignVCenter

    Accessible.name: label
    Accessible.role: Accessible.EditableText
    Accessible.searchEdit: true

    background: FieldBox {
        border.color: control.activeFocus ? Theme.focus : Theme.borderStrong
        focused: control.activeFocus
    }

    Keys.onEscapePressed: event => {
        event.accepted = length > 0;
        if (event.accepted)
            control.edit("");
    }
    onTextEdited: control.edited(text)

    function edit(value: string) {
        text = value;
        control.edited(value);
    }

    Icon {
        anchors.verticalCenter: parent.verticalCenter
        color: control.activeFocus ? Theme.accentText : Theme.textTertiary
        name: "search"
        size: control.metrics.icon
        x: Theme.space3
    }
    Label {
        anchors.fill: parent
        anchors.leftMargin: control.leftPadding
        anchors.rightMargin: control.rightPadding
        color: Theme.textTertiary
        metrics: control.metrics
        text: control.placeholderText
        visible: control.length === 0 && control.preeditText.length === 0
        Accessible.ignored: true
    }
    Row {
        id: tail

        anchors.right: parent.right
        anchors.rightMargin: Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space1

        Label {
            anchors.verticalCenter: parent.verticalCenter
            text: control.countText
            variant: Label.Caption
            visible: text.length > 0 && control.length > 0
        }
        KeyHint {
            anchors.verticalCenter: parent.verticalCenter
            text: control.shortcutText
            visible: text.length > 0 && control.length === 0 && !control.activeFocus
        }
        IconButton {
            anchors.verticalCenter: parent.verticalCenter
            height: control.height - Theme.space2
            iconName: "close"
            //: button in a search field
            label: qsTr("Clear search")
            visible: control.length > 0
            width: height
            onClicked: control.edit("")
        }
    }
}

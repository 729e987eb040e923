// Several lines of text; grows with what is written, then scrolls.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.Theme

Field {
    id: field

    property alias text: input.text
    property alias placeholderText: hint.text
    property alias readOnly: input.readOnly
    property alias input: input
    property int minimumHeight: 2 * metrics.control + Theme.space1
    property int maximumHeight: 6 * metrics.control

    signal edited(string text)

    FieldBox {
        faulty: field.error.length > 0
        focused: input.activeFocus
        height: Math.max(field.minimumHeight, Math.min(field.maximumHeight, input.implicitHeight))
        usable: input.enabled
        width: parent.width

        Flickable {
            id: flick

            anchors.fill: parent
            anchors.margins: Theme.strokeFocus
            boundsBehavior: Flickable.StopAtBounds
            clip: true

            T.ScrollBar.vertical: ScrollBar {}
            T.TextArea.flickable: T.TextArea {
                id: input

                bottomPadding: Theme.space2
                color: Theme.textPrimary
                font.family: Theme.fontFamily
                font.pixelSize: field.metrics.text
                implicitHeight: contentHeight + topPadding + bottomPadding
                leftPadding: Theme.space3
                rightPadding: Theme.space3
                selectByMouse: true
                selectedTextColor: Theme.accentOnFill
                selectionColor: Theme.accentFill
                topPadding: Theme.space2
                wrapMode: TextEdit.Wrap

                Accessible.description: field.error.length > 0 ? field.error : field.help
                Accessible.multiLine: true
                Accessible.name: field.label
                Accessible.role: Accessible.EditableText
                KeyNavigation.priority: KeyNavigation.BeforeItem
                KeyNavigation.tab: nextItemInFocusChain(true)

                // Only what a person did counts as an edit.
                onTextChanged: {
                    if (activeFocus)
                        field.edited(text);
                }

                Label {
                    id: hint

                    color: Theme.textTertiary
                    metrics: field.metrics
                    visible: input.length === 0 && input.preeditText.length === 0
                    width: input.width - 2 * Theme.space3
                    wrapMode: Text.Wrap
                    x: Theme.space3
                    y: Theme.space2
                    Accessible.ignored: true
                }
            }
        }
    }
}

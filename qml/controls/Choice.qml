// One of several values, from a list that drops down. `options` is a list of {value, label}.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.Theme

Field {
    id: field

    required property var options
    property string value
    //: shown in a field from which nothing has been chosen yet
    property string placeholderText: qsTr("Choose")
    property alias input: combo

    signal chosen(string value)

    T.ComboBox {
        id: combo

        currentIndex: field.options.findIndex(each => each.value === field.value)
        hoverEnabled: true
        implicitHeight: field.metrics.control
        model: field.options
        textRole: "label"
        valueRole: "value"
        width: parent.width

        Accessible.description: field.error.length > 0 ? field.error : field.help
        Accessible.name: field.label
        Accessible.role: Accessible.ComboBox

        background: FieldBox {
            faulty: field.error.length > 0
            focused: combo.visualFocus || combo.popup.visible
            usable: combo.enabled
        }
        contentItem: Label {
            color: !combo.enabled ? Theme.textDisabled : combo.currentIndex < 0 ? Theme.textTertiary : Theme.textPrimary
            leftPadding: Theme.space3
            metrics: field.metrics
            rightPadding: Theme.space3 + field.metrics.smallIcon + Theme.space1
            text: combo.currentIndex < 0 ? field.placeholderText : combo.displayText
            Accessible.ignored: true
        }
        delegate: MenuItem {
            required property var modelData
            required property int index

            checkable: true
            checked: combo.currentIndex === index
            highlighted: combo.highlightedIndex === index
            text: modelData.label
            width: combo.popup.availableWidth
        }
        indicator: Icon {
            color: Theme.textTertiary
            name: "chevron-down"
            size: field.metrics.smallIcon
            x: combo.width - width - Theme.space3
            y: (combo.height - height) / 2
        }
        popup: T.Popup {
            implicitHeight: Math.min(list.contentHeight + topPadding + bottomPadding, Theme.menuWidth * 1.5)
            padding: Theme.gap
            width: combo.width
            y: combo.height + Theme.space1

            background: Rectangle {
                border.color: Theme.borderStrong
                color: Theme.raised
                radius: Theme.radiusMd

                Elevation {
                    around: Theme.radiusMd
                }
            }
            contentItem: ListView {
                id: list

                boundsBehavior: Flickable.StopAtBounds
                clip: true
                currentIndex: combo.highlightedIndex
                model: combo.popup.visible ? combo.delegateModel : null

                T.ScrollBar.vertical: ScrollBar {}
            }
        }

        onActivated: index => field.chosen(field.options[index].value)
    }
}

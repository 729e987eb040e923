// One field of a form as its model describes it; editors read it and write through `edited`.
pragma ComponentBehavior: Bound
import QtQuick

Item {
    id: row

    required property string name
    required property string kind
    required property string label
    required property string help
    required property string placeholder
    required property var value
    required property string displayText
    required property var items
    required property string error
    required property bool enabled_
    required property string lockedText
    required property var choices
    required property string referenceType
    required property string unit
    required property int lengthMax
    required property bool openChoices // values outside `choices` may be written
    property bool mandatory: false
    property string accountId
    property string today

    readonly property string text: value === undefined || value === null ? "" : String(value)
    readonly property string hint: lockedText.length > 0 ? lockedText : help

    signal edited(var value)
    signal blurred // the field was left: show its error from now on
}

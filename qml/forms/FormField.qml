// One row of a form model, kept so that sections can share the rows out without asking the model again.
pragma ComponentBehavior: Bound
import QtQml

QtObject {
    required property string name
    required property string section
    required property string kind
    required property string label
    required property string help
    required property string placeholder
    required property var value
    required property string displayText
    required property var items
    required property string error
    required property string lockedText
    required property var choices
    required property string referenceType
    required property string unit
    required property int lengthMax
    required property bool openChoices
    required property bool wide
    required property bool enabled
    required property var model
    readonly property bool mandatory: model.required
}

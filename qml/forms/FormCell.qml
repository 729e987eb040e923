// The place of one field in a section of a form.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App

FieldEditor {
    id: cell

    required property FormField field
    required property RecordForm form

    choices: field.choices
    displayText: field.displayText
    enabled_: field.enabled
    error: field.error
    help: field.help
    items: field.items
    kind: field.kind
    label: field.label
    lengthMax: field.lengthMax
    lockedText: field.lockedText
    mandatory: field.mandatory
    name: field.name
    openChoices: field.openChoices
    placeholder: field.placeholder
    referenceType: field.referenceType
    today: App.today
    unit: field.unit
    value: field.value
    onEdited: value => form.setValue(name, value)
    onBlurred: form.touch(name)
}

// A colleague stands in for somebody, from one day to another.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.App
import Keybook.Controls
import Keybook.Theme

Sheet {
    id: page

    footNote: form.hint
    //: title of the form for a cover
    title: qsTr("Arrange cover")

    actions: [
        Button {
            enabled: form.valid && !form.busy
            kind: Button.Filled
            large: true
            //: button: arrange the cover
            text: form.busy ? qsTr("Sending") : qsTr("Arrange")
            onClicked: form.save()
        }
    ]

    CoverForm {
        id: form

        onSaved: page.close()
    }
    ColumnLayout {
        spacing: Theme.space4
        width: parent.width

        ProgressBar {
            Layout.fillWidth: true
            label: qsTr("Asking the server")
            value: -1
            visible: form.busy
        }
        Banner {
            Layout.fillWidth: true
            kind: "negative"
            text: form.errorText
            visible: text.length > 0
        }
        Choice {
            Layout.fillWidth: true
            //: field: who is away
            label: qsTr("Who is away")
            metrics: Theme.touchMetrics
            options: form.colleagues
            value: form.absent
            visible: form.canChooseAbsent
            onChosen: value => form.absent = value
        }
        Choice {
            Layout.fillWidth: true
            //: field: who stands in
            label: qsTr("Who stands in")
            metrics: Theme.touchMetrics
            options: form.colleagues
            placeholderText: qsTr("Choose a colleague")
            required: true
            value: form.substitute
            onChosen: value => form.substitute = value
        }
        RowLayout {
            spacing: Theme.space3

            DateField {
                Layout.fillWidth: true
                clearable: false
                //: field: first day of a cover
                label: qsTr("First day")
                metrics: Theme.touchMetrics
                today: App.today
                value: form.from
                onPicked: value => form.from = value
            }
            DateField {
                Layout.fillWidth: true
                clearable: false
                //: field: last day of a cover
                label: qsTr("Last day")
                metrics: Theme.touchMetrics
                today: App.today
                value: form.until
                onPicked: value => form.until = value
            }
        }
    }
    Shortcut {
        enabled: page.opened
        sequence: "Ctrl+S"
        onActivated: form.save()
    }
}

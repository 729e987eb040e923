// The form of any record. What is typed is kept as a draft; saving makes one change, removing can be undone.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Controls
import Keybook.Navigation
import Keybook.Theme

Sheet {
    id: page

    required property string type
    required property string recordId
    property var presets: ({})
    property string refused // the refused change that is being mended

    function save() {
        saveButton.forceActiveFocus(Qt.OtherFocusReason); // what stands in a field is taken over when it is left
        form.commit();
        view.showFirstError();
    }

    //: under a form: fields that must be mended before it can be saved
    footNote: form.errorCount > 0 ? qsTr("%n field(s) to mend", "", form.errorCount)
        //: under a form
        : qsTr("Works without a network. Sent by itself later.")
    note: form.draftText
    title: form.title

    headActions: [
        IconButton {
            anchors.verticalCenter: parent?.verticalCenter
            iconName: "undo"
            //: button on a form: throw away what was typed since it was saved
            label: qsTr("Discard the draft")
            metrics: Theme.touchMetrics
            visible: form.draftText.length > 0
            onClicked: form.discard()
        },
        IconButton {
            anchors.verticalCenter: parent?.verticalCenter
            iconName: "trash"
            //: button on a form: remove the record; it can be undone for ten seconds
            label: qsTr("Delete")
            metrics: Theme.touchMetrics
            visible: form.canRemove
            onClicked: form.remove()
        }
    ]
    actions: [
        Button {
            id: saveButton

            enabled: !form.saving && !form.loading
            kind: Button.Filled
            large: true
            //: button of a form
            text: form.saving ? qsTr("Saving") : qsTr("Save")
            onClicked: page.save()
        }
    ]

    Column {
        spacing: Theme.space4
        width: parent.width

        Label {
            color: Theme.textSecondary
            text: form.subtitle
            visible: text.length > 0
            width: parent.width
            wrapMode: Text.Wrap
        }
        Banner {
            kind: "negative"
            text: form.errorText
            visible: text.length > 0
            width: parent.width
        }
        LoadingRows {
            visible: form.loading
            width: parent.width
        }
        FormView {
            id: view

            eager: page.recordId.length === 0 && !Theme.touch
            form: form
            width: parent.width
        }
    }
    RecordForm {
        id: form

        presets: page.presets
        recordId: page.recordId
        refused: page.refused
        type: page.type

        onCommitted: id => {
            page.close();
            if (page.recordId.length === 0 && page.type === "account")
                Router.openAccount(id, "");
        }
        onRemoved: page.close()
    }
    Shortcut {
        enabled: page.opened
        sequence: "Ctrl+S"
        onActivated: page.save()
    }
}

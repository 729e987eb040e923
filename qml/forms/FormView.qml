// A whole form out of its model: sections with one editor per field, two columns where there is room.
pragma ComponentBehavior: Bound
import QtQuick
import QtQml
import Keybook.App
import Keybook.Controls
import Keybook.Theme

Column {
    id: view

    required property RecordForm form
    property bool eager: false // the first field takes the keyboard
    property var sections: [] // list of {label, fields: list of FormField}, in declared order
    property string accountId // the account that the record belongs to, which narrows what its links may point to
    readonly property bool twoColumns: width >= Theme.layoutSheet - Theme.space5
    readonly property Item focused: Window.activeFocusItem
    readonly property var ownedTypes: ["contact", "opportunity", "order"] // records of one account

    signal wanted(string name)

    function collect() {
        const found = [];
        for (let i = 0; i < fields.count; ++i) {
            const field = fields.objectAt(i) as FormField;
            let section = found.find(each => each.label === field.section);
            if (!section)
                found.push(section = {label: field.section, fields: []});
            section.fields.push(field);
            if (field.name === "account")
                accountId = Qt.binding(() => field.value ?? "");
        }
        sections = found;
        if (eager && found.length > 0) {
            eager = false;
            wanted(found[0].fields.find(each => each.enabled)?.name ?? "");
        }
    }
    function showFirstError() {
        const row = form.firstErrorRow();
        if (row >= 0)
            wanted((fields.objectAt(row) as FormField).name);
    }
    // Scrolls the page around the form so far that an item of the form can be seen.
    function reveal(item: Item) {
        let inside = false;
        let page = item;
        for (; page && !(inside && page instanceof Flickable); page = page.parent)
            inside = inside || page === view;
        if (!page)
            return;
        const area = page as Flickable;
        const top = item.mapToItem(area.contentItem, 0, 0).y - Theme.space7;
        const end = top + item.height + 2 * Theme.space7;
        if (top < area.contentY)
            area.contentY = Math.max(0, top);
        else if (end > area.contentY + area.height)
            area.contentY = Math.min(end, area.contentHeight) - area.height;
    }

    spacing: Theme.space5

    onFocusedChanged: {
        if (focused)
            reveal(focused);
    }

    Timer {
        id: gather // once for many rows

        interval: 0
        onTriggered: view.collect()
    }
    Instantiator {
        id: fields

        model: view.form

        delegate: FormField {
            onSectionChanged: gather.start()
        }
        onObjectAdded: gather.start()
        onObjectRemoved: {
            view.accountId = "";
            view.sections = [];
            gather.start();
        }
    }
    Repeater {
        model: view.sections

        Column {
            id: section

            required property var modelData

            spacing: Theme.space3
            width: view.width

            Accessible.name: modelData.label
            Accessible.role: Accessible.Grouping

            Label {
                text: section.modelData.label
                variant: Label.Head
                visible: text.length > 0
                width: parent.width
                Accessible.role: Accessible.Heading
            }
            Flow {
                id: flow

                spacing: Theme.space4
                width: parent.width

                Repeater {
                    model: section.modelData.fields

                    FormCell {
                        id: cell

                        required property FormField modelData

                        accountId: view.ownedTypes.includes(modelData.referenceType) ? view.accountId : ""
                        field: modelData
                        form: view.form
                        width: modelData.wide || !view.twoColumns ? flow.width : (flow.width - flow.spacing) / 2

                        Connections {
                            function onWanted(name: string) {
                                if (name === cell.name)
                                    cell.take();
                            }

                            target: view
                        }
                    }
                }
            }
        }
    }
}

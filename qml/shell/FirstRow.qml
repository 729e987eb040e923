// The first row of a list, as soon as there is one: something to open when only a page name is known.
pragma ComponentBehavior: Bound
import QtQuick

ListView {
    id: list

    signal found(string type, string recordId)

    height: 1
    opacity: 0
    width: 1

    delegate: Item {
        required property int index
        required property string recordId

        height: 1
        width: 1

        Component.onCompleted: {
            if (index === 0)
                list.found("account", recordId);
        }
    }
}

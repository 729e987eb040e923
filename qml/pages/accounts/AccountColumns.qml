// The head of the table. A press sorts by that column, another one turns the order. Columns drop out from the right.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.App
import Keybook.Theme
import Keybook.Controls

Item {
    id: head

    required property AccountListModel accounts
    readonly property int checkWidth: Theme.space7 - Theme.space2
    readonly property int unitMin: 62 // px that one unit of column width needs at least, so that no head is cut
    readonly property var columns: {
        const room = width - checkWidth - 2 * Theme.space4;
        let shown = accounts.columns.slice();
        while (shown.length > 2 && shown.reduce((sum, each) => sum + each.width, 0) * unitMin * scaleOf() > room)
            shown = shown.slice(0, -1);
        const total = shown.reduce((sum, each) => sum + each.width, 0);
        return shown.map(each => ({name: each.name, label: each.label, numeric: each.numeric, width: each.width / total * room}));
    }

    // Table text grows with the type scale.
    function scaleOf(): real {
        return Theme.metrics.text / Theme.compactMetrics.text;
    }

    implicitHeight: Theme.metrics.row + Theme.space1

    Row {
        x: head.checkWidth + Theme.space4
        height: parent.height

        Repeater {
            model: head.columns

            T.AbstractButton {
                id: column

                required property var modelData
                readonly property bool sorted: head.accounts.sortColumn === modelData.name

                height: parent.height
                hoverEnabled: true
                text: modelData.label
                width: modelData.width

                //: read aloud for the head of a column
                Accessible.description: qsTr("Sorts by this column")
                Accessible.name: text
                Accessible.role: Accessible.ColumnHeader

                background: FocusRing {
                    around: 0
                    offset: -2 * Theme.strokeFocus
                    shown: column.visualFocus
                }
                contentItem: Item {
                    TextMetrics { // its own width: that of the label depends on how it wraps
                        id: words

                        font: label.font
                        text: column.text
                    }
                    Row {
                        anchors.left: column.modelData.numeric ? undefined : parent.left
                        anchors.right: column.modelData.numeric ? parent.right : undefined
                        anchors.rightMargin: Theme.space4 + Theme.space1
                        anchors.verticalCenter: parent.verticalCenter
                        spacing: Theme.focusOffset

                        Label {
                            id: label

                            bold: column.sorted
                            color: column.hovered || column.sorted ? Theme.textPrimary : Theme.textSecondary
                            horizontalAlignment: column.modelData.numeric ? Text.AlignRight : Text.AlignLeft
                            maximumLineCount: 2
                            text: column.text
                            variant: Label.Caption
                            width: Math.min(Math.ceil(words.advanceWidth) + 1, column.width - Theme.space5 - (sign.visible ? sign.width : 0))
                            wrapMode: Text.Wrap
                            Accessible.ignored: true
                        }
                        Icon {
                            id: sign

                            anchors.verticalCenter: parent.verticalCenter
                            color: Theme.textSecondary
                            name: head.accounts.sortDescending ? "arrow-down" : "arrow-up"
                            size: Theme.space3
                            visible: column.sorted
                        }
                    }
                }

                onClicked: {
                    if (sorted) {
                        head.accounts.sortDescending = !head.accounts.sortDescending;
                    } else {
                        head.accounts.sortColumn = modelData.name;
                        head.accounts.sortDescending = modelData.numeric;
                    }
                }
            }
        }
    }
}

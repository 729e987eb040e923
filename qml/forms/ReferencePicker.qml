// Finds a record of one type by name, pinyin, initials, phone or code.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.App
import Keybook.Controls
import Keybook.Theme

Dialog {
    id: picker

    required property string type
    property string accountId

    signal picked(string id, string title)

    preferredWidth: Theme.layoutSheet

    onAboutToShow: field.text = ""
    onOpened: field.forceActiveFocus(Qt.TabFocusReason)

    Column {
        spacing: Theme.space2
        topPadding: Theme.space3
        width: parent.width

        SearchField {
            id: field

            //: search field of a dialog that picks a record
            placeholderText: qsTr("Name, pinyin, phone or code")
            width: parent.width - 2 * Theme.space5
            x: Theme.space5
            Keys.onDownPressed: list.forceActiveFocus(Qt.TabFocusReason)
            Keys.onReturnPressed: list.take(0)
        }
        ListView {
            id: list

            function take(row: int) {
                const first = itemAtIndex(row) as LedgerRow;
                if (first)
                    first.clicked();
            }

            boundsBehavior: Flickable.StopAtBounds
            clip: true
            height: Theme.touchMetrics.row2 * 6
            width: parent.width

            Keys.onReturnPressed: take(currentIndex)
            Keys.onUpPressed: event => {
                event.accepted = currentIndex <= 0;
                if (event.accepted)
                    field.forceActiveFocus(Qt.BacktabFocusReason);
            }
            T.ScrollBar.vertical: ScrollBar {}
            model: ReferenceSearch {
                accountId: picker.accountId
                text: field.text
                type: picker.visible ? picker.type : ""
            }
            delegate: LedgerRow {
                required property string recordId
                required property int index

                divider: index > 0
                selected: ListView.isCurrentItem && ListView.view.activeFocus
                width: ListView.view.width
                required title
                required subtitle
                required gradeRank
                required gradeMark
                onClicked: {
                    picker.picked(recordId, title);
                    picker.close();
                }
            }

            Label {
                anchors.centerIn: parent
                color: Theme.textSecondary
                //: nothing fits what was typed into a search field
                text: qsTr("Nothing found")
                visible: list.count === 0
            }
        }
    }
}

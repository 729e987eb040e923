// Search over everything: type, go down, Enter. Opens over the page.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.App
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

T.Popup {
    id: panel

    function choose(type: string, id: string, account: string) {
        close();
        if (type === "account")
            Router.openAccount(id, "");
        else if (type === "contact" && account.length > 0)
            Router.openAccount(account, "people");
        else
            Router.openRecord(type, id);
    }

    focus: true
    height: Math.min(parent.height - 2 * Theme.space2, field.height + list.height + 2 * Theme.space3 + (notice.visible ? notice.height : 0))
    modal: true
    parent: T.Overlay.overlay
    width: Math.min(Theme.layoutSheet + Theme.space7, parent.width - 2 * Theme.space3)
    x: (parent.width - width) / 2
    y: Theme.space2

    T.Overlay.modal: Scrim {}
    background: Rectangle {
        border.color: Theme.borderStrong
        color: Theme.raised
        radius: Theme.radiusLg

        Elevation {
            level: 3
        }
    }
    contentItem: FocusScope {
        focus: true

        //: read aloud for the search over everything
        Accessible.name: qsTr("Search everything")
        Accessible.role: Accessible.Dialog

        SearchField {
            id: field

            focus: true
            label: qsTr("Search everything")
            //: hint in the search field: by what one can search
            placeholderText: qsTr("Account, person, phone, code")
            width: parent.width - 2 * Theme.space3
            x: Theme.space3
            y: Theme.space3

            Keys.onDownPressed: list.incrementCurrentIndex()
            Keys.onUpPressed: list.decrementCurrentIndex()
            onAccepted: {
                const row = list.currentItem as LedgerRow;
                if (row)
                    row.clicked();
            }
        }
        ListView {
            id: list

            anchors.top: field.bottom
            anchors.topMargin: Theme.space2
            boundsBehavior: Flickable.StopAtBounds
            cacheBuffer: 0
            clip: true
            currentIndex: 0
            height: count > 0 ? Math.min(contentHeight, Theme.layoutSheet) : 0
            model: GlobalSearch {
                id: hits

                text: field.text
            }
            reuseItems: true
            section.property: "section"
            width: parent.width

            T.ScrollBar.vertical: ScrollBar {}
            delegate: LedgerRow {
                required property int index
                required property string recordId
                required property string accountId
                required property string type
                required property string icon
                required title
                required subtitle
                required gradeRank
                required gradeMark
                required gradeName

                heading: ListView.section !== ListView.previousSection ? ListView.section : ""
                iconName: icon
                selected: ListView.isCurrentItem
                width: ListView.view.width
                onClicked: panel.choose(type, recordId, accountId)
            }
        }
        StateNotice {
            id: notice

            anchors.top: list.bottom
            framed: false
            iconName: "search"
            //: button in the search when nothing was found
            primaryText: field.length > 0 ? qsTr("New account") : ""
            text: field.length > 0 ? qsTr("Try the pinyin initials, a phone number or the code.") //: hint when a search finds nothing
                : qsTr("Chinese, pinyin and initials all work: 重庆 is found by chongqing, cq and zq.") //: hint in the empty search
            title: field.length > 0 ? qsTr("Nothing found for \"%1\"").arg(field.text) //: search without result
                : qsTr("What are you looking for?") //: search before anything was typed
            visible: hits.count === 0 && !hits.loading
            width: parent.width
            onPrimary: {
                panel.close();
                Router.create("account", {name: field.text});
            }
        }
    }

    onAboutToShow: field.edit("")
    onOpened: field.forceActiveFocus()
}

// One field of a late edit: his value beside the one that stands; what he had seen stands under it, to be read.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.Controls
import Keybook.Theme

Item {
    id: row

    required property var field // of LateEditModel's role `fields`
    required property string choice // "", take, keep
    required property string user
    required property bool decides
    required property bool told // what became of it
    property bool narrow: false

    signal chose(string what)

    implicitHeight: grid.implicitHeight + 2 * Theme.space3

    Accessible.name: field.label
    Accessible.role: Accessible.Grouping

    Rectangle {
        color: Theme.border
        height: Theme.strokeHairline
        width: parent.width
    }
    GridLayout {
        id: grid

        columnSpacing: Theme.space2 + Theme.focusOffset
        columns: row.narrow ? 2 : 3
        rowSpacing: Theme.space2
        width: parent.width - 2 * x
        x: Theme.space4
        y: Theme.space3

        Label {
            Layout.alignment: Qt.AlignTop
            Layout.columnSpan: row.narrow ? 2 : 1
            Layout.preferredWidth: row.narrow ? -1 : Theme.menuWidth / 2
            Layout.topMargin: row.decides && !row.narrow ? Theme.space3 : 0
            text: row.field.label
            variant: Label.Head
            wrapMode: Text.Wrap
            Accessible.role: Accessible.Heading
        }
        ConflictSide {
            Layout.fillHeight: true
            Layout.fillWidth: true
            Layout.preferredWidth: Theme.menuWidth
            chosen: row.choice === "take"
            meta: row.user
            role: "theirs"
            //: caption over the value of a late edit
            roleLabel: qsTr("Came late")
            visible: row.decides
            words: row.field.value
            onClicked: row.chose("take")
        }
        ConflictSide {
            Layout.fillHeight: true
            Layout.fillWidth: true
            Layout.preferredWidth: Theme.menuWidth
            chosen: row.choice === "keep"
                //: what the author of a late edit had before his eyes
            meta: qsTr("before: %1").arg(row.field.base)
            role: "mine"
            //: caption over the value that stands now
            roleLabel: qsTr("Stands now")
            visible: row.decides
            words: row.field.current
            onClicked: row.chose("keep")
        }
        Label {
            Layout.fillWidth: true
            text: row.field.value
            visible: !row.decides
            wrapMode: Text.Wrap
        }
        Tag {
            Layout.alignment: Qt.AlignRight | Qt.AlignTop
            kind: row.field.stateKind
            text: row.field.stateText
            visible: row.told
        }
    }
}

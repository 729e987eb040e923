// The head of a section in a list; rows without a section have none.
import QtQuick
import Keybook.Controls
import Keybook.Theme

Label {
    required property string section

    bold: true
    bottomPadding: Theme.space1
    height: section.length > 0 ? implicitHeight : 0
    leftPadding: Theme.space4
    text: section
    topPadding: Theme.space3
    variant: Label.Caption
    visible: section.length > 0
    width: ListView.view ? ListView.view.width : implicitWidth

    Accessible.role: Accessible.Heading
}

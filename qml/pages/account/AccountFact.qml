// A fact of the header: small label, value under it.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Theme
import Keybook.Controls

Column {
    id: fact

    required property string label
    default property alias content: row.data

    Label {
        text: fact.label
        variant: Label.Caption
    }
    Row {
        id: row

        height: Theme.touchMetrics.textLine + Theme.space1
        spacing: Theme.space2
    }
}

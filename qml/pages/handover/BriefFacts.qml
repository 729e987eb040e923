// The four things that a successor must know before the first call.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.Controls
import Keybook.Theme

Panel {
    id: panel

    required property var facts // list of {label, text, kind}

    //: panel of the brief: what to know before the first call
    title: qsTr("Before the first call")

    GridLayout {
        columnSpacing: 0
        columns: panel.width < Theme.layoutSheet ? 1 : 2
        rowSpacing: 0
        width: parent.width

        Repeater {
            model: panel.facts

            Item {
                id: fact

                required property var modelData

                Layout.fillHeight: true
                Layout.fillWidth: true
                Layout.preferredWidth: Theme.menuWidth
                implicitHeight: words.implicitHeight + 2 * Theme.space3

                Rectangle {
                    color: Theme.border
                    height: Theme.strokeHairline
                    width: parent.width
                }
                Column {
                    id: words

                    width: parent.width - 2 * x
                    x: Theme.space4
                    y: Theme.space3

                    Label {
                        text: fact.modelData.label
                        variant: Label.Caption
                        width: parent.width
                    }
                    Label {
                        color: fact.modelData.kind === "none" ? Theme.textTertiary
                            : fact.modelData.kind === "plain" ? Theme.textPrimary : Theme.kindText(fact.modelData.kind)
                        text: fact.modelData.text
                        variant: Label.Body
                        width: parent.width
                        wrapMode: Text.Wrap
                    }
                }
            }
        }
    }
}

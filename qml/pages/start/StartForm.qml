// Server, user and password; once connected, who and where one is.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.App
import Keybook.Theme
import Keybook.Controls

FocusScope {
    id: form

    required property FirstStart start

    function errorOf(field: string): string {
        return start.errorField === field ? start.errorText : "";
    }

    implicitHeight: column.implicitHeight

    ColumnLayout {
        id: column

        spacing: Theme.space4
        width: parent.width

        RowLayout {
            spacing: Theme.space3 + Theme.focusOffset

            Seal {
                size: Theme.space7 + Theme.space2
            }
            ColumnLayout {
                spacing: 0

                Label {
                    Layout.fillWidth: true
                    text: "客簿"
                    variant: Label.Title
                }
                Label {
                    text: "Keybook"
                    variant: Label.Caption
                }
            }
            Segmented {
                label: qsTr("Language")
                options: [{value: "zh_CN", label: "中文"}, {value: "en", label: "English"}]
                value: App.settings.language
                onChosen: value => App.settings.language = value
            }
        }
        Label {
            Layout.fillWidth: true
            Layout.topMargin: Theme.space5
            font.pixelSize: Theme.fontFigureSize
            text: form.start.connected ? qsTr("Connected") //: first start, after connecting
                : qsTr("Connect to your company's server") //: first start
            variant: Label.Figure
            bold: true
            wrapMode: Text.Wrap
            Accessible.role: Accessible.Heading
        }
        Label {
            Layout.fillWidth: true
            Layout.topMargin: -Theme.space2
            color: Theme.textSecondary
            font.pixelSize: Theme.largeText
            lineHeight: Theme.touchMetrics.textLine
            text: form.start.connected ? qsTr("From now on it works without a network, too.") //: first start, after connecting
                : qsTr("The network is needed only this once. Later it works without.") //: first start
            wrapMode: Text.Wrap
        }
        Optional {
            active: !form.start.connected

            StartEntry {
                Layout.fillWidth: true
                Layout.topMargin: Theme.space2
                focus: true
                start: form.start
            }
        }
        Repeater {
            model: form.start.connected ? form.start.facts : []

            RowLayout {
                id: fact

                required property var modelData

                spacing: Theme.space3

                Label {
                    Layout.preferredWidth: Theme.menuWidth / 3
                    color: Theme.textSecondary
                    font.pixelSize: Theme.fontBodySize
                    text: fact.modelData.label
                }
                Label {
                    Layout.fillWidth: true
                    font.pixelSize: Theme.fontBodySize
                    text: fact.modelData.text
                }
            }
        }
        Label {
            Layout.fillWidth: true
            Layout.topMargin: Theme.space5
            text: form.start.connected ? qsTr("If this device is lost, tell the administrator at once; it can be blocked.") //: first start
                : qsTr("If you forgot the password, ask the administrator.") //: first start
            variant: Label.Caption
            wrapMode: Text.Wrap
        }
    }
}

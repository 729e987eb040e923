// The three fields of the first start, and the way in without a server.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.App
import Keybook.Theme
import Keybook.Controls

FocusScope {
    id: entry

    required property FirstStart start

    function errorOf(field: string): string {
        return start.errorField === field ? start.errorText : "";
    }

    implicitHeight: column.implicitHeight

    ColumnLayout {
        id: column

        spacing: Theme.space4
        width: parent.width

        TextField {
            Layout.fillWidth: true
            enabled: !entry.start.busy
            error: entry.errorOf("server")
            input.focus: true
            //: first start: address of the company server
            label: qsTr("Server")
            leadingIcon: "database"
            metrics: Theme.touchMetrics
            //: example of a server address
            placeholderText: qsTr("such as keybook.example.cn")
            text: entry.start.server
            onEdited: text => entry.start.server = text
        }
        TextField {
            Layout.fillWidth: true
            enabled: !entry.start.busy
            error: entry.errorOf("user")
            //: first start: name to sign in with
            label: qsTr("User name")
            leadingIcon: "user"
            metrics: Theme.touchMetrics
            text: entry.start.user
            onEdited: text => entry.start.user = text
        }
        TextField {
            Layout.fillWidth: true
            echoMode: TextInput.Password
            enabled: !entry.start.busy
            error: entry.errorOf("password")
            //: first start
            label: qsTr("Password")
            leadingIcon: "lock"
            metrics: Theme.touchMetrics
            text: entry.start.password
            onAccepted: {
                if (entry.start.canConnect)
                    entry.start.connect_();
            }
            onEdited: text => entry.start.password = text
        }
        Banner {
            Layout.fillWidth: true
            kind: "negative"
            text: entry.start.errorText
            visible: text.length > 0 && entry.start.errorField.length === 0
        }
        Button {
            Layout.fillWidth: true
            enabled: entry.start.canConnect && !entry.start.busy
            kind: Button.Filled
            large: true
            text: entry.start.busy ? qsTr("Connecting…") //: first start, under way
                : qsTr("Connect and start the download") //: button of the first start
            onClicked: entry.start.connect_()
        }
        RowLayout {
            spacing: Theme.space3

            Rectangle {
                Layout.fillWidth: true
                Layout.preferredHeight: Theme.strokeHairline
                color: Theme.border
            }
            Label {
                text: qsTr("or") //: between two ways to start
                variant: Label.Caption
            }
            Rectangle {
                Layout.fillWidth: true
                Layout.preferredHeight: Theme.strokeHairline
                color: Theme.border
            }
        }
        Button {
            Layout.fillWidth: true
            enabled: !entry.start.busy
            large: true
            //: button of the first start: no server, made-up data
            text: qsTr("Try it with sample data, no server")
            onClicked: entry.start.useSampleData()
        }
    }
}

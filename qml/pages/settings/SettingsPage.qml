// Language, look, and what this device is connected to. Everything acts at once.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Keybook.App
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

FocusScope {
    id: page

    readonly property string title: qsTr("Settings")
    readonly property var facts: [
        {label: qsTr("User"), text: App.userName},
        //: the company server that this device syncs with
        {label: qsTr("Server"), text: App.sampleData ? qsTr("Sample data, no server") : App.serverUrl},
        {label: qsTr("This device"), text: App.deviceName},
        //: which accounts this user has on the device
        {label: qsTr("On this device"), text: App.scopeText}
    ]
    readonly property var accountFacts: facts.filter(each => each.text.length > 0)

    Flickable {
        anchors.fill: parent
        boundsBehavior: Flickable.StopAtBounds
        contentHeight: column.height + Theme.space4 + Theme.space5
        interactive: contentHeight > height

        T.ScrollBar.vertical: ScrollBar {}

        ColumnLayout {
            id: column

            spacing: Theme.space4
            width: Math.min(Theme.layoutDialog, page.width - Theme.pageMargin - Theme.sideMargin)
            x: Theme.pageMargin
            y: Theme.space4

            Panel {
                Layout.fillWidth: true
                //: part of the settings: language, theme, density
                title: qsTr("Look")

                SettingRow {
                    //: setting
                    label: qsTr("Language")
                    width: parent.width

                    Segmented {
                        label: qsTr("Language")
                        options: [{value: "zh_CN", label: "中文"}, {value: "en", label: "English"}]
                        value: App.settings.language
                        onChosen: value => App.settings.language = value
                    }
                }
                SettingRow {
                    //: setting: light or dark
                    label: qsTr("Theme")
                    width: parent.width

                    Segmented {
                        label: qsTr("Theme")
                        options: [{value: "system", label: qsTr("As the system")}, {value: "light", label: qsTr("Light")}, {value: "dark", label: qsTr("Dark")}]
                        value: App.settings.theme
                        onChosen: value => App.settings.theme = value
                    }
                }
                SettingRow {
                    help: qsTr("By the window uses large targets on narrow windows and touch screens.") //: explains a choice of the settings
                    //: setting: how large rows and buttons are
                    label: qsTr("Size of rows and buttons")
                    width: parent.width

                    Segmented {
                        label: qsTr("Size of rows and buttons")
                        //: size of rows and buttons follows the window; for a mouse; for fingers
                        options: [{value: "auto", label: qsTr("By the window")}, {value: "compact", label: qsTr("Mouse")}, {value: "touch", label: qsTr("Touch")}]
                        value: App.settings.density
                        onChosen: value => App.settings.density = value
                    }
                }
                SettingRow {
                    //: setting: no animations
                    label: qsTr("Reduce motion")
                    width: parent.width

                    Switch {
                        checked: App.settings.reduceMotion
                        label: qsTr("Reduce motion")
                        onToggled: App.settings.reduceMotion = checked
                    }
                }
            }
            Panel {
                Layout.fillWidth: true
                //: part of the settings: user, server, device
                title: qsTr("Account and device")

                SettingRow {
                    help: qsTr("Everybody has data and unsent work of their own on this device.") //: explains the choice of the user
                    //: setting: which of the people who share this device works now
                    label: qsTr("Who works here")
                    visible: App.users.length > 0
                    width: parent.width

                    Segmented {
                        label: qsTr("Who works here")
                        options: App.users
                        value: App.userId
                        onChosen: value => App.switchUser(value)
                    }
                }
                Repeater {
                    model: page.accountFacts

                    SettingRow {
                        id: fact

                        required property var modelData

                        label: modelData.label
                        width: parent?.width ?? 0

                        Label {
                            text: fact.modelData.text
                            width: Math.min(implicitWidth, fact.width / 2)
                            color: Theme.textSecondary
                        }
                    }
                }
                SettingRow {
                    help: App.sync.checkText
                    label: App.sync.headline
                    width: parent.width

                    Button {
                        iconName: "sync"
                        //: button that opens the sync page
                        text: qsTr("Open sync")
                        onClicked: Router.go("sync")
                    }
                }
            }
            Panel {
                Layout.fillWidth: true
                //: part of the settings: version, keyboard, licences
                title: qsTr("About")

                SettingRow {
                    help: qsTr("Free software under the GNU General Public License, version 3. Qt is used under the LGPL, version 3.") //: licences
                    //: name and version of the app
                    label: qsTr("Keybook %1").arg(App.version)
                    width: parent.width

                    Button {
                        iconName: "keyboard"
                        //: button that shows all keyboard shortcuts
                        text: qsTr("Keyboard")
                        onClicked: Router.shortcutsWanted()
                    }
                }
            }
        }
    }
}

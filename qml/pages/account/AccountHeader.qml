// Name, grade, owner, team, relation, health and contact of an account, with what one does most.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.App
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

Rectangle {
    id: header

    required property AccountFile file
    readonly property bool wide: Viewport.wide

    color: Theme.surface
    implicitHeight: column.implicitHeight + Theme.space4 + Theme.space2

    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.leftMargin: Theme.pageMargin
        anchors.right: parent.right
        anchors.rightMargin: Theme.pageMargin
        spacing: Theme.space3
        y: Theme.space4

        RowLayout {
            spacing: Theme.space3

            GradeBadge {
                label: header.file.gradeName
                mark: header.file.gradeMark
                rank: header.file.gradeRank
                size: Theme.space6 + Theme.space1
            }
            Label {
                Layout.maximumWidth: Math.ceil(implicitWidth)
                Layout.preferredWidth: Math.ceil(implicitWidth)
                Layout.fillWidth: true
                Layout.minimumWidth: Theme.menuWidth / 2
                text: header.file.name
                variant: Label.Page
                visible: header.wide
                Accessible.role: Accessible.Heading
            }
            Label {
                text: header.file.code
                variant: Label.Caption
            }
            Repeater {
                model: Viewport.narrow ? [] : header.file.tags

                Tag {
                    required property var modelData

                    kind: modelData.kind
                    text: modelData.text
                }
            }
            Item {
                Layout.fillWidth: true
            }
            Button {
                iconName: "phone"
                //: button: call this account
                text: qsTr("Call")
                visible: header.file.phone.length > 0 && header.wide
                onClicked: App.openUrl("tel:" + header.file.phone)
            }
            IconButton {
                iconName: "phone"
                label: qsTr("Call")
                visible: header.file.phone.length > 0 && !header.wide
                onClicked: App.openUrl("tel:" + header.file.phone)
            }
            Button {
                iconName: "edit"
                kind: Button.Filled
                //: button: write down what happened at a visit
                text: qsTr("Log visit")
                visible: !Viewport.bottomBar
                onClicked: Router.logVisit(header.file.accountId, "")
            }
            IconButton {
                id: more

                iconName: "more"
                //: button that opens a menu of further actions
                label: qsTr("More")
                onClicked: menu.open()

                AccountMenu {
                    id: menu

                    file: header.file
                    x: more.width - width
                    y: more.height
                }
            }
        }
        AccountFacts {
            Layout.fillWidth: true
            file: header.file
        }
    }
}

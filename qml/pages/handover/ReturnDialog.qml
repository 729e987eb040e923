// Asks before an account is given back to the pool.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Keybook.App
import Keybook.Controls
import Keybook.Navigation
import Keybook.Theme

Dialog {
    id: dialog

    required property string accountId
    required property string name

    iconName: "accounts"
    preferredWidth: Theme.layoutSheet
    //: question before an account is given back to the pool
    title: qsTr("Return %1 to the pool?").arg(name)

    footer: Item {
        height: bar.implicitHeight + 2 * Theme.space3
        width: dialog.width

        RowLayout {
            id: bar

            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.space2
            width: parent.width - 2 * x
            x: Theme.space5

            Item {
                Layout.fillWidth: true
            }
            Button {
                //: button: do not return the account
                text: qsTr("Keep it")
                onClicked: dialog.close()
            }
            Button {
                kind: Button.Danger
                //: button: the account has no owner any more
                text: qsTr("Return to the pool")
                onClicked: {
                    acts.giveBack(dialog.accountId);
                    dialog.close();
                    Router.go("accounts");
                }
            }
        }
    }

    DeskActs {
        id: acts
    }
    Label {
        bottomPadding: Theme.space4
        color: Theme.textSecondary
        //: what returning an account to the pool means
        text: qsTr("It will have no owner. Whoever of its territory claims it gets the file with its whole history; open tasks stay with it. This asks the server.")
        topPadding: Theme.space4
        width: parent.width - 2 * x
        wrapMode: Text.Wrap
        x: Theme.space5
    }
}

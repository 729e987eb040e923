// The line of facts under the name of an account. What is not known is left out.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.App
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

Flow {
    id: facts

    required property AccountFile file
    readonly property bool faces: Viewport.wide
    readonly property int namesMax: Viewport.wide ? 3 : 2 // of the team; the rest is a number that names them when read aloud
    readonly property var shownTeam: file.team.slice(0, file.team.length > namesMax + 1 ? namesMax : namesMax + 1)
    readonly property int hiddenTeam: file.team.length - shownTeam.length

    spacing: Viewport.wide ? Theme.space6 : Theme.space5

    AccountFact {
        //: head of a fact: who looks after the account
        label: qsTr("Owner")
        visible: facts.file.owner.length > 0

        Avatar {
            anchors.verticalCenter: parent.verticalCenter
            initial: facts.file.ownerInitial
            me: true
            name: facts.file.owner
            visible: facts.faces
        }
        FactText {
            text: facts.file.owner
        }
    }
    AccountFact {
        //: head of a fact: who else works on the account
        label: qsTr("Team")
        visible: facts.file.team.length > 0

        Repeater {
            model: facts.faces ? facts.shownTeam : []

            Avatar {
                required property var modelData

                anchors.verticalCenter: parent?.verticalCenter
                initial: modelData.initial
                name: modelData.name
            }
        }
        FactText {
            //: joins names, such as "Lin, Zhao"
            text: facts.shownTeam.map(each => each.name).join(qsTr(", "))
            Accessible.name: facts.file.team.map(each => each.name).join(qsTr(", "))
        }
        Tag {
            anchors.verticalCenter: parent.verticalCenter
            //: how many more colleagues are in a team than there is room for
            text: qsTr("+%1").arg(facts.hiddenTeam)
            visible: facts.hiddenTeam > 0
        }
    }
    AccountFact {
        //: head of a fact: how close the relation is
        label: qsTr("Relation")
        visible: facts.file.relationLevel > 0

        Pips {
            anchors.verticalCenter: parent.verticalCenter
            label: facts.file.relationText
            level: facts.file.relationLevel
        }
        FactText {
            text: facts.file.relationText
        }
    }
    AccountFact {
        //: head of a fact: how well the account is doing, 0 to 100
        label: qsTr("Health")
        visible: facts.file.health >= 0

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            color: ({up: Theme.positiveText, down: Theme.negativeText})[facts.file.healthTrend] ?? Theme.textSecondary
            name: ({up: "arrow-up", down: "arrow-down"})[facts.file.healthTrend] ?? "minus"
            size: Theme.compactMetrics.smallIcon
        }
        FactText {
            text: facts.file.health
        }
        Label {
            anchors.verticalCenter: parent.verticalCenter
            text: facts.file.healthText
            variant: Label.Caption
        }
    }
    AccountFact {
        //: head of a fact: last and next contact
        label: qsTr("Contact")
        visible: facts.file.lastContactText.length > 0 || facts.file.nextContactText.length > 0

        FactText {
            text: facts.file.lastContactText
        }
        Label {
            anchors.verticalCenter: parent.verticalCenter
            //: between the last and the next contact: "8 days ago  next  today 09:30"
            text: qsTr("next")
            variant: Label.Caption
            visible: facts.file.nextContactText.length > 0
        }
        FactText {
            text: facts.file.nextContactText
        }
    }
    AccountFact {
        label: qsTr("Address") //: head of a fact
        visible: facts.file.address.length > 0 && facts.width > Theme.layoutDialog * 1.2

        FactText {
            text: facts.file.address
        }
    }
}

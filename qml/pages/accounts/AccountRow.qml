// What a row of the accounts knows. The table row and the card draw it.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.App

T.ItemDelegate {
    id: row

    required property AccountListModel accounts
    required property var columns
    required property bool table
    required property bool focused
    required property int index
    required property string recordId
    required property string name
    required property string nameMarked
    required property string matchText
    required property string code
    required property string industry
    required property string owner
    required property int gradeRank
    required property string gradeMark
    required property string gradeName
    required property int relationLevel
    required property string relationText
    required property string revenue
    required property string revenueUnit
    required property string growth
    required property string growthKind
    required property string lastContactText
    required property int lastContactDays
    required property string nextStep
    required property string standardText
    required property string standardKind
    required property string standardIcon
    required property bool selected
}

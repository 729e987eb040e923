// The first start: connect to the company server or try with sample data; then the download, what is usable already first.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Keybook.App
import Keybook.Theme
import Keybook.Controls
import Keybook.Navigation

FocusScope {
    id: page

    readonly property FirstStart start: App.firstStart
    readonly property bool beside: Viewport.wide
    readonly property int formWidth: Theme.layoutSheet

    focus: true

    Rectangle {
        color: Theme.surface
        height: parent.height
        width: page.beside ? page.formWidth : parent.width
    }
    Rectangle {
        color: Theme.border
        height: parent.height
        visible: page.beside
        width: Theme.strokeHairline
        x: page.formWidth
    }
    Flickable {
        boundsBehavior: Flickable.StopAtBounds
        contentHeight: Math.max(height, page.beside ? form.y + form.height + Theme.space6 : (below.item ? below.item.y + below.item.height : 0) + Theme.space6)
        height: parent.height
        interactive: contentHeight > height
        width: page.beside ? page.formWidth : parent.width

        T.ScrollBar.vertical: ScrollBar {}

        StartForm {
            id: form

            focus: true
            start: page.start
            width: Math.min(parent.width - 2 * Theme.pageMargin, page.formWidth - 2 * (Theme.space7 + Theme.space4))
            x: page.beside ? Theme.space7 + Theme.space4 : (parent.width - width) / 2
            y: page.beside ? Theme.space7 + Theme.space2 : Theme.space6
        }
        Optional {
            id: below

            active: !page.beside

            StartStages {
                start: page.start
                width: form.width
                x: form.x
                y: form.height + form.y + Theme.space6
            }
        }
    }
    Optional {
        active: page.beside

        StartStages {
            anchors.left: page.left
            anchors.leftMargin: page.formWidth + Theme.space7 + Theme.space6 + Theme.space2
            anchors.right: page.right
            anchors.rightMargin: Theme.space7 + Theme.space6 + Theme.space2
            anchors.verticalCenter: page.verticalCenter
            start: page.start
        }
    }
}

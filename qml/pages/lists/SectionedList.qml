// A list with section heads. Not bound: the section delegate of Qt 6.4 takes no bound components.
import QtQuick
import QtQuick.Templates as T
import Keybook.Controls

ListView {
    boundsBehavior: Flickable.StopAtBounds
    cacheBuffer: 0
    clip: true
    section.property: "section"

    Accessible.role: Accessible.List
    T.ScrollBar.vertical: ScrollBar {}

    section.delegate: SectionLabel {}
}

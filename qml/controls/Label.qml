// A run of text in one of the steps of the type scale. The default step is the text of the current density.
pragma ComponentBehavior: Bound
import QtQuick
import Keybook.Theme

Text {
    id: label

    enum Variant { Control, Caption, Dense, Body, Head, Title, Page, Figure }

    property int variant: Label.Control
    property Density metrics: Theme.metrics
    property bool bold: variant >= Label.Head && variant <= Label.Page

    readonly property int pixels: [metrics.text, metrics.caption, Theme.fontDenseSize, Theme.fontBodySize,
        metrics.head, Theme.fontTitleSize, Theme.fontPageSize, Theme.fontFigureSize][variant]
    readonly property int line: [metrics.textLine, metrics.captionLine, Theme.fontDenseLine, Theme.fontBodyLine,
        Theme.fontHeadLine, Theme.fontTitleLine, Theme.fontPageLine, Theme.fontFigureLine][variant]

    color: variant === Label.Caption ? Theme.textTertiary : Theme.textPrimary
    elide: Text.ElideRight
    font.bold: bold
    font.family: Theme.fontFamily
    font.pixelSize: pixels
    lineHeight: line
    lineHeightMode: Text.FixedHeight
    textFormat: Text.PlainText
    verticalAlignment: Text.AlignVCenter

    Accessible.name: text
    Accessible.role: Accessible.StaticText
}

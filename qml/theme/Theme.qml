// Colours, sizes and durations of the app. The shell sets dark, touch and reduceMotion; pages only read.
pragma Singleton
import QtQuick

Tokens {
    id: theme

    property bool touch: false
    property bool reduceMotion: false

    readonly property Density metrics: touch ? touchMetrics : compactMetrics
    //: name of the locale for dates and figures: en_GB in English, zh_CN in Chinese
    readonly property var locale: Qt.locale(qsTr("en_GB"))
    readonly property int firstDayOfWeek: 1 // Monday, as ISO 8601 and GB/T 7408 count
    readonly property int quick: reduceMotion ? durationInstant : durationQuick
    readonly property int base: reduceMotion ? durationInstant : durationBase
    readonly property int gentle: reduceMotion ? durationInstant : durationGentle

    // Sizes that follow from the tokens and are used by several controls.
    readonly property int gap: 6 // icon to text
    readonly property int focusOffset: 2
    readonly property int searchHeight: 36
    readonly property int largeControl: touchMetrics.row // the one action of a sheet or of the bottom bar
    readonly property int largeText: 16
    readonly property int menuWidth: 240
    readonly property int tabHeight: touch ? 48 : 42
    readonly property int pageMargin: touch ? 20 : space5
    readonly property int sideMargin: 20

    // A grade past the five drawn ones takes the last one's colours and an outline shape.
    function gradeFill(rank: int): color {
        switch (rank) {
        case 1: return gradeG1Fill;
        case 2: return gradeG2Fill;
        case 3: return gradeG3Fill;
        case 4: return gradeG4Fill;
        default: return gradeG5Fill;
        }
    }
    function gradeInk(rank: int): color {
        switch (rank) {
        case 1: return gradeG1Ink;
        case 2: return gradeG2Ink;
        case 3: return gradeG3Ink;
        case 4: return gradeG4Ink;
        default: return gradeG5Ink;
        }
    }
    function gradeEdge(rank: int): color {
        switch (rank) {
        case 1: return gradeG1Edge;
        case 2: return gradeG2Edge;
        case 3: return gradeG3Edge;
        case 4: return gradeG4Edge;
        default: return gradeG5Edge;
        }
    }
    function gradePath(rank: int): string {
        return rank === 6 ? shieldPath : rank === 7 ? trianglePath : gradePaths[Math.max(1, Math.min(rank, 5)) - 1];
    }
    readonly property string shieldPath: "M12 1.8 21 5v7c0 5-3.8 8.4-9 10.2C6.8 20.4 3 17 3 12V5Z"
    readonly property string trianglePath: "M10.6 2.6a1.6 1.6 0 0 1 2.8 0l8.6 16.2a1.6 1.6 0 0 1-1.4 2.4H3.4A1.6 1.6 0 0 1 2 18.8Z"

    // Colours of a tag, banner or figure by its kind.
    function kindText(kind: string): color {
        switch (kind) {
        case "positive": return positiveText;
        case "warning": return warningText;
        case "negative": return negativeText;
        case "info": return infoText;
        case "accent": return accentOnTint;
        default: return textSecondary;
        }
    }
    function kindTint(kind: string): color {
        switch (kind) {
        case "positive": return positiveTint;
        case "warning": return warningTint;
        case "negative": return negativeTint;
        case "info": return infoTint;
        case "accent": return accentTint;
        default: return sunken;
        }
    }
    function kindSolid(kind: string): color {
        switch (kind) {
        case "positive": return positiveSolid;
        case "warning": return warningSolid;
        case "negative": return negativeSolid;
        case "info": return infoSolid;
        case "accent": return accentFill;
        default: return borderStrong;
        }
    }
    readonly property var chartColors: [chartS1, chartS2, chartS3, chartS4, chartS5, chartS6, chartRest]
}

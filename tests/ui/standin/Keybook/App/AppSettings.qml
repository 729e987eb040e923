import QtQuick

QtObject {
    property string language: Qt.uiLanguage.startsWith("en") ? "en" : "zh_CN"
    property string theme: "light"
    property string density: "auto"
    property bool reduceMotion: false
    readonly property bool dark: theme === "dark"
    readonly property bool touch: density === "touch"
}

// A static library needs a symbol of its own; the catalogues come with it as resources.
namespace keybook::qml {
int words_anchor = 0;
}  // namespace keybook::qml

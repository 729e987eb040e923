#include "interchange/xlsx/workbook.h"

#include <charconv>
#include <filesystem>
#include <map>

#include "base/failure.h"
#include "interchange/xlsx/xlsx_reader.h"
#include "interchange/xlsx/xml.h"

namespace keybook::interchange {
namespace {

using Attributes = Xml::Attributes;

constexpr std::uint64_t small_part_bytes_max = 64ull << 20;  // of parts that say how the others hang together

std::string attribute(const Attributes& attributes, std::string_view name) {
  const auto found = attributes.find(name);
  return found == attributes.end() ? std::string() : found->second;
}

int whole_number(const std::string& text, int otherwise = -1) {
  int number = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

void read_part(const Archive& archive, const std::string& name, std::uint64_t bytes_max, Xml::Handler handler) {
  ArchivePart part = archive.part(name, bytes_max);
  base::need(Xml(part, std::move(handler)).all());
}

// Which parts belong to one, by what they are to it and by their ids.
struct Relations {
  std::map<std::string, std::string> by_kind, by_id;
};

Relations relations_of(const Archive& archive, const std::filesystem::path& part) {
  const std::filesystem::path folder = part.parent_path();
  const std::string name = (folder / "_rels" / (part.filename().string() + ".rels")).string();
  Relations relations;
  if (!archive.has(name)) return relations;
  Xml::Handler handler;
  handler.begin = [&](std::string_view element, const Attributes& attributes) {
    if (element != "Relationship" || attribute(attributes, "TargetMode") == "External") return;
    const std::string target = attribute(attributes, "Target"), kind = attribute(attributes, "Type");
    const std::string path = target.starts_with('/') ? target.substr(1) : (folder / target).lexically_normal().string();
    relations.by_kind.emplace(kind.substr(kind.rfind('/') + 1), path);
    relations.by_id.emplace(attribute(attributes, "Id"), path);
  };
  read_part(archive, name, small_part_bytes_max, std::move(handler));
  return relations;
}

// Texts, without what tells how characters are spoken.
std::vector<std::string> read_texts(const Archive& archive, const std::string& part) {
  std::vector<std::string> texts;
  std::string text;
  bool in_text = false, spoken = false, too_many = false;
  Xml::Handler handler;
  handler.begin = [&](std::string_view element, const Attributes&) {
    if (element == "si") text.clear();
    if (element == "rPh") spoken = true;
    in_text = element == "t" && !spoken;
  };
  handler.end = [&](std::string_view element) {
    in_text = false;
    if (element == "rPh") spoken = false;
    if (element != "si") return;
    if (texts.size() < xlsx_texts_max)
      texts.push_back(unescaped(text));
    else
      too_many = true;
  };
  handler.text = [&](std::string_view characters) {
    if (in_text) text += characters;
  };
  read_part(archive, part, xlsx_texts_bytes_max, std::move(handler));
  if (too_many)
    throw base::Failure({base::ErrorCode::TooLarge,
                         "the file has more than " + std::to_string(xlsx_texts_max) + " texts",
                         {},
                         "Part the table into several files"});
  return texts;
}

std::vector<Shown> read_styles(const Archive& archive, const std::string& part) {
  std::map<int, Shown> described;
  std::vector<Shown> styles;
  bool of_cells = false;
  Xml::Handler handler;
  handler.begin = [&](std::string_view element, const Attributes& attributes) {
    if (element == "cellXfs") of_cells = true;
    const int format = whole_number(attribute(attributes, "numFmtId"), 0);
    if (element == "numFmt") described[format] = shown_by(std::string_view(attribute(attributes, "formatCode")));
    if (element != "xf" || !of_cells) return;
    const auto own = described.find(format);
    styles.push_back(own != described.end() ? own->second : shown_by(format).value_or(Shown::Number));
  };
  handler.end = [&](std::string_view element) {
    if (element == "cellXfs") of_cells = false;
  };
  read_part(archive, part, small_part_bytes_max, std::move(handler));
  return styles;
}

}  // namespace

base::Result<Workbook> read_workbook(const Archive& archive) {
  return base::caught([&] {
    const Relations document = relations_of(archive, "");
    const auto main = document.by_kind.find("officeDocument");
    const std::string path = main == document.by_kind.end() ? "xl/workbook.xml" : main->second;
    const Relations parts = relations_of(archive, path);
    Workbook book;
    Xml::Handler handler;
    handler.begin = [&](std::string_view element, const Attributes& attributes) {
      if (element == "workbookPr") {
        const std::string from_1904 = attribute(attributes, "date1904");
        book.from_1904 = from_1904 == "1" || from_1904 == "true";
      }
      const std::string state = attribute(attributes, "state");
      if (element != "sheet" || !book.sheet.empty() || state == "hidden" || state == "veryHidden") return;
      if (const auto sheet = parts.by_id.find(attribute(attributes, "id")); sheet != parts.by_id.end())
        book.sheet = sheet->second;
    };
    read_part(archive, path, small_part_bytes_max, std::move(handler));
    if (book.sheet.empty())
      throw base::Failure(
          {base::ErrorCode::BadFile, "the file has no sheet that can be seen", {}, "Put the table on the first sheet"});
    if (const auto texts = parts.by_kind.find("sharedStrings"); texts != parts.by_kind.end())
      book.texts = read_texts(archive, texts->second);
    if (const auto styles = parts.by_kind.find("styles"); styles != parts.by_kind.end())
      book.styles = read_styles(archive, styles->second);
    return book;
  });
}

}  // namespace keybook::interchange

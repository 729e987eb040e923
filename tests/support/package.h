// Spreadsheet files for tests, of parts written by hand: what no program that writes them at will would write.
#pragma once

#include <zip.h>

#include <filesystem>
#include <map>
#include <string>

#include "base/error.h"

namespace keybook::testing {

// By their names in the file.
using Parts = std::map<std::string, std::string>;

inline void write_package(const std::filesystem::path& path, const Parts& parts) {
  int code = 0;
  zip* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
  KEYBOOK_ASSERT(archive != nullptr);
  for (const auto& [name, text] : parts)  // which must be there until it is closed
    KEYBOOK_ASSERT(zip_file_add(archive, name.c_str(), zip_source_buffer(archive, text.data(), text.size(), 0), 0) >=
                   0);
  KEYBOOK_ASSERT(zip_close(archive) == 0);
}

inline Parts workbook(const std::string& rows) {
  const std::string relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const auto relation = [&](const char* id, const char* kind, const char* target) {
    return std::string("<Relationship Id='") + id + "' Type='" + relations + "/" + kind + "' Target='" + target + "'/>";
  };
  return {
      {"_rels/.rels", "<Relationships>" + relation("r1", "officeDocument", "book/main.xml") + "</Relationships>"},
      {"book/_rels/main.xml.rels", "<Relationships>" + relation("r1", "worksheet", "sheets/notes.xml") +
                                       relation("r2", "worksheet", "/book/sheets/table.xml") +
                                       relation("r3", "sharedStrings", "texts.xml") +
                                       relation("r4", "styles", "styles.xml") + "</Relationships>"},
      {"book/main.xml", "<workbook xmlns:r='" + relations +
                            "'><sheets><sheet name='notes' sheetId='1' state='hidden' r:id='r1'/>"
                            "<sheet name='table' sheetId='2' r:id='r2'/></sheets></workbook>"},
      {"book/sheets/notes.xml", "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>"},
      {"book/sheets/table.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"},
      {"book/texts.xml",
       "<sst><si><t>名称</t></si><si><r><t>华东</t></r><r><t xml:space='preserve'> 电力</t></r>"
       "<rPh sb='0' eb='2'><t>hua dong</t></rPh></si><si><t>two_x000A_lines</t></si></sst>"},
      {"book/styles.xml",
       "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='yyyy\\-mm\\-dd;@'/></numFmts>"
       "<cellStyleXfs><xf numFmtId='9'/></cellStyleXfs>"
       "<cellXfs><xf numFmtId='0'/><xf numFmtId='164'/><xf numFmtId='22'/><xf numFmtId='10'/></cellXfs></styleSheet>"},
  };
}

}  // namespace keybook::testing

// What head office adds to the declarations while everybody works: fields of several merge rules, and a type.
#pragma once

namespace keybook::simulation {

inline constexpr const char* more_declarations = R"({"extend": "account", "fields": [
  {"number": 1000, "name": "fleet_size", "kind": "integer", "min": 0, "max": 999999, "review": true, "index": true,
   "label": {"zh": "车队规模", "en": "Fleet size"}},
  {"number": 1001, "name": "depots", "kind": "set", "label": {"zh": "车场", "en": "Depots"}},
  {"number": 1002, "name": "fleet_notes", "kind": "long_text", "merge": "text",
   "label": {"zh": "车队说明", "en": "Fleet notes"}} ]})";

inline constexpr const char* new_type = R"({"type": "vehicle", "number": 900, "scope": "child", "parent": "account",
  "title": ["plate"], "label": {"zh": "车辆", "en": "Vehicle"}, "plural": {"zh": "车辆", "en": "Vehicles"},
  "fields": [
    {"number": 1, "name": "account", "kind": "reference", "target": "account", "required": true, "merge": "locked",
     "index": true, "label": {"zh": "客户", "en": "Account"}},
    {"number": 2, "name": "plate", "kind": "text", "required": true, "search": true, "list": true,
     "label": {"zh": "车牌", "en": "Plate"}},
    {"number": 3, "name": "notes", "kind": "long_text", "search": true, "label": {"zh": "说明", "en": "Notes"}} ]})";

}  // namespace keybook::simulation

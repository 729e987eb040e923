// The public CRM set as books: its accounts graded by revenue, its deals as opportunities, those that were won as
// orders.
#pragma once

#include <filesystem>

#include "books.h"

namespace keybook::testing {

[[nodiscard]] std::filesystem::path crm_folder();  // beside the checkout
[[nodiscard]] std::unique_ptr<Books> crm_books();  // nullptr where the folder is not there

}  // namespace keybook::testing

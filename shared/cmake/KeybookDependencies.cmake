# Every third-party library, found once, with the reason why it is here. Debian packages: ./dev, "Packages".
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)  # JSON everywhere
find_package(CURL REQUIRED)                # client transport
find_package(OpenSSL REQUIRED)             # SHA-256, server TLS
find_package(ICU REQUIRED COMPONENTS uc i18n data)  # GB18030, pinyin, collation
find_package(spdlog REQUIRED)              # structured log sink
find_package(CLI11 REQUIRED)               # command lines
find_package(Boost 1.81 REQUIRED)          # Beast: asynchronous HTTP server
find_package(GTest REQUIRED)
find_package(benchmark REQUIRED)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)  # Argon2id, random, sealed boxes
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd)      # bodies on the wire, cold history
pkg_check_modules(xlsxwriter REQUIRED IMPORTED_TARGET xlsxwriter)  # spreadsheets of reports and exports
pkg_check_modules(libzip REQUIRED IMPORTED_TARGET libzip)  # unpacks the spreadsheets of imports
pkg_check_modules(expat REQUIRED IMPORTED_TARGET expat)    # reads the XML in them as a stream, in little memory
pkg_check_modules(pangocairo REQUIRED IMPORTED_TARGET pangocairo)  # printable documents with Chinese text

# Header only, without CMake or pkg-config files: a clear message here instead of a compiler's later.
find_path(KEYBOOK_EXPECTED_DIR tl/expected.hpp)  # expected failures are values
if(NOT KEYBOOK_EXPECTED_DIR)
  message(FATAL_ERROR "tl/expected.hpp is missing (Debian: libexpected-dev); ./dev setup installs them")
endif()

# One SQLite for every program: SQLCipher, so that a profile is encrypted, or plain SQLite where it is missing.
# sqlcipher.pc gives the version of the SQLite inside: 3.46.1 for SQLCipher 4.6.1; 3.15.2 for the 3.4.1 of Debian 12's
# own archive, which lacks UPSERT, RETURNING and FTS5 and is of no use.
pkg_check_modules(sqlcipher QUIET IMPORTED_TARGET GLOBAL sqlcipher>=3.45)
add_library(keybook_sqlite3 INTERFACE)
if(sqlcipher_FOUND)
  message(STATUS "SQLite: SQLCipher with SQLite ${sqlcipher_VERSION}, profiles are encrypted")
  target_link_libraries(keybook_sqlite3 INTERFACE PkgConfig::sqlcipher)
  target_compile_definitions(keybook_sqlite3 INTERFACE SQLITE_HAS_CODEC KEYBOOK_SQLCIPHER=1)
else()
  pkg_check_modules(sqlite3 REQUIRED IMPORTED_TARGET GLOBAL sqlite3)
  message(WARNING "SQLite: SQLCipher 4.6 not found, profiles are NOT encrypted (plain SQLite ${sqlite3_VERSION})")
  target_link_libraries(keybook_sqlite3 INTERFACE PkgConfig::sqlite3)
endif()
add_library(keybook::sqlite3 ALIAS keybook_sqlite3)

# Compiler settings of every target. Few options: presets choose them.
option(KEYBOOK_APP "Build the desktop app (needs Qt 6)" ON)
option(KEYBOOK_UNITY "Compile the sources of a target together: much faster in whole, slower after a single edit" ON)
option(KEYBOOK_FUZZ "Build the fuzz targets with libFuzzer (needs clang); otherwise they only replay their corpus" OFF)
set(KEYBOOK_SANITIZE "" CACHE STRING "Sanitizers, e.g. address,undefined or thread")
set(KEYBOOK_TEST_LABELS "" CACHE STRING "Only tests with one of these labels exist in this build (empty: all)")
set(KEYBOOK_TEST_PREFIX "" CACHE STRING "Put before each test's name, to tell two builds apart in one ctest run")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
set(CMAKE_LINK_DEPENDS_NO_SHARED ON)  # a rebuilt shared library with the same interface relinks nothing

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()
# Line tables are enough for a back trace and cost a third of full debug information in time and size.
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1 -DNDEBUG")

find_program(KEYBOOK_CCACHE ccache)
if(KEYBOOK_CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER ${KEYBOOK_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${KEYBOOK_CCACHE})
endif()
# Links ten times faster than the default linker (0.3 s against 2.7 s for 60 MB of objects).
find_program(KEYBOOK_MOLD mold)
if(KEYBOOK_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

# Warnings are errors in our own code, everywhere.
add_library(keybook_strict INTERFACE)
target_compile_options(keybook_strict INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor -Woverloaded-virtual -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # False alarms of g++ 12: an overlap in `"literal" + std::string` (GCC bug 105651), the value of an empty std::optional
  # (bug 80635); sanitizers and valgrind look for the latter for real.
  target_compile_options(keybook_strict INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
  if(KEYBOOK_UNITY)
    # Takes the sources that a unity file includes for headers.
    target_compile_options(keybook_strict INTERFACE -Wno-subobject-linkage)
  endif()
endif()

if(KEYBOOK_SANITIZE)
  add_compile_options(-fsanitize=${KEYBOOK_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${KEYBOOK_SANITIZE})
  add_compile_definitions(_GLIBCXX_ASSERTIONS)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(keybook_strict INTERFACE -Wno-tsan)  # Asio's fences are not known to TSan
  endif()
endif()
if(KEYBOOK_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)  # coverage for the product's code too, not only for the target
endif()

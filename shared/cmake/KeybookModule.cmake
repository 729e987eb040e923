# What folders are made of: modules, programs, tests. One call per folder; each takes the folder's *.cpp.

# Compiles several sources of a target as one. nlohmann/json, Beast and GoogleTest are then parsed once per target
# instead of once per file (8 small JSON users: 6 s instead of 47 s). Price: names in unnamed namespaces must be unique
# within a folder. Qt targets stay apart, since moc's generated sources do not mix. A precompiled nlohmann/json would save
# another second per target, and lose ccache, which saves all of them.
function(_keybook_unity target)
  if(NOT KEYBOOK_UNITY OR CMAKE_AUTOMOC)
    return()
  endif()
  get_target_property(libraries ${target} LINK_LIBRARIES)
  if(NOT libraries MATCHES "Qt6?::")
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
  endif()
endfunction()

# The C++ that Qt generates from QML files does mix, and is most of what there is to compile: the 55 files of qml/controls
# take 30 s of CPU together and 130 s apart. qml/ lists its modules in KEYBOOK_QML_TARGETS; asked at the end, when all are
# known.
function(_keybook_unity_qml)
  get_property(targets GLOBAL PROPERTY KEYBOOK_QML_TARGETS)
  list(FILTER targets EXCLUDE REGEX "plugin$")
  if(KEYBOOK_UNITY AND targets)
    set_target_properties(${targets} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 30)
  endif()
endfunction()
cmake_language(DEFER DIRECTORY ${CMAKE_SOURCE_DIR} CALL _keybook_unity_qml)

# Where #include paths start for the calling folder: the top of its part of the repository, then shared/, then the root.
# "base/error.h" is shared/base/error.h everywhere; "session/session.h" is the server's in sync-server/, the client's in
# client/core/. tests/architecture fails when a path could mean two files.
function(_keybook_include_folders out)
  cmake_path(RELATIVE_PATH CMAKE_CURRENT_SOURCE_DIR BASE_DIRECTORY ${CMAKE_SOURCE_DIR} OUTPUT_VARIABLE folder)
  string(REGEX MATCH "^(client/[^/]+|[^/]+)" part ${folder})
  set(folders ${CMAKE_SOURCE_DIR}/${part} ${CMAKE_SOURCE_DIR}/shared ${CMAKE_SOURCE_DIR})
  list(REMOVE_DUPLICATES folders)
  set(${out} ${folders} PARENT_SCOPE)
endfunction()

# keybook_module(NAME DEPS target… [PRIVATE_DEPS target…])
#   Builds every *.cpp of the calling folder (not of its subfolders) into the static library keybook_NAME, alias
#   keybook::NAME. Headers are included by their path from the top of the repository part: "base/error.h", "merge/field.h".
function(keybook_module name)
  cmake_parse_arguments(ARG "" "" "DEPS;PRIVATE_DEPS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  if(sources)
    add_library(keybook_${name} STATIC ${sources})
    set(scope PUBLIC)
    target_link_libraries(keybook_${name} PUBLIC ${ARG_DEPS} PRIVATE keybook_strict ${ARG_PRIVATE_DEPS})
    _keybook_unity(keybook_${name})
  else()
    add_library(keybook_${name} INTERFACE)
    set(scope INTERFACE)
    target_link_libraries(keybook_${name} INTERFACE ${ARG_DEPS})
  endif()
  _keybook_include_folders(folders)
  target_include_directories(keybook_${name} ${scope} ${folders})
  add_library(keybook::${name} ALIAS keybook_${name})
endfunction()

# keybook_program(NAME DEPS target… [SOURCES file…]): an executable of the calling folder's *.cpp, in build/bin.
function(keybook_program name)
  cmake_parse_arguments(ARG "" "" "DEPS;SOURCES" ${ARGN})
  if(NOT ARG_SOURCES)
    file(GLOB ARG_SOURCES CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  endif()
  if(NOT ARG_SOURCES)
    return()
  endif()
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE keybook_strict ${ARG_DEPS})
  _keybook_include_folders(folders)
  target_include_directories(${name} PRIVATE ${folders})
  _keybook_unity(${name})
endfunction()

# Built by `cmake --build … --target keybook-tests`: every test of this build with all that it runs, and nothing else.
add_custom_target(keybook-tests)

# Says in OUT whether this build wants a test with these labels.
function(_keybook_wanted out)
  set(${out} ON PARENT_SCOPE)
  if(KEYBOOK_TEST_LABELS)
    foreach(label ${ARGN})
      if(label IN_LIST KEYBOOK_TEST_LABELS)
        return()
      endif()
    endforeach()
    set(${out} OFF PARENT_SCOPE)
  endif()
endfunction()

# What ends a test that hangs, in seconds. Not a measure of speed: the slowest test takes minutes on a busy two-core machine, so
# that nothing below half an hour would tell a hang from a slow day.
set(KEYBOOK_TEST_HANGS_AFTER 1800)

function(_keybook_add_test name labels serial)
  set(test ${KEYBOOK_TEST_PREFIX}${name})
  add_test(NAME ${test} COMMAND ${ARGN})
  set(environment "KEYBOOK_SOURCE_DIR=${CMAKE_SOURCE_DIR}" "KEYBOOK_BIN_DIR=${CMAKE_BINARY_DIR}/bin" "LC_ALL=C.UTF-8")
  if(KEYBOOK_SANITIZE)
    list(APPEND environment "ASAN_OPTIONS=strict_string_checks=1:detect_stack_use_after_return=1"
      "UBSAN_OPTIONS=print_stacktrace=1" "LSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/support/leaks.supp:print_suppressions=0" "TSAN_OPTIONS=second_deadlock_stack=1")
  endif()
  set_tests_properties(${test} PROPERTIES LABELS "${labels}" TIMEOUT ${KEYBOOK_TEST_HANGS_AFTER} RUN_SERIAL ${serial}
    ENVIRONMENT "${environment}")
endfunction()

# keybook_test(NAME DEPS target… [LABELS label…] [SOURCES file…] [PROGRAMS target…] [SERIAL])
#   A GoogleTest program of the calling folder's *.cpp (or SOURCES), run by ctest as NAME. Labels: unit (default), contract,
#   simulation, process, ui, architecture, fuzz. PROGRAMS: what the test starts from build/bin. SERIAL: it measures, run it alone.
function(keybook_test name)
  cmake_parse_arguments(ARG "SERIAL" "" "DEPS;SOURCES;LABELS;PROGRAMS" ${ARGN})
  if(NOT ARG_SOURCES)
    file(GLOB ARG_SOURCES CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  endif()
  if(NOT ARG_LABELS)
    set(ARG_LABELS unit)
  endif()
  _keybook_wanted(wanted ${ARG_LABELS})
  if(NOT wanted)
    return()
  endif()
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE keybook_strict GTest::gtest_main GTest::gmock ${ARG_DEPS})
  _keybook_include_folders(folders)
  target_include_directories(${name} PRIVATE ${folders})
  _keybook_unity(${name})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin-tests)
  add_dependencies(keybook-tests ${name} ${ARG_PROGRAMS})
  _keybook_add_test(${name} "${ARG_LABELS}" ${ARG_SERIAL} ${name})
endfunction()

# keybook_command_test(NAME COMMAND program argument… [LABELS label…] [PROGRAMS target…] [SERIAL])
#   Runs a program of this build, or a script, as a test, where GoogleTest has nothing to add:
#   keybook_command_test(simulation_seeds COMMAND keybook-simulate --seeds 2000 LABELS simulation PROGRAMS keybook-simulate)
function(keybook_command_test name)
  cmake_parse_arguments(ARG "SERIAL" "" "COMMAND;LABELS;PROGRAMS" ${ARGN})
  if(NOT ARG_LABELS)
    set(ARG_LABELS unit)
  endif()
  _keybook_wanted(wanted ${ARG_LABELS})
  if(NOT wanted)
    return()
  endif()
  if(ARG_PROGRAMS)
    add_dependencies(keybook-tests ${ARG_PROGRAMS})
  endif()
  _keybook_add_test(${name} "${ARG_LABELS}" ${ARG_SERIAL} ${ARG_COMMAND})
endfunction()

# keybook_fuzz(NAME DEPS target… [SOURCES file…])
#   A fuzz target (LLVMFuzzerTestOneInput) of the calling folder's *.cpp. With KEYBOOK_FUZZ it is a libFuzzer program
#   build-fuzz/fuzz/NAME; in every other build the same code replays the folder's corpus/ as the unit test NAME, so that
#   what fuzzing once found stays found.
function(keybook_fuzz name)
  cmake_parse_arguments(ARG "" "" "DEPS;SOURCES" ${ARGN})
  if(NOT ARG_SOURCES)
    file(GLOB ARG_SOURCES CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  endif()
  _keybook_wanted(wanted unit fuzz)
  if(NOT wanted)
    return()
  endif()
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE keybook_strict ${ARG_DEPS})
  _keybook_include_folders(folders)
  target_include_directories(${name} PRIVATE ${folders})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/fuzz)
  add_dependencies(keybook-tests ${name})
  if(KEYBOOK_FUZZ)
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    set(arguments -runs=0)
  else()
    target_sources(${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests/fuzz/replay.cpp)
  endif()
  _keybook_add_test(${name} "unit;fuzz" OFF ${name} ${arguments} ${CMAKE_CURRENT_SOURCE_DIR}/corpus)
endfunction()

# keybook_add_folders(folder… [EXCEPT folder…])
#   Adds each subfolder of the calling folder that has a CMakeLists.txt, in the order given, then the rest by name.
function(keybook_add_folders)
  cmake_parse_arguments(ARG "" "" "EXCEPT" ${ARGN})
  file(GLOB lists CONFIGURE_DEPENDS RELATIVE ${CMAKE_CURRENT_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR}/*/CMakeLists.txt)
  set(folders ${ARG_UNPARSED_ARGUMENTS})
  foreach(list ${lists})
    get_filename_component(folder ${list} DIRECTORY)
    list(APPEND folders ${folder})
  endforeach()
  list(REMOVE_DUPLICATES folders)
  foreach(folder ${folders})
    if(NOT folder IN_LIST ARG_EXCEPT AND EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/CMakeLists.txt)
      add_subdirectory(${folder})
    endif()
  endforeach()
endfunction()

# keybook_qml_module(NAME URI … [SOURCES …] [DEPS target…] [IMPORTS uri…])
#   Every *.qml of the calling folder and its subfolders as the static module keybook_qml_NAME; a file starting with
#   "pragma Singleton" is a singleton. ctest qmllint_NAME fails on any warning.
option(KEYBOOK_QML_COMPILED "Compile QML ahead of time: starts faster, builds ten times slower" OFF)
set(KEYBOOK_QML_OUTPUT ${CMAKE_BINARY_DIR}/qml-modules)
set(KEYBOOK_QML_CONTRACT ${CMAKE_CURRENT_LIST_DIR}/../tests/ui/standin)  # what Keybook.App looks like to the pages

function(keybook_qml_module name)
  cmake_parse_arguments(ARG "" "URI" "SOURCES;DEPS;IMPORTS;GENERATED" ${ARGN})
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${CMAKE_CURRENT_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR}/*.qml)
  set(linted)
  set(clashes ${files})
  foreach(file ${files})
    get_filename_component(base ${file} NAME)
    file(STRINGS ${CMAKE_CURRENT_SOURCE_DIR}/${file} singleton REGEX "^pragma Singleton" LIMIT_COUNT 1)
    if(singleton)
      set_source_files_properties(${file} PROPERTIES QT_QML_SINGLETON_TYPE TRUE)
    endif()
    set_source_files_properties(${file} PROPERTIES QT_RESOURCE_ALIAS ${base})
    list(APPEND linted ${base})
  endforeach()
  string(REPLACE "." "/" path ${ARG_URI})
  set(compiled)
  if(NOT KEYBOOK_QML_COMPILED)
    set(compiled NO_CACHEGEN)
  endif()
  qt_add_library(keybook_qml_${name} STATIC)
  qt_add_qml_module(keybook_qml_${name}
    URI ${ARG_URI} VERSION 1.0
    RESOURCE_PREFIX /qt/qml
    OUTPUT_DIRECTORY ${KEYBOOK_QML_OUTPUT}/${path}
    DEPENDENCIES QtQuick
    IMPORTS ${ARG_IMPORTS}
    SOURCES ${ARG_SOURCES}
    QML_FILES ${files} ${ARG_GENERATED}
    ${compiled} NO_LINT)
  target_link_libraries(keybook_qml_${name} PUBLIC Qt6::Quick ${ARG_DEPS})
  target_include_directories(keybook_qml_${name} PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
  get_target_property(strict keybook_strict INTERFACE_COMPILE_OPTIONS)  # generated code is not ours to mend
  set_source_files_properties(${ARG_SOURCES} PROPERTIES COMPILE_OPTIONS "${strict}")
  set_property(GLOBAL APPEND PROPERTY KEYBOOK_QML_TARGETS keybook_qml_${name} keybook_qml_${name}plugin)
  list(TRANSFORM files PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/ OUTPUT_VARIABLE absolute)
  set_property(GLOBAL APPEND PROPERTY KEYBOOK_QML_FILES ${absolute})
  if(linted)
    # The copies beside the module's qmldir: there every sibling resolves, generated ones too. An id inside a deferred
    # property (contentItem) only makes the assignment immediate, which is what a control without a fallback wants.
    add_test(NAME qmllint_${name} WORKING_DIRECTORY ${KEYBOOK_QML_OUTPUT}/${path}
      COMMAND Qt6::qmllint --deferred-property-id disable -I ${KEYBOOK_QML_CONTRACT} -I ${KEYBOOK_QML_OUTPUT} ${linted})
    set_tests_properties(qmllint_${name} PROPERTIES LABELS "ui;lint")
  endif()
endfunction()

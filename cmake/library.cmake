# One folder, one target: how a folder with C++ in it says what it is and what it stands on.

set(ASYNCLINT_SANITIZE "" CACHE STRING "What -fsanitize= gets, for everything that is compiled")
if(ASYNCLINT_SANITIZE)
  add_compile_options(-fsanitize=${ASYNCLINT_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${ASYNCLINT_SANITIZE})
  # The core has no run-time type information, and an object made in it has not what this check compares.
  add_compile_options($<$<COMPILE_LANG_AND_ID:CXX,Clang>:-fno-sanitize=vptr>)
endif()

# Our own code only: what comes from npm is compiled as it is.
add_library(asynclint_warnings INTERFACE)
# g++ 12 warns of overlaps inside std::string's own operator+ (its bug 105651).
target_compile_options(asynclint_warnings INTERFACE -Wall -Wextra -Werror $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
# It takes the files that a unity build puts together for headers.
if(CMAKE_UNITY_BUILD)
  target_compile_options(asynclint_warnings INTERFACE $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-subobject-linkage>)
endif()

if(WIN32)
  # Some of the headers there speak of null, and then clang asks it of all that come after them.
  target_compile_options(asynclint_warnings INTERFACE -Wno-nullability-completeness)
endif()

# A folder of generated sources; `#include "<folder>/<file>"` finds its headers.
set(ASYNCLINT_GENERATED "${CMAKE_BINARY_DIR}/generated")

# asynclint_library(NAME [PURE] [SMALL] [SOURCES generated…] [DEPENDS targets…] [PRIVATE_DEPENDS targets…])
#
# The current folder as the static library asynclint_NAME. Its headers are included as "NAME/…" through an include
# root that holds this one folder, so that a target sees the folders that it names as dependencies and no others.
# PURE is for the core and the rules, which throw nothing; SMALL for what waits for people, files and pipes: a released
# build makes that short where it makes the rest fast.
function(asynclint_library name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "PURE;SMALL" "" "SOURCES;DEPENDS;PRIVATE_DEPENDS")
  asynclint_include_root(root ${name})
  file(GLOB sources CONFIGURE_DEPENDS *.cpp *.c)
  list(REMOVE_ITEM sources ${CMAKE_CURRENT_SOURCE_DIR}/main.cpp)
  list(APPEND sources ${ARG_SOURCES})
  if(NOT sources)
    file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/empty.cpp CONTENT "" @ONLY)
    set(sources ${CMAKE_CURRENT_BINARY_DIR}/empty.cpp)
  endif()
  add_library(asynclint_${name} STATIC ${sources})
  target_include_directories(asynclint_${name} PUBLIC ${root})
  target_link_libraries(asynclint_${name} PUBLIC ${ARG_DEPENDS} PRIVATE asynclint_warnings ${ARG_PRIVATE_DEPENDS})
  if(ARG_PURE)
    target_compile_options(asynclint_${name} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions -fno-rtti>)
  endif()
  if(ARG_SMALL)
    target_compile_options(asynclint_${name} PRIVATE $<$<CONFIG:Release>:-Os>)
    # g++ makes slow loops of what copies texts then, and the linker takes them for everybody.
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
      target_compile_options(asynclint_${name} PRIVATE -mstringop-strategy=libcall)
    endif()
  endif()
endfunction()

# Of a library that is made to be fast: these files are made to be small. A file with options of its own is compiled by
# itself, which takes long where there is more to it.
function(asynclint_small_sources)
  if(CMAKE_BUILD_TYPE STREQUAL "Release")
    file(GLOB sources CONFIGURE_DEPENDS ${ARGN})
    set_source_files_properties(${sources} PROPERTIES COMPILE_OPTIONS -Os)
  endif()
endfunction()

function(asynclint_include_root result name)
  set(root ${CMAKE_BINARY_DIR}/include-roots/${name})
  file(MAKE_DIRECTORY ${root})
  file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${root}/${name} SYMBOLIC)
  set(${result} ${root} PARENT_SCOPE)
endfunction()

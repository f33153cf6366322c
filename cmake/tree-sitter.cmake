# The parser's runtime and the grammars, compiled from the C sources inside their npm packages.

set(npm ${PROJECT_SOURCE_DIR}/node_modules)
set(runtime ${npm}/tree-sitter/vendor/tree-sitter/lib)
set(ASYNCLINT_GRAMMARS
  javascript=${npm}/tree-sitter-javascript/src
  typescript=${npm}/tree-sitter-typescript/typescript/src
  tsx=${npm}/tree-sitter-typescript/tsx/src)

if(NOT EXISTS ${runtime}/src/lib.c)
  message(FATAL_ERROR
    "The C sources of tree-sitter are not here yet. They come from npm: run `./dev build`, which does it all, "
    "or `npm ci --ignore-scripts` in ${PROJECT_SOURCE_DIR} and then cmake again.")
endif()

# Twice: as ours, with memory from analysis/syntax/parser-memory.h, and as it comes, for the benchmarks.
add_library(tree_sitter STATIC ${PROJECT_SOURCE_DIR}/analysis/syntax/runtime/tree-sitter.c)
target_include_directories(tree_sitter PRIVATE ${PROJECT_SOURCE_DIR}/analysis)
add_library(tree_sitter_plain STATIC ${runtime}/src/lib.c)
foreach(target IN ITEMS tree_sitter tree_sitter_plain)
  target_include_directories(${target} SYSTEM PUBLIC ${runtime}/include PRIVATE ${runtime}/src)
  target_compile_definitions(${target} PRIVATE _POSIX_C_SOURCE=200112L _DEFAULT_SOURCE)
endforeach()
foreach(function IN ITEMS malloc calloc realloc free)
  target_compile_definitions(tree_sitter PRIVATE ts_${function}=asynclint_parser_${function})
endforeach()
target_compile_options(tree_sitter PRIVATE -include ${PROJECT_SOURCE_DIR}/analysis/syntax/parser-memory.h)
target_link_libraries(tree_sitter PRIVATE asynclint_syntax)

# The runtime's own headers, for reading its trees without its accessors.
add_library(tree_sitter_internals INTERFACE)
target_link_libraries(tree_sitter_internals INTERFACE tree_sitter)
target_include_directories(tree_sitter_internals SYSTEM INTERFACE ${runtime}/src)

# The large ones. Every run of the executable needs that of JavaScript, which is small, and finds it ready.
set(ASYNCLINT_PACKED_GRAMMARS ${ASYNCLINT_GRAMMARS})
list(FILTER ASYNCLINT_PACKED_GRAMMARS EXCLUDE REGEX "^javascript=")
file(MAKE_DIRECTORY ${ASYNCLINT_GENERATED}/grammars)
add_library(tree_sitter_grammars STATIC)
foreach(grammar IN LISTS ASYNCLINT_GRAMMARS)
  string(REGEX REPLACE "^.*=" "" folder ${grammar})
  string(REGEX REPLACE "=.*$" "" name ${grammar})
  set(parser ${folder}/parser.c)
  if(grammar IN_LIST ASYNCLINT_PACKED_GRAMMARS)
    set(parser ${ASYNCLINT_GENERATED}/grammars/${name}.c)
    add_custom_command(
      OUTPUT ${parser}
      COMMAND ${NODE_PROGRAM} ${PROJECT_SOURCE_DIR}/tools/pack-grammar.mjs ${folder}/parser.c ${parser}
      DEPENDS ${PROJECT_SOURCE_DIR}/tools/pack-grammar.mjs ${folder}/parser.c
      COMMENT "Packing the grammar of ${name}"
      VERBATIM)
    set_source_files_properties(${parser} PROPERTIES
      OBJECT_DEPENDS ${PROJECT_SOURCE_DIR}/analysis/syntax/unpack-grammar.h)
  endif()
  target_sources(tree_sitter_grammars PRIVATE ${parser} ${folder}/scanner.c)
  # Each grammar comes with its own copy of tree_sitter/parser.h.
  set_source_files_properties(${parser} ${folder}/scanner.c PROPERTIES
    INCLUDE_DIRECTORIES "${folder};${PROJECT_SOURCE_DIR}/analysis")
endforeach()

foreach(target IN ITEMS tree_sitter tree_sitter_plain tree_sitter_grammars)
  target_compile_options(${target} PRIVATE -w $<$<CONFIG:Release,RelWithDebInfo>:-O3>)
endforeach()

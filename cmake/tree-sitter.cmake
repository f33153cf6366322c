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
foreach(target IN ITEMS tree_sitter tree_sitter_plain)
  add_library(${target} STATIC ${runtime}/src/lib.c)
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

add_library(tree_sitter_grammars STATIC)
foreach(grammar IN LISTS ASYNCLINT_GRAMMARS)
  string(REGEX REPLACE "^.*=" "" folder ${grammar})
  target_sources(tree_sitter_grammars PRIVATE ${folder}/parser.c ${folder}/scanner.c)
  # Each grammar comes with its own copy of tree_sitter/parser.h.
  set_source_files_properties(${folder}/parser.c ${folder}/scanner.c PROPERTIES INCLUDE_DIRECTORIES ${folder})
endforeach()

foreach(target IN ITEMS tree_sitter tree_sitter_plain tree_sitter_grammars)
  target_compile_options(${target} PRIVATE -w $<$<CONFIG:Release,RelWithDebInfo>:-O3>)
endforeach()

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

# As ours, with memory from analysis/syntax/parser-memory.h and the parts of analysis/syntax/runtime; as it comes, for the
# benchmarks; and as it comes but for what is mended, for the test that the quicker parts change nothing.
add_library(tree_sitter STATIC ${PROJECT_SOURCE_DIR}/analysis/syntax/runtime/tree-sitter.c)
target_include_directories(tree_sitter PRIVATE ${PROJECT_SOURCE_DIR}/analysis)
add_library(tree_sitter_plain STATIC ${runtime}/src/lib.c)
add_library(tree_sitter_mended STATIC EXCLUDE_FROM_ALL ${runtime}/src/lib.c)
target_compile_options(tree_sitter_mended PRIVATE
  -include ${PROJECT_SOURCE_DIR}/analysis/syntax/runtime/mended-reuse.h)
foreach(target IN ITEMS tree_sitter tree_sitter_plain tree_sitter_mended)
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

set(grammar_targets)
# Compiles a grammar's FILE (each grammar comes with its own copy of tree_sitter/parser.h) as the objects of TARGET.
function(add_grammar_objects target folder file)
  add_library(${target} OBJECT EXCLUDE_FROM_ALL ${file})
  target_include_directories(${target} PRIVATE ${folder} ${PROJECT_SOURCE_DIR}/analysis)
  set(grammar_targets ${grammar_targets} ${target} PARENT_SCOPE)
endfunction()

add_library(tree_sitter_grammars STATIC)
add_library(tree_sitter_plain_grammars STATIC EXCLUDE_FROM_ALL)
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
  add_grammar_objects(grammar_${name} ${folder} ${parser})
  add_grammar_objects(grammar_${name}_scanner ${folder} ${folder}/scanner.c)
  add_grammar_objects(grammar_${name}_plain ${folder} ${folder}/parser.c)
  # What an automaton does at a character is noted when it was done once; so it may be slow, and shall be short.
  target_include_directories(grammar_${name} SYSTEM PRIVATE ${runtime}/include ${runtime}/src)
  target_compile_options(grammar_${name} PRIVATE
    -include ${PROJECT_SOURCE_DIR}/analysis/syntax/runtime/quick-lexer.h $<$<CONFIG:Release,RelWithDebInfo>:-Os>)
  foreach(part IN ITEMS grammar_${name} grammar_${name}_scanner)
    target_sources(tree_sitter_grammars PRIVATE $<TARGET_OBJECTS:${part}>)
  endforeach()
  foreach(part IN ITEMS grammar_${name}_plain grammar_${name}_scanner)
    target_sources(tree_sitter_plain_grammars PRIVATE $<TARGET_OBJECTS:${part}>)
  endforeach()
endforeach()

foreach(target IN ITEMS tree_sitter tree_sitter_plain tree_sitter_mended ${grammar_targets})
  target_compile_options(${target} PRIVATE -w)
endforeach()
list(FILTER grammar_targets INCLUDE REGEX "_(scanner|plain)$")
foreach(target IN ITEMS tree_sitter tree_sitter_plain tree_sitter_mended ${grammar_targets})
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release,RelWithDebInfo>:-O3>)
endforeach()

// Where tree-sitter's memory comes from. Everything that one parse takes lies together and is given back at once: a
// tree is read once and then dropped, and asking each of its nodes to free itself costs as much as reading it.
//
// tree-sitter's sources are compiled with these functions in place of malloc, which is why this header is C as well.
#pragma once

#ifdef __cplusplus
#include <cstddef>
extern "C" {
#else
#include <stddef.h>
#endif

void* asynclint_parser_malloc(size_t size);
void* asynclint_parser_calloc(size_t count, size_t size);
void* asynclint_parser_realloc(void* block, size_t size);
void asynclint_parser_free(void* block);

#ifdef __cplusplus
}

namespace asynclint::syntax {

// While one lives, what tree-sitter allocates on this thread belongs to it, and ends with it: parsers and trees of
// that time are not deleted, and are not used afterwards. One a thread at a time. Without one, tree-sitter's blocks
// are malloc's.
class ParserMemory {
 public:
  ParserMemory();
  ~ParserMemory();
  ParserMemory(const ParserMemory&) = delete;
  ParserMemory& operator=(const ParserMemory&) = delete;
};

}  // namespace asynclint::syntax
#endif

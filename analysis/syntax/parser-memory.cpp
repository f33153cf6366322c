#include "syntax/parser-memory.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <vector>

namespace asynclint::syntax {
namespace {

#if defined(__SANITIZE_ADDRESS__)
#define ASYNCLINT_CHECKS_MEMORY 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ASYNCLINT_CHECKS_MEMORY 1
#endif
#endif

// Small blocks are cut from chunks, and freed ones are kept by size; larger ones are malloc's own, in a list.
constexpr std::size_t step = 16;
#ifdef ASYNCLINT_CHECKS_MEMORY
constexpr std::size_t largest_small = 0;  // AddressSanitizer watches each block by itself
#else
constexpr std::size_t largest_small = 1024;
#endif
constexpr std::size_t chunk_bytes = 256U << 10U;
// What a thread keeps from one text to the next.
constexpr std::size_t chunks_kept = 16;

enum class Owner : std::uint32_t { chunk, list, nobody };

// Stands before every block.
struct Header {
  std::uint32_t size_class;
  Owner owner;
};

// Stands before a larger block.
struct Large {
  Large* previous;
  Large* next;
  std::size_t size;
  Header header;
};

Header& header_of(void* block) { return static_cast<Header*>(block)[-1]; }
Large* large_of(void* block) { return static_cast<Large*>(block) - 1; }

[[noreturn]] void out_of_memory(std::size_t size) {
  std::fprintf(stderr, "asynclint: no memory for %zu bytes while parsing\n", size);
  std::abort();
}

class Arena {
 public:
  ~Arena() { reset(0); }

  void* allocate(std::size_t size) {
    if (size > largest_small) return allocate_large(size, Owner::list);
    const std::size_t size_class = size == 0 ? 0 : (size - 1) / step;
    if (void* block = free_[size_class]; block != nullptr) {
      std::memcpy(&free_[size_class], block, sizeof(void*));
      return block;
    }
    const std::size_t bytes = sizeof(Header) + (size_class + 1) * step;
    if (static_cast<std::size_t>(end_ - next_) < bytes) next_chunk();
    std::byte* const start = next_;
    next_ += bytes;
    void* const block = start + sizeof(Header);
    header_of(block) = {static_cast<std::uint32_t>(size_class), Owner::chunk};
    return block;
  }

  // How many bytes fit into a block.
  static std::size_t room_in(void* block) {
    const Header& header = header_of(block);
    return header.owner == Owner::chunk ? (header.size_class + 1) * step : large_of(block)->size;
  }

  void free_small(void* block) {
    void*& first = free_[header_of(block).size_class];
    std::memcpy(block, &first, sizeof(void*));
    first = block;
  }

  void* allocate_large(std::size_t size, Owner owner) {
    auto* const large = static_cast<Large*>(std::malloc(sizeof(Large) + size));
    if (large == nullptr) out_of_memory(size);
    *large = {nullptr, nullptr, size, {0, owner}};
    if (owner == Owner::list) link(large);
    return large + 1;
  }

  void* resize_large(void* block, std::size_t size) {
    Large* large = large_of(block);
    const bool listed = large->header.owner == Owner::list;
    if (listed) unlink(large);
    large = static_cast<Large*>(std::realloc(large, sizeof(Large) + size));
    if (large == nullptr) out_of_memory(size);
    large->size = size;
    if (listed) link(large);
    return large + 1;
  }

  void free_large(void* block) {
    Large* const large = large_of(block);
    if (large->header.owner == Owner::list) unlink(large);
    std::free(large);
  }

  void reset(std::size_t kept) {
    while (large_ != nullptr) free_large(large_ + 1);
    chunks_.resize(std::min(chunks_.size(), kept));
    free_.fill(nullptr);
    chunks_used_ = 0;
    next_ = end_ = nullptr;
  }

 private:
  void next_chunk() {
    if (chunks_used_ == chunks_.size()) chunks_.push_back(std::make_unique_for_overwrite<std::byte[]>(chunk_bytes));
    next_ = chunks_[chunks_used_++].get();
    end_ = next_ + chunk_bytes;
  }

  void link(Large* large) {
    large->previous = nullptr;
    large->next = large_;
    if (large_ != nullptr) large_->previous = large;
    large_ = large;
  }

  void unlink(Large* large) {
    (large->previous != nullptr ? large->previous->next : large_) = large->next;
    if (large->next != nullptr) large->next->previous = large->previous;
  }

  std::byte* next_ = nullptr;
  std::byte* end_ = nullptr;
  std::array<void*, 1024 / step> free_{};
  Large* large_ = nullptr;
  std::vector<std::unique_ptr<std::byte[]>> chunks_;
  std::size_t chunks_used_ = 0;
};

thread_local Arena arena;
thread_local bool is_open = false;

}  // namespace

ParserMemory::ParserMemory() { is_open = true; }

ParserMemory::~ParserMemory() {
  is_open = false;
  arena.reset(chunks_kept);
}

}  // namespace asynclint::syntax

using asynclint::syntax::Arena;
using asynclint::syntax::Owner;

void* asynclint_parser_malloc(std::size_t size) {
  using namespace asynclint::syntax;
  return is_open ? arena.allocate(size) : arena.allocate_large(size, Owner::nobody);
}

void* asynclint_parser_calloc(std::size_t count, std::size_t size) {
  if (size != 0 && count > SIZE_MAX / 2 / size) asynclint::syntax::out_of_memory(SIZE_MAX);
  return std::memset(asynclint_parser_malloc(count * size), 0, count * size);
}

void* asynclint_parser_realloc(void* block, std::size_t size) {
  using namespace asynclint::syntax;
  if (block == nullptr) return asynclint_parser_malloc(size);
  if (header_of(block).owner != Owner::chunk && size > largest_small) return arena.resize_large(block, size);
  const std::size_t room = Arena::room_in(block);
  if (size <= room) return block;
  void* const moved = asynclint_parser_malloc(size);
  std::memcpy(moved, block, room);
  asynclint_parser_free(block);
  return moved;
}

void asynclint_parser_free(void* block) {
  using namespace asynclint::syntax;
  if (block == nullptr) return;
  if (header_of(block).owner == Owner::chunk) return arena.free_small(block);
  arena.free_large(block);
}

#include "syntax/body-parse.h"

#include <algorithm>
#include <memory>

#include "syntax/kind-tables.h"
#include "syntax/sound-parse.h"

namespace asynclint::syntax {
namespace {

// What stands before the body of each kind of function, and reads it as any other of its kind does.
constexpr std::array<std::string_view, 4> heads{"function f()", "async function f()", "function*f()",
                                                "async function*f()"};
constexpr std::string_view empty_block = "{}";

// A pool of tree-sitter's, for as long as trees are taken apart.
class Pool {
 public:
  Pool() : pool_(ts_subtree_pool_new(0)) {}
  ~Pool() { ts_subtree_pool_delete(&pool_); }
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;
  [[nodiscard]] SubtreePool* get() { return &pool_; }

 private:
  SubtreePool pool_;
};

std::optional<BlockPlace> find_block(Subtree root, Grammar grammar, Span block) {
  BlockPlace place;
  Subtree at = root;
  std::uint32_t begin = ts_subtree_padding(root).bytes;
  while (true) {
    if (begin == block.begin && ts_subtree_size(at).bytes == block.length() && ts_subtree_visible(at) &&
        kind_of(grammar, ts_subtree_symbol(at)) == Kind::statement_block) {
      place.block = at;
      return place;
    }
    const std::uint32_t count = ts_subtree_child_count(at);
    std::uint32_t position = begin;
    bool is_inside = false;
    for (std::uint32_t i = 0; i < count && !is_inside; ++i) {
      const Subtree child = ts_subtree_children(at)[i];
      // A node begins where its first child does.
      if (i != 0) position += ts_subtree_padding(child).bytes;
      if (position > block.begin) return std::nullopt;
      const std::uint32_t size = ts_subtree_size(child).bytes;
      if (position + size >= block.end) {
        place.path.push_back(i);
        at = child;
        begin = position;
        is_inside = true;
      }
      position += size;
    }
    if (!is_inside || place.block.ptr != nullptr) return std::nullopt;
  }
}

// A text that lies in two pieces.
struct Pieces {
  std::string_view head;
  std::string_view rest;
};

const char* read_piece(void* payload, std::uint32_t byte, TSPoint, std::uint32_t* length) {
  const auto& pieces = *static_cast<const Pieces*>(payload);
  std::string_view piece = pieces.head;
  std::size_t at = byte;
  if (at >= piece.size()) {
    at -= piece.size();
    piece = pieces.rest;
  }
  at = std::min(at, piece.size());
  *length = static_cast<std::uint32_t>(piece.size() - at);
  return piece.data() + at;
}

}  // namespace

BodyParser::~BodyParser() {
  keep_earlier(no_subtree);
  for (const Frame& frame : frames_) ts_tree_delete(frame.tree);
}

const BodyParser::Frame* BodyParser::frame(TSParser* parser, std::size_t index) {
  Frame& own = frames_[index];
  if (own.tree == nullptr) {
    Pieces pieces{heads[index], empty_block};
    own.tree = ts_parser_parse(parser, nullptr, {&pieces, read_piece, TSInputEncodingUTF8, nullptr});
    const auto begin = static_cast<std::uint32_t>(heads[index].size());
    auto place = find_block(own.tree->root, grammar_, {begin, begin + 2});
    if (place) own.place = std::move(*place);
  }
  return own.place.path.empty() ? nullptr : &own;
}

// The frame's tree with another block in it.
TSTree* BodyParser::framed(const Frame& frame, Subtree block) const {
  Pool pool;
  std::vector<MutableSubtree> around;
  Subtree at = frame.tree->root;
  for (const std::uint32_t index : frame.place.path) {
    const MutableSubtree copy = ts_subtree_clone(at);
    // The copy is in the place of what it is made of.
    if (!around.empty()) {
      Subtree& place = ts_subtree_children(around.back())[frame.place.path[around.size() - 1]];
      ts_subtree_release(pool.get(), place);
      place = ts_subtree_from_mut(copy);
    }
    around.push_back(copy);
    at = ts_subtree_children(copy)[index];
  }
  Subtree& place = ts_subtree_children(around.back())[frame.place.path.back()];
  ts_subtree_retain(block);
  ts_subtree_release(pool.get(), place);
  place = block;
  for (auto it = around.rbegin(); it != around.rend(); ++it) ts_subtree_summarize_children(*it, frame.tree->language);
  return ts_tree_new(ts_subtree_from_mut(around.front()), frame.tree->language, frame.tree->included_ranges,
                     frame.tree->included_range_count);
}

// Whether nothing but the block is another than in the frame.
bool BodyParser::is_framed(const Frame& frame, const TSTree& tree, const BlockPlace& place) const {
  if (place.path != frame.place.path) return false;
  Subtree own = tree.root;
  Subtree known = frame.tree->root;
  for (const std::uint32_t index : place.path) {
    if (ts_subtree_symbol(own) != ts_subtree_symbol(known) ||
        ts_subtree_child_count(own) != ts_subtree_child_count(known))
      return false;
    own = ts_subtree_children(own)[index];
    known = ts_subtree_children(known)[index];
  }
  return true;
}

void BodyParser::put_in(TSTree* whole, const BlockPlace& place, Subtree block) {
  Pool pool;
  std::vector<MutableSubtree> around;
  Subtree* at = &whole->root;
  for (const std::uint32_t index : place.path) {
    const void* const before = at->ptr;
    const MutableSubtree own = ts_subtree_make_mut(pool.get(), *at);
    *at = ts_subtree_from_mut(own);
    if (own.ptr != before) readdressed_.emplace_back(before, own.ptr);
    around.push_back(own);
    at = &ts_subtree_children(own)[index];
  }
  ts_subtree_retain(block);
  ts_subtree_release(pool.get(), *at);
  *at = block;
  for (auto it = around.rbegin(); it != around.rend(); ++it) ts_subtree_summarize_children(*it, whole->language);
}

void BodyParser::keep_earlier(Subtree block) {
  Pool pool;
  if (block.ptr != nullptr) ts_subtree_retain(block);
  if (earlier_.ptr != nullptr) ts_subtree_release(pool.get(), earlier_);
  earlier_ = block;
}

std::optional<Subtree> BodyParser::parse(TSParser* parser, TSTree* whole, BodyKind kind, Span body,
                                         std::string_view text, const ChangedRange& change) {
  readdressed_.clear();
  const std::size_t index = (kind.is_async ? 1U : 0U) + (kind.is_generator ? 2U : 0U);
  const Frame* const own = frame(parser, index);
  const auto before = find_block(whole->root, grammar_, body);
  if (own == nullptr || !before || before->path.empty()) return std::nullopt;
  // White space in front of the block belongs to it.
  const std::uint32_t padding = ts_subtree_padding(before->block).bytes;
  const auto head = static_cast<std::uint32_t>(heads[index].size());
  const std::uint32_t first = body.begin - padding;
  const OwnTree old(framed(*own, before->block));
  TSInputEdit edit{};
  edit.start_byte = change.begin - first + head;
  edit.old_end_byte = change.old_end - first + head;
  edit.new_end_byte = change.new_end - first + head;
  edit.start_point = {0, edit.start_byte};
  edit.old_end_point = {0, edit.old_end_byte};
  edit.new_end_point = {0, edit.new_end_byte};
  ts_tree_edit(old.get(), &edit);
  const std::uint32_t end = body.end + change.shift();
  Pieces pieces{heads[index], slice(text, {first, end})};
  const TSInput input{&pieces, read_piece, TSInputEncodingUTF8, nullptr};
  const bool is_sound = ts_subtree_error_cost(whole->root) == 0;
  const OwnTree now =
      is_sound ? parse_sound(parser, old.get(), input) : OwnTree(ts_parser_parse(parser, old.get(), input));
  if (!now) return std::nullopt;
  const std::uint32_t begin = head + padding;
  const auto place = find_block(now->root, grammar_, {begin, begin + end - body.begin});
  if (!place || !is_framed(*own, *now, *place)) return std::nullopt;
  keep_earlier(before->block);
  put_in(whole, *before, place->block);
  return place->block;
}

}  // namespace asynclint::syntax

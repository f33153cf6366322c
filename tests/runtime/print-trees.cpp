// Prints a number for each tree that tree-sitter makes of the files named on standard input, one a line: of the file as
// it is, read in one piece and in small ones, and after each of a series of edits, parsed with the tree before it. Two
// of these programs, linked with two runtimes, print the same where both do the same.
//
// usage: print_trees EDITS < LIST
#include <tree_sitter/api.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

extern "C" {
#include "subtree.h"
#include "tree.h"
const TSLanguage* tree_sitter_javascript();
const TSLanguage* tree_sitter_typescript();
const TSLanguage* tree_sitter_tsx();
}

namespace {

struct Deleter {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
  void operator()(TSTree* tree) const { ts_tree_delete(tree); }
};
using Parser = std::unique_ptr<TSParser, Deleter>;
using Tree = std::unique_ptr<TSTree, Deleter>;

class Number {
 public:
  void add(std::uint64_t value) {
    number_ = (number_ ^ value) * 0x9E3779B97F4A7C15U;
    number_ ^= number_ >> 29U;
  }
  void add(Length length) {
    add(length.bytes);
    add(length.extent.row);
    add(length.extent.column);
  }
  [[nodiscard]] unsigned long long get() const { return number_; }

 private:
  std::uint64_t number_ = 1;
};

// Everything that the runtime reads of a subtree.
void add(Number& number, Subtree subtree) {
  number.add(subtree.data.is_inline);
  number.add(ts_subtree_symbol(subtree));
  number.add(ts_subtree_parse_state(subtree));
  number.add(ts_subtree_padding(subtree));
  number.add(ts_subtree_size(subtree));
  number.add(ts_subtree_lookahead_bytes(subtree));
  number.add(ts_subtree_error_cost(subtree));
  number.add(ts_subtree_child_count(subtree));
  const std::array flags{ts_subtree_visible(subtree),
                         ts_subtree_named(subtree),
                         ts_subtree_extra(subtree),
                         ts_subtree_has_changes(subtree),
                         ts_subtree_missing(subtree),
                         ts_subtree_is_keyword(subtree),
                         ts_subtree_fragile_left(subtree),
                         ts_subtree_fragile_right(subtree),
                         ts_subtree_has_external_tokens(subtree),
                         ts_subtree_has_external_scanner_state_change(subtree),
                         ts_subtree_depends_on_column(subtree)};
  for (const bool flag : flags) number.add(flag);
  if (ts_subtree_child_count(subtree) == 0) return;
  const SubtreeHeapData& node = *subtree.ptr;
  number.add(node.visible_child_count);
  number.add(node.named_child_count);
  number.add(node.visible_descendant_count);
  number.add(static_cast<std::uint32_t>(node.dynamic_precedence));
  number.add(node.repeat_depth);
  number.add(node.production_id);
  number.add(node.first_leaf.symbol);
  number.add(node.first_leaf.parse_state);
}

unsigned long long number_of(const TSTree& tree) {
  Number number;
  std::vector<Subtree> left{tree.root};
  while (!left.empty()) {
    const Subtree subtree = left.back();
    left.pop_back();
    add(number, subtree);
    const std::uint32_t count = ts_subtree_child_count(subtree);
    for (std::uint32_t i = 0; i < count; ++i) left.push_back(ts_subtree_children(subtree)[i]);
  }
  return number.get();
}

const TSLanguage* language_of(std::string_view path) {
  if (path.ends_with("x") && !path.ends_with(".jsx")) return tree_sitter_tsx();
  if (path.ends_with("ts")) return tree_sitter_typescript();
  return tree_sitter_javascript();
}

// A text, given in pieces of `piece` bytes.
struct Pieces {
  std::string_view text;
  std::uint32_t piece;
};

const char* read_piece(void* payload, std::uint32_t byte, TSPoint, std::uint32_t* length) {
  const auto& [text, piece] = *static_cast<const Pieces*>(payload);
  const std::string_view rest = text.substr(std::min<std::size_t>(byte, text.size()), piece);
  *length = static_cast<std::uint32_t>(rest.size());
  return rest.data();
}

Tree parse(TSParser* parser, const TSTree* before, std::string_view text, std::uint32_t piece) {
  Pieces pieces{text, piece};
  return Tree(ts_parser_parse(parser, before, {&pieces, read_piece, TSInputEncodingUTF8, nullptr}));
}

TSPoint point_at(std::string_view text, std::size_t byte) {
  TSPoint point{0, 0};
  for (const char character : text.substr(0, byte)) {
    ++point.column;
    if (character == '\n') point = {point.row + 1, 0};
  }
  return point;
}

// What is put in: pieces of code, halves of pairs, and bytes that are no text.
constexpr std::array<std::string_view, 34> insertions{"",
                                                      "",
                                                      "",
                                                      "a",
                                                      " ",
                                                      "\n",
                                                      "\r\n",
                                                      "{",
                                                      "}",
                                                      "(",
                                                      ")",
                                                      "[",
                                                      "]",
                                                      "`",
                                                      "${",
                                                      "/*",
                                                      "*/",
                                                      "// x\n",
                                                      "'",
                                                      "\"",
                                                      "\\",
                                                      "=> ",
                                                      "async ",
                                                      "await ",
                                                      ";",
                                                      "<div>",
                                                      "</div>",
                                                      "\xC3\xA9",
                                                      "\xE2\x80\xA8",
                                                      "\xEF\xBB\xBF",
                                                      "\xF0\x9F\x98\x80",
                                                      "\xFF",
                                                      "\xC3",
                                                      std::string_view("\0", 1)};

// The same series on every machine.
class Dice {
 public:
  explicit Dice(std::size_t seed) : state_(seed * 2 + 1) {}
  std::size_t below(std::size_t bound) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return bound == 0 ? 0 : static_cast<std::size_t>(state_ >> 33U) % bound;
  }

 private:
  std::uint64_t state_;
};

void edit(std::string& text, TSTree& tree, Dice& dice) {
  const std::size_t begin = dice.below(text.size() + 1);
  const std::size_t removed = dice.below(3) == 0 ? std::min(dice.below(12), text.size() - begin) : 0;
  const std::string_view put_in = insertions[dice.below(insertions.size())];
  TSInputEdit edit{};
  edit.start_byte = static_cast<std::uint32_t>(begin);
  edit.old_end_byte = static_cast<std::uint32_t>(begin + removed);
  edit.new_end_byte = static_cast<std::uint32_t>(begin + put_in.size());
  edit.start_point = point_at(text, begin);
  edit.old_end_point = point_at(text, begin + removed);
  text.replace(begin, removed, put_in);
  edit.new_end_point = point_at(text, begin + put_in.size());
  ts_tree_edit(&tree, &edit);
}

void print_trees(const std::string& path, std::size_t edits) {
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  Dice dice(text.size());
  const Parser parser(ts_parser_new());
  ts_parser_set_language(parser.get(), language_of(path));
  constexpr std::uint32_t whole = UINT32_MAX;
  std::printf("%s", path.c_str());
  for (const std::uint32_t piece : {1U, 7U, 64U})
    std::printf(" %016llx", number_of(*parse(parser.get(), nullptr, text, piece)));
  Tree tree = parse(parser.get(), nullptr, text, whole);
  std::printf(" %016llx", number_of(*tree));
  for (std::size_t i = 0; i < edits; ++i) {
    edit(text, *tree, dice);
    tree = parse(parser.get(), tree.get(), text, dice.below(4) == 0 ? 16 : whole);
    std::printf(" %016llx", number_of(*tree));
  }
  std::printf("\n");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: print_trees EDITS < LIST\n", stderr);
    return 2;
  }
  const std::size_t edits = std::strtoul(argv[1], nullptr, 10);
  for (std::string path; std::getline(std::cin, path);) print_trees(path, edits);
}

// The flat tree against tree-sitter's own view of the same text, and what must hold wherever units are cut.
#include "syntax/tree.h"

#include <gtest/gtest.h>
#include <tree_sitter/api.h>

#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/fixture.h"
#include "tests/syntax/snippets.h"

namespace asynclint::syntax {
namespace {

// A node as both views can say it.
struct Seen {
  std::size_t depth = 0;
  Kind kind = Kind::none;
  Field field = Field::none;
  Span span;
  bool is_missing = false;
  bool contains_error = false;
  friend bool operator==(const Seen&, const Seen&) = default;
};

std::ostream& operator<<(std::ostream& out, const Seen& seen) {
  out << std::string(2 * seen.depth, ' ');
  if (seen.field != Field::none) out << name(seen.field) << ": ";
  out << name(seen.kind) << " [" << seen.span.begin << ", " << seen.span.end << ")";
  if (seen.is_missing) out << " missing";
  return out << (seen.contains_error ? " with errors" : "");
}

struct ParserDeleter {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};
struct TreeDeleter {
  void operator()(TSTree* tree) const { ts_tree_delete(tree); }
};

// Their parts are not kept: the text says it all.
bool is_leaf_of_ours(Kind kind) { return kind == Kind::string || kind == Kind::regex || kind == Kind::error; }

// `<!--` begins a comment like any other, and the `?.` of a call has a name.
Kind kind_of_ours(Kind kind) {
  if (kind == Kind::op_question_dot) return Kind::optional_chain;
  return kind == Kind::html_comment ? Kind::comment : kind;
}

// What tree-sitter's cursor sees, without most of the punctuation that has no field.
std::vector<Seen> seen_by_cursor(std::string_view text, Grammar grammar) {
  const std::unique_ptr<TSParser, ParserDeleter> parser(ts_parser_new());
  ts_parser_set_language(parser.get(), language(grammar));
  const std::unique_ptr<TSTree, TreeDeleter> tree(
      ts_parser_parse_string(parser.get(), nullptr, text.data(), static_cast<std::uint32_t>(text.size())));
  TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree.get()));
  std::vector<Seen> all;
  std::size_t depth = 0;
  while (true) {
    const TSNode node = ts_tree_cursor_current_node(&cursor);
    Seen seen{depth,
              depth == 0 ? Kind::program : kind_of_ours(kind_of(grammar, ts_node_symbol(node))),
              fields(grammar)[ts_tree_cursor_current_field_id(&cursor)],
              {ts_node_start_byte(node), ts_node_end_byte(node)},
              ts_node_is_missing(node),
              ts_node_has_error(node)};
    if (seen.kind == Kind::optional_chain) seen.field = Field::optional_chain;
    const bool is_kept = !is_punctuation(seen.kind) || seen.field != Field::none || seen.kind == Kind::op_star ||
                         seen.kind == Kind::optional_chain;
    if (is_kept) all.push_back(seen);
    if (is_kept && !is_leaf_of_ours(seen.kind) && ts_tree_cursor_goto_first_child(&cursor)) {
      ++depth;
      continue;
    }
    while (!ts_tree_cursor_goto_next_sibling(&cursor)) {
      if (!ts_tree_cursor_goto_parent(&cursor)) {
        ts_tree_cursor_delete(&cursor);
        return all;
      }
      --depth;
    }
  }
}

struct Pending {
  Node node;
  std::size_t depth;
};

std::vector<Seen> seen_in(const Tree& tree) {
  std::vector<Seen> all;
  std::vector<Pending> pending{{tree.root(), 0}};
  while (!pending.empty()) {
    const auto [node, depth] = pending.back();
    pending.pop_back();
    all.push_back({depth, node.kind(), node.field(), node.span(), node.is_missing(), node.contains_error()});
    std::vector<Node> children;
    for (const Node child : node.children()) children.push_back(child);
    for (auto child = children.rbegin(); child != children.rend(); ++child) pending.push_back({*child, depth + 1});
  }
  return all;
}

// What is mended of `await (a).b` has tests of its own.
bool calls_await(std::string_view text, const std::vector<Seen>& seen) {
  for (std::size_t i = 0; i + 1 < seen.size(); ++i)
    if (seen[i].kind == Kind::call_expression && seen[i + 1].kind == Kind::identifier &&
        slice(text, seen[i + 1].span) == "await")
      return true;
  return false;
}

void expect_same_view(std::string_view text, Grammar grammar, UnitSizes sizes) {
  const auto tree = parse(text, grammar, sizes);
  const std::vector<Seen> expected = seen_by_cursor(text, tree->grammar());
  if (calls_await(text, expected)) return;
  const std::vector<Seen> actual = seen_in(*tree);
  for (std::size_t i = 0; i < std::min(expected.size(), actual.size()); ++i) ASSERT_EQ(expected[i], actual[i]) << text;
  ASSERT_EQ(expected.size(), actual.size()) << text;
  ASSERT_EQ(tree->record_count(), actual.size() + tree->units().size() - 1) << "each unit but the first stands twice";
}

// Where the records of a unit point to.
void expect_consistent_records(const Tree& tree, UnitId id) {
  const auto records = tree.records(id);
  ASSERT_EQ(records.size(), tree.units()[id].count);
  ASSERT_FALSE(records.empty());
  EXPECT_EQ(records[0].end, records.size());
  EXPECT_EQ(records[0].start, 0);
  std::vector<std::uint32_t> open;
  for (std::uint32_t i = 0; i < records.size(); ++i) {
    const Record& record = records[i];
    while (!open.empty() && i >= records[open.back()].end) open.pop_back();
    ASSERT_EQ(record.parent, open.empty() ? 0 : open.back());
    ASSERT_EQ(open.empty(), i == 0);
    const bool is_other_unit = (record.flags & flag::unit) != 0;
    if (is_other_unit) {
      ASSERT_NE(i, 0);
      const UnitId inside = tree.unit_at(id, record);
      ASSERT_LT(inside, tree.units().size());
      ASSERT_EQ(tree.units()[inside].parent, id);
      ASSERT_EQ(tree.units()[inside].place, i);
      ASSERT_EQ(tree.record(inside, 0).kind, record.kind);
      ASSERT_EQ(tree.record(inside, 0).length, record.length);
      ASSERT_EQ(tree.units()[inside].start, tree.units()[id].start + record.start);
      continue;
    }
    ASSERT_GT(record.end, i);
    ASSERT_LE(record.end, open.empty() ? records.size() : records[open.back()].end);
    open.push_back(i);
  }
}

void expect_consistent_units(const Tree& tree) {
  const auto units = tree.units();
  ASSERT_FALSE(units.empty());
  EXPECT_EQ(units[0].last_descendant, units.size() - 1);
  std::size_t records = 0;
  std::vector<UnitId> open;
  for (UnitId id = 0; id < units.size(); ++id) {
    while (!open.empty() && id > units[open.back()].last_descendant) open.pop_back();
    ASSERT_EQ(units[id].parent, open.empty() ? 0 : open.back());
    ASSERT_GE(units[id].last_descendant, id);
    ASSERT_LE(units[id].last_descendant, open.empty() ? units.size() - 1 : units[open.back()].last_descendant);
    open.push_back(id);
    records += units[id].count;
    expect_consistent_records(tree, id);
    if (testing::Test::HasFatalFailure()) return;
  }
  EXPECT_EQ(records, tree.record_count());
}

// Parents and children see each other, and lie inside each other, whatever the units are.
void expect_consistent_nodes(const Tree& tree) {
  std::vector<Node> pending{tree.root()};
  EXPECT_FALSE(tree.root().parent());
  while (!pending.empty()) {
    const Node node = pending.back();
    pending.pop_back();
    std::uint32_t last_end = node.span().begin;
    for (const Node child : node.children()) {
      ASSERT_EQ(child.parent(), node);
      ASSERT_TRUE(node.span().contains(child.span()));
      ASSERT_LE(last_end, child.span().begin) << "children stand in the order of the text";
      ASSERT_TRUE(child.is_within(node));
      ASSERT_TRUE(child.is_within(tree.root()));
      ASSERT_FALSE(node.is_within(child));
      last_end = child.span().end;
      pending.push_back(child);
    }
  }
}

class Trees : public testing::TestWithParam<std::uint32_t> {
 protected:
  [[nodiscard]] static UnitSizes sizes() { return {GetParam()}; }
};

TEST_P(Trees, see_what_the_cursor_sees_in_snippets) {
  for (const Grammar grammar : every_grammar)
    for (const std::string_view snippet : snippets) {
      expect_same_view(snippet, grammar, sizes());
      if (HasFatalFailure()) return;
    }
}

// What is mended of TypeScript's precedence has tests of its own.
TEST_P(Trees, see_what_the_cursor_sees_in_fixtures) {
  for (const tests::Fixture& fixture : tests::all_fixtures())
    for (const Grammar grammar : every_grammar) {
      if (fixture.dialect != Dialect::javascript || fixture.markup != Markup::none) continue;
      expect_same_view(fixture.code.text, grammar, sizes());
      if (HasFatalFailure()) FAIL() << fixture.path;
    }
}

TEST_P(Trees, see_what_the_cursor_sees_in_other_line_ends) {
  for (const Grammar grammar : every_grammar)
    for (const std::string_view snippet : snippets)
      for (const std::string_view end : {"\r\n", "\r", "\u2028"}) {
        std::string text;
        for (const char c : snippet) text += c == '\n' ? std::string(end) : std::string(1, c);
        expect_same_view(text, grammar, sizes());
        if (HasFatalFailure()) return;
      }
}

// The beginning of a program ends in the middle of things: error nodes, missing tokens.
TEST_P(Trees, see_what_the_cursor_sees_in_texts_that_are_cut_off) {
  for (const Grammar grammar : every_grammar)
    for (const std::string_view snippet : snippets)
      for (std::size_t length = 0; length < snippet.size(); length += 3) {
        expect_same_view(snippet.substr(0, length), grammar, sizes());
        if (HasFatalFailure()) return;
      }
}

TEST_P(Trees, are_consistent) {
  const auto check = [](std::string_view text, Grammar grammar) {
    const auto tree = parse(text, grammar, sizes());
    expect_consistent_units(*tree);
    if (!HasFatalFailure()) expect_consistent_nodes(*tree);
    if (HasFatalFailure()) ADD_FAILURE() << text;
  };
  for (const Grammar grammar : every_grammar) {
    for (const std::string_view snippet : snippets) {
      check(snippet, grammar);
      check(snippet.substr(0, snippet.size() / 2), grammar);
    }
    for (const tests::Fixture& fixture : tests::all_fixtures()) check(fixture.code.text, grammar);
  }
}

INSTANTIATE_TEST_SUITE_P(EverySize, Trees, testing::Values(0U, 64U, 512U, UINT32_MAX));

TEST(Units, are_top_level_statements_and_members_and_large_functions) {
  const std::string_view text = "const a = () => 1; class B { m() { return () => 2; } f = 3 }";
  const auto kinds_of_units = [&](UnitSizes sizes) {
    const auto tree = parse(text, Grammar::javascript, sizes);
    std::string kinds;
    for (UnitId id = 0; id < tree->units().size(); ++id) kinds.append(name(tree->record(id, 0).kind)).append(" ");
    return kinds;
  };
  EXPECT_EQ(kinds_of_units({UINT32_MAX}),
            "program lexical_declaration class_declaration method_definition field_definition ");
  EXPECT_EQ(kinds_of_units({0}),
            "program lexical_declaration arrow_function class_declaration method_definition arrow_function "
            "field_definition ");
}

TEST(Nodes, that_are_none_have_nothing) {
  const Node none;
  EXPECT_FALSE(none);
  EXPECT_EQ(none.kind(), Kind::none);
  EXPECT_FALSE(none.parent());
  EXPECT_TRUE(none.children().begin() == none.children().end());
  EXPECT_FALSE(none.child(Field::name));
  EXPECT_FALSE(none.child(Kind::identifier));
  EXPECT_FALSE(none.named_child(0));
  EXPECT_EQ(none.named_child_count(), 0);
  EXPECT_FALSE(none.last_named_child());
}

// An edit in one unit leaves the records of all others as they are.
TEST(Units, do_not_know_where_they_stand) {
  const std::string before = "load();\n";
  const std::string rest = "class Store { save() { return this.items.map((item) => item.id); } }\nsave(1);\n";
  const auto alone = parse(rest, Grammar::javascript, {0});
  const std::string longer = before + rest;
  const auto moved = parse(longer, Grammar::javascript, {0});
  ASSERT_EQ(moved->units().size(), alone->units().size() + 1);
  for (UnitId id = 1; id < alone->units().size(); ++id) {
    const auto own = alone->records(id);
    const auto others = moved->records(id + 1);
    ASSERT_EQ(own.size(), others.size());
    EXPECT_EQ(alone->units()[id].start + before.size(), moved->units()[id + 1].start);
    for (std::size_t i = 0; i < own.size(); ++i) {
      EXPECT_EQ(own[i].start, others[i].start);
      EXPECT_EQ(own[i].length, others[i].length);
      EXPECT_EQ(own[i].kind, others[i].kind);
      EXPECT_EQ(own[i].field, others[i].field);
      EXPECT_EQ(own[i].parent, others[i].parent);
      EXPECT_EQ(own[i].end, others[i].end) << "the end, or how far away the unit is that stands there";
    }
  }
}

}  // namespace
}  // namespace asynclint::syntax

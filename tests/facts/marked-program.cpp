#include "tests/facts/marked-program.h"

#include <gtest/gtest.h>

namespace asynclint::tests {
namespace {

using syntax::Node;

// All nodes, parents before their children.
std::vector<Node> all_nodes(const syntax::Tree& tree) {
  std::vector<Node> all;
  std::vector<Node> pending{tree.root()};
  while (!pending.empty()) {
    const Node node = pending.back();
    pending.pop_back();
    all.push_back(node);
    std::vector<Node> children;
    for (const Node child : node.children()) children.push_back(child);
    pending.insert(pending.end(), children.rbegin(), children.rend());
  }
  return all;
}

std::string_view name_of(Shape shape) {
  switch (shape) {
    case Shape::unknown: return "unknown";
    case Shape::pending: return "pending";
    case Shape::plain: return "plain";
    case Shape::promise: return "promise";
    case Shape::function: return "function";
    case Shape::promise_function: return "promise function";
    case Shape::class_: return "class";
    case Shape::instance: return "instance";
    case Shape::object: return "object";
    case Shape::array: return "array";
    case Shape::set: return "set";
    case Shape::map: return "map";
    case Shape::list: return "list";
    case Shape::stream: return "stream";
    case Shape::api: return "api";
    case Shape::typed: return "typed";
  }
  return "?";
}

std::string_view name_of(PromiseSource source) {
  switch (source) {
    case PromiseSource::none: return "none";
    case PromiseSource::async_function: return "async function";
    case PromiseSource::returning_function: return "returning function";
    case PromiseSource::constructor: return "constructor";
    case PromiseSource::language: return "language";
    case PromiseSource::dynamic_import: return "import";
    case PromiseSource::api: return "api";
    case PromiseSource::declared: return "declared";
    case PromiseSource::promisify: return "promisify";
    case PromiseSource::jsdoc: return "jsdoc";
    case PromiseSource::name: return "name";
    case PromiseSource::chain: return "chain";
  }
  return "?";
}

}  // namespace

MarkedProgram::MarkedProgram(std::string_view text, TopLevel top_level, syntax::Grammar grammar)
    : tree_(syntax::parse(text, grammar, {.function_bytes = 64})), facts_(std::make_unique<Facts>(*tree_, top_level)) {
  EXPECT_TRUE(tree_->errors().empty()) << "cannot be read: " << text;
}

std::vector<Node> MarkedProgram::marked(std::string_view mark) const {
  const std::string comment = "/*" + std::string(mark) + "*/";
  const std::vector<Node> nodes = all_nodes(*tree_);
  std::vector<Node> found;
  for (std::size_t at = tree_->text().find(comment); at != std::string_view::npos;
       at = tree_->text().find(comment, at + 1)) {
    Node innermost;
    for (const Node node : nodes)
      if (node.span().end == at && !node.is(syntax::Kind::comment)) innermost = node;
    EXPECT_TRUE(innermost) << "nothing ends before " << comment << " in " << tree_->text();
    found.push_back(innermost);
  }
  return found;
}

Node MarkedProgram::one(std::string_view mark) const {
  const std::vector<Node> found = marked(mark);
  EXPECT_EQ(found.size(), 1) << mark << " in " << tree_->text();
  return found.size() == 1 ? found.front() : Node{};
}

Node MarkedProgram::node(std::string_view text) const {
  for (const Node node : all_nodes(*tree_))
    if (node.text() == text) return node;
  ADD_FAILURE() << "no " << text << " in " << tree_->text();
  return tree_->root();
}

Node MarkedProgram::last_expression() const {
  const Node statement = tree_->root().last_named_child();
  EXPECT_TRUE(statement.is(syntax::Kind::expression_statement)) << tree_->text();
  return statement.named_child(0);
}

std::string describe(const Value& value) {
  std::string text(name_of(value.shape));
  if (value.is(Shape::promise) || value.is(Shape::promise_function))
    text.append(" ").append(name(value.evidence)).append(" ").append(name_of(value.source));
  if (value.is(Shape::api)) {
    text.append(" ").append(value.api.module_name().empty() ? "global" : value.api.module_name());
    for (const std::string_view member : value.api.members()) text.append(" ").append(member);
  }
  return text;
}

}  // namespace asynclint::tests

#include "cli/static-value.h"

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

namespace asynclint::cli {
namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;
using JsonType = JsonValue::Type;

constexpr int deepest_value = 40;
constexpr std::size_t longest_excerpt = 60;

std::string excerpt_of(std::string_view code) {
  std::string text;
  for (const char letter : code.substr(0, longest_excerpt)) text += letter == '\n' || letter == '\r' ? ' ' : letter;
  return code.size() > longest_excerpt ? text + "…" : text;
}

JsonValue untold(Node node) {
  JsonValue value;
  value.span = node.span();
  value.text = excerpt_of(node.text());
  return value;
}

// Functions that give back a list of what they are given.
bool only_lists(std::string_view callee) {
  return callee == "defineConfig" || callee == "globalIgnores" || callee == "tseslint.config" || callee == "config";
}

}  // namespace

StaticValues::StaticValues(const syntax::Tree& tree) {
  for (const Node& statement : syntax::named_children(tree.root())) {
    if (statement.is(Kind::export_statement)) {
      if (const Node value = statement.child(Field::value)) exported_ = value;
    } else if (statement.is(Kind::lexical_declaration, Kind::variable_declaration)) {
      for (const Node& declarator : syntax::named_children(statement)) {
        const Node name = declarator.child(Field::name);
        const Node value = declarator.child(Field::value);
        if (name && value && name.is(Kind::identifier)) constants_.emplace(name.text(), value);
      }
    } else if (statement.is(Kind::expression_statement)) {
      const Node assignment = statement.named_child(0);
      if (assignment.is(Kind::assignment_expression) && assignment.child(Field::left).text() == "module.exports")
        exported_ = assignment.child(Field::right);
    }
  }
}

JsonValue StaticValues::list(const std::vector<Node>& items, JsonValue value, int depth) const {
  value.type = JsonType::array;
  for (const Node& item : items) {
    const bool is_spread = item.is(Kind::spread_element);
    JsonValue one = of(is_spread ? item.named_child(0) : item, depth + 1);
    if (is_spread && one.is(JsonType::array))
      std::move(one.items.begin(), one.items.end(), std::back_inserter(value.items));
    else
      value.items.push_back(is_spread ? untold(item) : std::move(one));
  }
  return value;
}

JsonValue StaticValues::object(Node node, JsonValue value, int depth) const {
  value.type = JsonType::object;
  for (const Node& part : syntax::named_children(node)) {
    JsonMember member;
    member.key_span = part.span();
    if (part.is(Kind::pair)) {
      const auto key = syntax::key_name(part.child(Field::key));
      member.key = key.value_or("");
      member.value = key ? of(part.child(Field::value), depth + 1) : untold(part);
    } else if (part.is(Kind::spread_element)) {
      JsonValue spread = of(part.named_child(0), depth + 1);
      if (spread.is(JsonType::object)) {
        std::move(spread.members.begin(), spread.members.end(), std::back_inserter(value.members));
        continue;
      }
      member.value = untold(part);
    } else {
      // `{ rules }`
      member.key = part.text();
      const auto known = constants_.find(part.text());
      member.value = known == constants_.end() ? untold(part) : of(known->second, depth + 1);
    }
    value.members.push_back(std::move(member));
  }
  return value;
}

JsonValue StaticValues::of(Node expression, int depth) const {
  const Node node = syntax::unwrap(expression);
  if (!node || depth > deepest_value) return untold(expression);
  JsonValue value;
  value.span = node.span();
  if (const auto text = syntax::string_value(node)) {
    value.type = JsonType::string;
    value.text = *text;
  } else if (node.is(Kind::array)) {
    return list(syntax::named_children(node).list(), std::move(value), depth);
  } else if (node.is(Kind::object)) {
    return object(node, std::move(value), depth);
  } else if (node.is(Kind::true_, Kind::false_)) {
    value.type = JsonType::boolean;
    value.flag = node.is(Kind::true_);
  } else if (node.is(Kind::number)) {
    const std::string_view digits = node.text();
    int number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    value.type = JsonType::number;
    value.number = number;
  } else if (node.is(Kind::identifier) && constants_.contains(node.text())) {
    return of(constants_.at(node.text()), depth + 1);
  } else if (node.is(Kind::call_expression) && only_lists(node.child(Field::function).text())) {
    return list(syntax::named_children(node.child(Field::arguments)).list(), std::move(value), depth);
  } else {
    return untold(node);
  }
  return value;
}

}  // namespace asynclint::cli

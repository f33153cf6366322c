#include "facts/commonjs.h"

namespace asynclint {

using syntax::CallExpression;
using syntax::Field;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::Node;

bool is_module_exports(const Facts& facts, Node expression) {
  const auto access = MemberExpression::from(syntax::unwrap(expression));
  return access && access->name() == "exports" && facts.is_global(access->object(), "module");
}

bool is_exports(const Facts& facts, Node expression) {
  expression = syntax::unwrap(expression);
  // `module.exports = exports = …`
  while (expression.is(Kind::assignment_expression)) expression = syntax::unwrap(expression.child(Field::left));
  if (expression.is(Kind::identifier)) return facts.is_global(expression, "exports");
  return is_module_exports(facts, expression);
}

std::optional<std::string_view> starred_module(Node expression) {
  const auto call = CallExpression::from(syntax::unwrap(expression));
  if (!call) return std::nullopt;
  const std::string_view name = syntax::called_name(*call);
  if (name != "__exportStar" && name != "__export") return std::nullopt;
  const auto required = CallExpression::from(syntax::unwrap(call->argument(0)));
  if (!required || syntax::called_name(*required) != "require") return std::nullopt;
  return syntax::string_value(required->argument(0));
}

}  // namespace asynclint

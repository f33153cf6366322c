// Every typed view, on every grammar that has its syntax.
#include "syntax/views.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/syntax/read-views.h"

namespace asynclint::syntax {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class ExpressionViews : public ReadViews {};

TEST_P(ExpressionViews, member) {
  const auto dotted = first<MemberExpression>("store.items;");
  EXPECT_EQ(text_of(dotted.object()), "store");
  EXPECT_EQ(text_of(dotted.property()), "items");
  EXPECT_EQ(dotted.name(), "items");
  EXPECT_FALSE(dotted.is_optional());

  const auto optional = first<MemberExpression>("store?.items;");
  EXPECT_EQ(optional.name(), "items");
  EXPECT_TRUE(optional.is_optional());

  EXPECT_EQ(first<MemberExpression>("class A { m() { this.#items; } }").name(), "#items");

  const auto quoted = first<MemberExpression>("store['items'];");
  EXPECT_EQ(text_of(quoted.object()), "store");
  EXPECT_EQ(text_of(quoted.property()), "'items'");
  EXPECT_EQ(quoted.name(), "items");
  EXPECT_FALSE(quoted.is_optional());

  EXPECT_EQ(first<MemberExpression>("store[`items`];").name(), "items");
  EXPECT_EQ(first<MemberExpression>("store[`items${n}`];").name(), std::nullopt);
  EXPECT_EQ(first<MemberExpression>("store['it\\x65ms'];").name(), std::nullopt);
  EXPECT_EQ(first<MemberExpression>("store[key];").name(), std::nullopt);
  EXPECT_EQ(first<MemberExpression>("store[0];").name(), std::nullopt);
  EXPECT_TRUE(first<MemberExpression>("store?.['items'];").is_optional());
}

TEST_P(ExpressionViews, call) {
  const auto call = first<CallExpression>("store.save(/* what */ item, ...others);");
  EXPECT_EQ(text_of(call.callee()), "store.save");
  ASSERT_TRUE(call.member());
  EXPECT_EQ(call.member()->name(), "save");
  EXPECT_EQ(text_of(call.argument_list()), "(/* what */ item, ...others)");
  EXPECT_EQ(call.argument_count(), 2);
  EXPECT_EQ(text_of(call.argument(0)), "item");
  EXPECT_EQ(text_of(call.argument(1)), "...others");
  EXPECT_FALSE(call.argument(2));
  EXPECT_FALSE(call.is_optional());
  EXPECT_FALSE(call.is_import());
  EXPECT_FALSE(call.tagged_template());

  EXPECT_FALSE(first<CallExpression>("save();").member());
  EXPECT_EQ(first<CallExpression>("save();").argument_count(), 0);
  EXPECT_EQ(first<CallExpression>("(store.save)();").member()->name(), "save");
  EXPECT_TRUE(first<CallExpression>("save?.(item);").is_optional());
  EXPECT_FALSE(first<CallExpression>("store?.save(item);").is_optional());
  EXPECT_TRUE(first<CallExpression>("import('./store.js');").is_import());
  EXPECT_EQ(text_of(first<CallExpression>("import('./store.js');").argument(0)), "'./store.js'");
}

TEST_P(ExpressionViews, tagged_template) {
  const auto call = first<CallExpression>("sql`select ${id}`;");
  EXPECT_EQ(text_of(call.callee()), "sql");
  EXPECT_FALSE(call.argument_list());
  EXPECT_FALSE(call.argument(0));
  EXPECT_EQ(call.argument_count(), 0);
  EXPECT_EQ(text_of(call.tagged_template()), "`select ${id}`");
}

TEST_P(ExpressionViews, new_expression) {
  const auto creation = first<NewExpression>("new stores.Local(path, options);");
  EXPECT_EQ(text_of(creation.constructor()), "stores.Local");
  EXPECT_EQ(creation.argument_count(), 2);
  EXPECT_EQ(text_of(creation.argument(0)), "path");
  const auto bare = first<NewExpression>("new Store;");
  EXPECT_EQ(text_of(bare.constructor()), "Store");
  EXPECT_EQ(bare.argument_count(), 0);
  EXPECT_FALSE(bare.argument(0));
}

TEST_P(ExpressionViews, await_and_yield) {
  EXPECT_EQ(text_of(first<AwaitExpression>("async () => { await /* it */ load(); }").operand()), "load()");
  EXPECT_EQ(text_of(first<YieldExpression>("function* f() { yield 1; }").operand()), "1");
  EXPECT_FALSE(first<YieldExpression>("function* f() { yield 1; }").is_delegating());
  EXPECT_TRUE(first<YieldExpression>("function* f() { yield* g(); }").is_delegating());
  EXPECT_EQ(text_of(first<YieldExpression>("function* f() { yield* g(); }").operand()), "g()");
  EXPECT_FALSE(first<YieldExpression>("function* f() { yield; }").operand());
}

TEST_P(ExpressionViews, assignment) {
  const auto plain = first<AssignmentExpression>("this.total = count + 1;");
  EXPECT_EQ(text_of(plain.target()), "this.total");
  EXPECT_EQ(text_of(plain.value()), "count + 1");
  EXPECT_EQ(plain.operation(), Kind::none);
  EXPECT_FALSE(plain.is_logical());
  EXPECT_EQ(first<AssignmentExpression>("total += 1;").operation(), Kind::op_plus_eq);
  EXPECT_FALSE(first<AssignmentExpression>("total += 1;").is_logical());
  for (const std::string_view text : {"a &&= b;", "a ||= b;", "a ?\?= b;"})
    EXPECT_TRUE(first<AssignmentExpression>(text).is_logical()) << text;
  EXPECT_EQ(text_of(first<AssignmentExpression>("({ a, b: [c] } = d);").target()), "{ a, b: [c] }");
}

TEST_P(ExpressionViews, operators) {
  const auto sum = first<BinaryExpression>("a + b;");
  EXPECT_EQ(text_of(sum.left()), "a");
  EXPECT_EQ(text_of(sum.right()), "b");
  EXPECT_EQ(sum.operation(), Kind::op_plus);
  EXPECT_FALSE(sum.is_logical());
  for (const std::string_view text : {"a && b;", "a || b;", "a ?? b;"})
    EXPECT_TRUE(first<BinaryExpression>(text).is_logical()) << text;
  EXPECT_EQ(first<BinaryExpression>("a in b;").operation(), Kind::kw_in);
  EXPECT_EQ(first<BinaryExpression>("a instanceof b;").operation(), Kind::kw_instanceof);
  EXPECT_EQ(text_of(first<BinaryExpression>("class A { #x; static has(o) { return #x in o; } }").left()), "#x");

  const auto choice = first<TernaryExpression>("ready ? start() : stop();");
  EXPECT_EQ(text_of(choice.condition()), "ready");
  EXPECT_EQ(text_of(choice.consequence()), "start()");
  EXPECT_EQ(text_of(choice.alternative()), "stop()");

  EXPECT_EQ(first<UnaryExpression>("void save();").operation(), Kind::kw_void);
  EXPECT_EQ(text_of(first<UnaryExpression>("void save();").operand()), "save()");
  EXPECT_EQ(first<UnaryExpression>("!ready;").operation(), Kind::op_bang);
  EXPECT_EQ(first<UnaryExpression>("delete store.items;").operation(), Kind::kw_delete);

  EXPECT_EQ(first<UpdateExpression>("count++;").operation(), Kind::op_plus_plus);
  EXPECT_FALSE(first<UpdateExpression>("count++;").is_prefix());
  EXPECT_TRUE(first<UpdateExpression>("--count;").is_prefix());
  EXPECT_EQ(text_of(first<UpdateExpression>("--store.count;").operand()), "store.count");

  const auto sequence = first<SequenceExpression>("a(), b(), /* then */ c();");
  EXPECT_THAT(texts(sequence.operands()), ElementsAre("a()", "b()", "c()"));
  EXPECT_EQ(text_of(sequence.last()), "c()");
}

TEST_P(ExpressionViews, literals) {
  EXPECT_THAT(texts(first<ArrayExpression>("x = [a, , ...b, /* end */];").elements()), ElementsAre("a", "...b"));
  EXPECT_EQ(text_of(first<SpreadElement>("x = [...b];").operand()), "b");

  const auto object = first<ObjectExpression>(
      "x = { a, b: 1, 'c d': 2, ['e']: 3, [f]: 4, async g() {}, get h() { return 1; }, ...i };");
  const auto properties = object.properties();
  ASSERT_EQ(properties.size(), 8);
  std::vector<std::string> names;
  names.reserve(properties.size());
  for (const Property& property : properties) names.emplace_back(property.name().value_or("?"));
  EXPECT_THAT(names, ElementsAre("a", "b", "c d", "e", "?", "g", "h", "?"));
  EXPECT_EQ(text_of(properties[0].value()), "a");
  EXPECT_EQ(text_of(properties[1].value()), "1");
  EXPECT_TRUE(properties[5].value().is(Kind::method_definition));
  EXPECT_TRUE(Function::assume(properties[5].value()).is_async());
  EXPECT_TRUE(Function::assume(properties[6].value()).is_getter());
  EXPECT_EQ(text_of(properties[7].value()), "i");
  EXPECT_FALSE(properties[7].key());

  const auto text = first<TemplateString>("`a ${b} c ${d(`${e}`)}`;");
  EXPECT_THAT(texts(text.substitutions()), ElementsAre("b", "d(`${e}`)"));
  EXPECT_FALSE(text.tag_call());
  EXPECT_EQ(text_of(first<TemplateString>("tag`a ${b}`;").tag_call()->callee()), "tag");
  EXPECT_FALSE(first<TemplateString>("tag(`a ${b}`);").tag_call());
  EXPECT_THAT(first<TemplateString>("`plain`;").substitutions(), IsEmpty());
}

TEST_P(ExpressionViews, string_values) {
  const auto value = [this](std::string_view text) { return string_value(first_of(text, Kind::string)); };
  EXPECT_EQ(value("x = 'a b';"), "a b");
  EXPECT_EQ(value("x = \"\";"), "");
  EXPECT_EQ(value("x = 'a\\n';"), std::nullopt);
  EXPECT_EQ(string_value(first_of("x = `a`;", Kind::template_string)), "a");
  EXPECT_EQ(string_value(first_of("x = a;", Kind::identifier)), std::nullopt);
  EXPECT_EQ(string_value({}), std::nullopt);
}

TEST_P(ExpressionViews, wrappers) {
  const Node call = first<CallExpression>("x = ((/* a */ (load())));").node();
  EXPECT_EQ(text_of(wrapped(call)), "((/* a */ (load())))");
  EXPECT_EQ(unwrap(wrapped(call)), call);
  EXPECT_EQ(unwrap(call), call);
  const Node bare = first<CallExpression>("x = load();").node();
  EXPECT_EQ(wrapped(bare), bare);
  EXPECT_FALSE(unwrap({}));
}

TEST_P(ExpressionViews, other_kinds_have_no_view) {
  const Node name = first_of("x;", Kind::identifier);
  EXPECT_FALSE(CallExpression::from(name));
  EXPECT_FALSE(CallExpression::from({}));
  EXPECT_EQ(CallExpression::assume(first<CallExpression>("f();").node()).text(), "f()");
}

INSTANTIATE_TEST_SUITE_P(EveryGrammar, ExpressionViews, testing::ValuesIn(every_grammar), grammar_name);

class TypeScriptViews : public ReadViews {};

TEST_P(TypeScriptViews, wrappers) {
  for (const std::string_view text :
       {"x = load() as Promise<void>;", "x = (load())!;", "x = load() satisfies unknown;"}) {
    const Node call = first<CallExpression>(text).node();
    EXPECT_EQ(unwrap(wrapped(call)), call) << text;
    EXPECT_EQ(wrapped(call).parent().kind(), Kind::assignment_expression) << text;
  }
  // What stands in the type is not what is wrapped.
  const Node type = first_of("x = load as typeof other;", Kind::type_query).named_child(0);
  EXPECT_EQ(wrapped(type), type);
}

TEST_P(TypeScriptViews, calls_with_type_arguments) {
  const auto call = first<CallExpression>("load<string>(path);");
  EXPECT_EQ(text_of(call.callee()), "load");
  EXPECT_EQ(text_of(call.argument(0)), "path");
  EXPECT_TRUE(first<CallExpression>("load?.<string>(path);").is_optional());
  EXPECT_EQ(text_of(first<NewExpression>("new Map<string, number>(entries);").argument(0)), "entries");
}

TEST_P(TypeScriptViews, functions_and_classes) {
  const auto function = first<Function>("async function f(this: A, a?: string, b = 1, { c }: D = {}, ...e: F[]): G {}");
  EXPECT_THAT(texts(function.parameters()), ElementsAre("a", "b = 1", "{ c }: D = {}", "...e"));
  const auto parameters = function.parameter_views();
  ASSERT_EQ(parameters.size(), 4);
  EXPECT_EQ(text_of(parameters[0].pattern()), "a");
  EXPECT_EQ(text_of(parameters[2].pattern()), "{ c }");
  EXPECT_EQ(text_of(parameters[2].default_value()), "{}");
  EXPECT_EQ(text_of(parameters[3].pattern()), "e");
  EXPECT_TRUE(parameters[3].is_rest());
  EXPECT_TRUE(function.is_async());

  const auto view = first<ClassView>("abstract class A<T> extends B<T> implements C { private readonly x: T = 1; }");
  EXPECT_EQ(text_of(view.name()), "A");
  EXPECT_EQ(text_of(view.superclass()), "B");
  EXPECT_EQ(first<ClassField>("class A { private static readonly x: T = 1; }").name(), "x");
  EXPECT_TRUE(first<ClassField>("class A { private static readonly x: T = 1; }").is_static());
  EXPECT_FALSE(first<ClassView>("class A implements C {}").superclass());
}

TEST_P(TypeScriptViews, modules) {
  EXPECT_TRUE(first<ImportStatement>("import type { A } from 'a';").is_type_only());
  EXPECT_EQ(text_of(first<ImportStatement>("import a = require('a');").source()), "'a'");
}

INSTANTIATE_TEST_SUITE_P(EveryGrammar, TypeScriptViews, testing::Values(Grammar::typescript, Grammar::tsx),
                         grammar_name);

}  // namespace
}  // namespace asynclint::syntax

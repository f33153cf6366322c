// Typed views of statements, functions, classes, modules and JSX, on every grammar that has their syntax.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "syntax/views.h"
#include "tests/syntax/read-views.h"

namespace asynclint::syntax {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class StatementViews : public ReadViews {};

TEST_P(StatementViews, expression_statement_and_block) {
  EXPECT_EQ(text_of(first<ExpressionStatement>("/* now */ save();").expression()), "save()");
  EXPECT_THAT(texts(first<Block>("{ a(); /* then */ let b; }").statements()), ElementsAre("a();", "let b;"));
}

TEST_P(StatementViews, variable_declaration) {
  const auto constants = first<VariableDeclaration>("const a = 1, { b } = c;");
  EXPECT_EQ(constants.keyword(), Kind::kw_const);
  ASSERT_EQ(constants.declarators().size(), 2);
  EXPECT_EQ(text_of(constants.declarators()[1].name()), "{ b }");
  EXPECT_EQ(text_of(constants.declarators()[1].value()), "c");
  EXPECT_TRUE(constants.declarators()[0].is_const());
  EXPECT_FALSE(constants.is_await());
  EXPECT_EQ(first<VariableDeclaration>("let a;").keyword(), Kind::kw_let);
  EXPECT_EQ(first<VariableDeclaration>("var a;").keyword(), Kind::kw_var);
  const auto variable = first<VariableDeclarator>("let a;");
  EXPECT_FALSE(variable.value());
  EXPECT_FALSE(variable.is_const());
}

TEST_P(StatementViews, if_statement) {
  const auto branch = first<IfStatement>("if ((ready)) start(); else /* or */ if (late) stop();");
  EXPECT_EQ(text_of(branch.condition()), "ready");
  EXPECT_EQ(text_of(branch.consequence()), "start();");
  EXPECT_EQ(text_of(branch.alternative()), "if (late) stop();");
  EXPECT_FALSE(first<IfStatement>("if (ready) start();").alternative());
}

TEST_P(StatementViews, for_statement) {
  const auto loop = first<ForStatement>("for (let i = 0; i < n; i++) use(i);");
  EXPECT_EQ(text_of(loop.initializer()), "let i = 0;");
  EXPECT_EQ(text_of(loop.condition()), "i < n");
  EXPECT_EQ(text_of(loop.increment()), "i++");
  EXPECT_EQ(text_of(loop.body()), "use(i);");
  const auto assigning = first<ForStatement>("for (i = 0, j = 1; i < j; ) {}");
  EXPECT_EQ(text_of(assigning.initializer()), "i = 0, j = 1");
  EXPECT_EQ(text_of(assigning.condition()), "i < j");
  EXPECT_FALSE(assigning.increment());
  const auto endless = first<ForStatement>("for (;;) {}");
  EXPECT_FALSE(endless.initializer());
  EXPECT_FALSE(endless.condition());
  EXPECT_FALSE(endless.increment());
  EXPECT_EQ(text_of(endless.body()), "{}");
}

TEST_P(StatementViews, for_in_statement) {
  const auto of = first<ForInStatement>("for (const [key, value] of entries) use(key);");
  EXPECT_EQ(of.keyword(), Kind::kw_const);
  EXPECT_EQ(text_of(of.variable()), "[key, value]");
  EXPECT_EQ(text_of(of.iterated()), "entries");
  EXPECT_EQ(text_of(of.body()), "use(key);");
  EXPECT_TRUE(of.is_of());
  EXPECT_FALSE(of.is_await());
  const auto in = first<ForInStatement>("for (this.key in table) {}");
  EXPECT_EQ(in.keyword(), Kind::none);
  EXPECT_EQ(text_of(in.variable()), "this.key");
  EXPECT_FALSE(in.is_of());
  EXPECT_EQ(first<ForInStatement>("for (var key in table) {}").keyword(), Kind::kw_var);
  EXPECT_EQ(first<ForInStatement>("for (let key in table) {}").keyword(), Kind::kw_let);
  const auto awaiting = first<ForInStatement>("async () => { for await (const line of lines) use(line); }");
  EXPECT_TRUE(awaiting.is_await());
  EXPECT_TRUE(awaiting.is_of());
  EXPECT_EQ(text_of(awaiting.iterated()), "lines");
}

TEST_P(StatementViews, other_loops) {
  EXPECT_EQ(text_of(first<WhileStatement>("while (ready) use();").condition()), "ready");
  EXPECT_EQ(text_of(first<WhileStatement>("while (ready) use();").body()), "use();");
  EXPECT_EQ(text_of(first<DoStatement>("do use(); while (ready);").condition()), "ready");
  EXPECT_EQ(text_of(first<DoStatement>("do use(); while (ready);").body()), "use();");
  for (const std::string_view text :
       {"for (;;) use();", "for (x of xs) use();", "while (ready) use();", "do use(); while (ready)"}) {
    EXPECT_EQ(text_of(first<Loop>(text).body()), "use();");
    EXPECT_TRUE(is_loop_kind(first<Loop>(text).node().kind()));
  }
}

TEST_P(StatementViews, try_statement) {
  const auto whole = first<TryStatement>("try { a(); } catch ({ message }) { b(); } finally { c(); }");
  EXPECT_EQ(text_of(whole.body()), "{ a(); }");
  ASSERT_TRUE(whole.handler());
  EXPECT_EQ(text_of(whole.handler()->parameter()), "{ message }");
  EXPECT_EQ(text_of(whole.handler()->body()), "{ b(); }");
  EXPECT_EQ(text_of(whole.finalizer()), "{ c(); }");
  EXPECT_FALSE(first<TryStatement>("try {} catch {}").handler()->parameter());
  EXPECT_FALSE(first<TryStatement>("try {} catch {}").finalizer());
  EXPECT_FALSE(first<TryStatement>("try {} finally {}").handler());
}

TEST_P(StatementViews, switch_statement) {
  const auto whole =
      first<SwitchStatement>("switch (kind) { case 1: case other(): a(); break; /* else */ default: b(); }");
  EXPECT_EQ(text_of(whole.value()), "kind");
  const auto arms = whole.arms();
  ASSERT_EQ(arms.size(), 3);
  EXPECT_EQ(text_of(arms[0].test()), "1");
  EXPECT_THAT(arms[0].statements(), IsEmpty());
  EXPECT_EQ(text_of(arms[1].test()), "other()");
  EXPECT_THAT(texts(arms[1].statements()), ElementsAre("a();", "break;"));
  EXPECT_FALSE(arms[1].is_default());
  EXPECT_TRUE(arms[2].is_default());
  EXPECT_FALSE(arms[2].test());
  EXPECT_THAT(texts(arms[2].statements()), ElementsAre("b();"));
  EXPECT_THAT(first<SwitchStatement>("switch (kind) {}").arms(), IsEmpty());
}

TEST_P(StatementViews, jumps) {
  EXPECT_EQ(text_of(first<ReturnStatement>("() => { return /* it */ load(); }").value()), "load()");
  EXPECT_FALSE(first<ReturnStatement>("() => { return; }").value());
  EXPECT_EQ(text_of(first<ThrowStatement>("throw error;").value()), "error");
  const auto labeled = first<LabeledStatement>("outer: for (;;) break outer;");
  EXPECT_EQ(text_of(labeled.label()), "outer");
  EXPECT_TRUE(labeled.body().is(Kind::for_statement));
  const auto jump = first<JumpStatement>("outer: for (;;) break outer;");
  EXPECT_TRUE(jump.is_break());
  EXPECT_EQ(text_of(jump.label()), "outer");
  EXPECT_FALSE(first<JumpStatement>("for (;;) continue;").is_break());
  EXPECT_FALSE(first<JumpStatement>("for (;;) continue;").label());
}

TEST_P(StatementViews, enclosing) {
  const Node call = first<CallExpression>("const f = () => { const x = 1 + load(); };").node();
  EXPECT_EQ(text_of(enclosing_statement(call)), "const x = 1 + load();");
  EXPECT_TRUE(enclosing_function(call).is(Kind::arrow_function));
  EXPECT_FALSE(enclosing_function(enclosing_function(call)));
  EXPECT_EQ(text_of(enclosing_statement(first<CallExpression>("switch (a) { case 1: load(); }").node())), "load();");
}

INSTANTIATE_TEST_SUITE_P(EveryGrammar, StatementViews, testing::ValuesIn(every_grammar), grammar_name);

class FunctionViews : public ReadViews {};

TEST_P(FunctionViews, kinds_of_functions) {
  const auto plain = first<Function>("function save(item) { return item; }");
  EXPECT_EQ(text_of(plain.name()), "save");
  EXPECT_EQ(text_of(plain.body()), "{ return item; }");
  EXPECT_TRUE(plain.has_block_body());
  EXPECT_FALSE(plain.is_async() || plain.is_generator() || plain.is_arrow() || plain.is_getter() || plain.is_static());

  const auto async = first<Function>("/* a */ async function save() {}");
  EXPECT_EQ(text_of(async.async_keyword()), "async");
  EXPECT_TRUE(first<Function>("x = async function () {};").is_async());
  EXPECT_TRUE(first<Function>("function* all() {}").is_generator());
  EXPECT_TRUE(first<Function>("x = function* () {};").is_generator());
  const auto both = first<Function>("class A { static async *all() {} }");
  EXPECT_TRUE(both.is_async() && both.is_generator() && both.is_static());

  const auto concise = first<Function>("x = async item => item.id;");
  EXPECT_TRUE(concise.is_arrow() && concise.is_async());
  EXPECT_FALSE(concise.has_block_body());
  EXPECT_EQ(text_of(concise.body()), "item.id");
  EXPECT_THAT(texts(concise.parameters()), ElementsAre("item"));
  EXPECT_FALSE(first<Function>("x = async => async;").is_async());
  EXPECT_FALSE(first<Function>("x = () => {};").name());
}

TEST_P(FunctionViews, methods) {
  EXPECT_EQ(text_of(first<Function>("class A { save() {} }").name()), "save");
  EXPECT_TRUE(first<Function>("class A { get size() { return 1; } }").is_getter());
  EXPECT_TRUE(first<Function>("class A { set size(n) {} }").is_setter());
  EXPECT_TRUE(first<Function>("class A { static get size() { return 1; } }").is_getter());
  EXPECT_TRUE(first<Function>("class A { static get size() { return 1; } }").is_static());
  EXPECT_FALSE(first<Function>("class A { get() {} }").is_getter());
  EXPECT_FALSE(first<Function>("class A { async() {} }").is_async());
  EXPECT_FALSE(first<Function>("class A { static() {} }").is_static());
  EXPECT_EQ(text_of(first<Function>("x = { async 'a b'() {} };").name()), "'a b'");
}

TEST_P(FunctionViews, parameters) {
  const auto function = first<Function>("function f(a, /* b */ { b }, [c] = [], d = 1, ...[e]) {}");
  ASSERT_EQ(function.parameters().size(), 5);
  EXPECT_EQ(text_of(function.parameters()[1]), "{ b }");
  const auto views = function.parameter_views();
  ASSERT_EQ(views.size(), 5);
  std::vector<std::string> patterns;
  std::vector<std::string> defaults;
  std::string rests;
  for (const Parameter& view : views) {
    patterns.push_back(text_of(view.pattern()));
    defaults.push_back(text_of(view.default_value()));
    rests += view.is_rest() ? 'r' : '-';
  }
  EXPECT_THAT(patterns, ElementsAre("a", "{ b }", "[c]", "d", "[e]"));
  EXPECT_THAT(defaults, ElementsAre("", "", "[]", "1", ""));
  EXPECT_EQ(rests, "----r");
  EXPECT_THAT(first<Function>("x = () => {};").parameters(), IsEmpty());
  EXPECT_EQ(text_of(first<Function>("x = a => a;").parameter_views().front().pattern()), "a");
}

TEST_P(FunctionViews, classes) {
  const auto view = first<ClassView>(
      "class Store extends mix(Base) { #items = []; static 'count' = 0; save() {} static { this.count = 1; } ; }");
  EXPECT_EQ(text_of(view.name()), "Store");
  EXPECT_EQ(text_of(view.superclass()), "mix(Base)");
  EXPECT_THAT(texts(view.members()),
              ElementsAre("#items = []", "static 'count' = 0", "save() {}", "static { this.count = 1; }"));
  const auto own = ClassField::assume(view.members()[0]);
  EXPECT_EQ(own.name(), "#items");
  EXPECT_EQ(text_of(own.value()), "[]");
  EXPECT_FALSE(own.is_static());
  const auto of_class = ClassField::assume(view.members()[1]);
  EXPECT_EQ(of_class.name(), "count");
  EXPECT_TRUE(of_class.is_static());
  EXPECT_EQ(text_of(StaticBlock::assume(view.members()[3]).body()), "{ this.count = 1; }");

  EXPECT_FALSE(first<ClassView>("x = class {};").name());
  EXPECT_FALSE(first<ClassView>("x = class {};").superclass());
  EXPECT_FALSE(first<ClassField>("class A { [computed] = 1; }").name());
  EXPECT_FALSE(first<ClassField>("class A { empty; }").value());
  EXPECT_EQ(text_of(first<Decorator>("class A { @bound(this) save() {} }").expression()), "bound(this)");
  EXPECT_EQ(first<ClassView>("class A { @bound save() {} @observed size = 1; }").members().size(), 2);
}

INSTANTIATE_TEST_SUITE_P(EveryGrammar, FunctionViews, testing::ValuesIn(every_grammar), grammar_name);

class ModuleViews : public ReadViews {};

TEST_P(ModuleViews, imports) {
  const auto names = first<ImportStatement>("import store, { load, save as keep, default as main } from './store.js';");
  EXPECT_EQ(string_value(names.source()), "./store.js");
  EXPECT_EQ(text_of(names.default_name()), "store");
  EXPECT_FALSE(names.namespace_name());
  ASSERT_EQ(names.specifiers().size(), 3);
  EXPECT_EQ(text_of(names.specifiers()[0].imported()), "load");
  EXPECT_EQ(text_of(names.specifiers()[0].local()), "load");
  EXPECT_EQ(text_of(names.specifiers()[1].imported()), "save");
  EXPECT_EQ(text_of(names.specifiers()[1].local()), "keep");
  EXPECT_EQ(text_of(names.specifiers()[2].imported()), "default");
  EXPECT_FALSE(names.is_type_only());

  const auto whole = first<ImportStatement>("import * as store from './store.js';");
  EXPECT_EQ(text_of(whole.namespace_name()), "store");
  EXPECT_FALSE(whole.default_name());
  EXPECT_THAT(whole.specifiers(), IsEmpty());
  const auto bare = first<ImportStatement>("import './effects.js';");
  EXPECT_EQ(string_value(bare.source()), "./effects.js");
  EXPECT_FALSE(bare.default_name());
  EXPECT_FALSE(bare.namespace_name());
}

TEST_P(ModuleViews, exports) {
  EXPECT_TRUE(first<ExportStatement>("export const a = 1;").declaration().is(Kind::lexical_declaration));
  EXPECT_TRUE(first<ExportStatement>("export async function a() {}").declaration().is(Kind::function_declaration));
  EXPECT_FALSE(first<ExportStatement>("export const a = 1;").is_default());
  const auto expression = first<ExportStatement>("export default load();");
  EXPECT_EQ(text_of(expression.value()), "load()");
  EXPECT_TRUE(expression.is_default());
  EXPECT_TRUE(first<ExportStatement>("export default class A {}").is_default());

  const auto list = first<ExportStatement>("export { load, save as keep } from './store.js';");
  EXPECT_EQ(string_value(list.source()), "./store.js");
  ASSERT_EQ(list.specifiers().size(), 2);
  EXPECT_EQ(text_of(list.specifiers()[0].exported()), "load");
  EXPECT_EQ(text_of(list.specifiers()[1].local()), "save");
  EXPECT_EQ(text_of(list.specifiers()[1].exported()), "keep");
  EXPECT_FALSE(list.is_everything());
  EXPECT_TRUE(first<ExportStatement>("export * from './store.js';").is_everything());
  EXPECT_TRUE(first<ExportStatement>("export * as store from './store.js';").is_everything());
  EXPECT_FALSE(first<ExportStatement>("export { load };").source());
}

INSTANTIATE_TEST_SUITE_P(EveryGrammar, ModuleViews, testing::ValuesIn(every_grammar), grammar_name);

class JsxViews : public ReadViews {};

TEST_P(JsxViews, elements) {
  const auto list =
      first<JsxElement>("x = <List.Item key='a' hidden {...rest} items={await load()}>text {item} <b/></List.Item>;");
  EXPECT_EQ(text_of(list.name()), "List.Item");
  EXPECT_THAT(texts(list.attributes()), ElementsAre("key='a'", "hidden", "{...rest}", "items={await load()}"));
  EXPECT_EQ(text_of(JsxAttribute::assume(list.attributes()[0]).name()), "key");
  EXPECT_EQ(text_of(JsxAttribute::assume(list.attributes()[0]).value()), "'a'");
  EXPECT_FALSE(JsxAttribute::assume(list.attributes()[1]).value());
  EXPECT_TRUE(JsxExpression::assume(list.attributes()[2]).expression().is(Kind::spread_element));
  EXPECT_EQ(text_of(JsxAttribute::assume(list.attributes()[3]).value()), "await load()");
  std::vector<Node> inside;
  for (const Node content : list.contents())
    if (!content.is(Kind::jsx_text)) inside.push_back(content);
  EXPECT_THAT(texts(inside), ElementsAre("{item}", "<b/>"));
  EXPECT_EQ(text_of(JsxExpression::assume(inside[0]).expression()), "item");

  const auto closed = first<JsxElement>("x = <Button onClick={() => save()} />;");
  EXPECT_EQ(text_of(closed.name()), "Button");
  EXPECT_THAT(closed.contents(), IsEmpty());
  EXPECT_EQ(text_of(JsxAttribute::assume(closed.attributes()[0]).name()), "onClick");
  EXPECT_TRUE(JsxAttribute::assume(closed.attributes()[0]).value().is(Kind::arrow_function));

  EXPECT_FALSE(first<JsxElement>("x = <>{a}</>;").name());
  EXPECT_FALSE(first<JsxExpression>("x = <>{/* nothing */}</>;").expression());
}

INSTANTIATE_TEST_SUITE_P(EveryGrammar, JsxViews, testing::Values(Grammar::javascript, Grammar::tsx), grammar_name);

class UsingDeclarations : public ReadViews {};

TEST_P(UsingDeclarations, keyword) {
  EXPECT_EQ(first<VariableDeclaration>("using file = open();").keyword(), Kind::kw_using);
  const auto awaited = first<VariableDeclaration>("async () => { await using file = open(); }");
  EXPECT_EQ(awaited.keyword(), Kind::kw_using);
  EXPECT_TRUE(awaited.is_await());
  EXPECT_EQ(text_of(awaited.declarators()[0].name()), "file");
}

INSTANTIATE_TEST_SUITE_P(EveryGrammar, UsingDeclarations, testing::Values(Grammar::javascript), grammar_name);

}  // namespace
}  // namespace asynclint::syntax

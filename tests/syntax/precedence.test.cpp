// What `a!` and `as T` bind, where the grammar has it otherwise; each operator in angle brackets with all that it
// takes.
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <string_view>

#include "syntax/tree.h"
#include "syntax/view.h"

namespace asynclint::syntax {
namespace {

bool is_operator(Node node) {
  return node.is(Kind::binary_expression, Kind::unary_expression, Kind::ternary_expression, Kind::await_expression,
                 Kind::as_expression, Kind::satisfies_expression, Kind::non_null_expression, Kind::type_assertion,
                 Kind::member_expression, Kind::subscript_expression, Kind::call_expression);
}

std::string bracketed(Node node) {
  const std::string_view text = node.tree().text();
  std::string inside;
  std::uint32_t at = node.span().begin;
  for (const Node child : node.children()) {
    EXPECT_EQ(child.parent(), node);
    EXPECT_TRUE(node.span().contains(child.span()));
    inside.append(slice(text, {at, child.span().begin})).append(bracketed(child));
    at = child.span().end;
  }
  inside += slice(text, {at, node.span().end});
  return is_operator(node) ? "<" + inside + ">" : inside;
}

struct Reading {
  std::string_view text;
  std::string_view bracketed;
};

std::ostream& operator<<(std::ostream& out, const Reading& reading) { return out << reading.text; }

class Precedence : public testing::TestWithParam<Reading> {};

TEST_P(Precedence, is_that_of_the_language) {
  for (const std::uint32_t function_bytes : {0U, 512U}) {
    const auto tree = parse(GetParam().text, Grammar::typescript, {function_bytes});
    ASSERT_TRUE(tree->errors().empty());
    EXPECT_EQ(bracketed(tree->root()), GetParam().bracketed);
  }
}

const Reading readings[] = {
    {"a || b!.c;", "<a || <<b!>.c>>;"},
    {"a || b!.c();", "<a || <<<b!>.c>()>>;"},
    {"a || b! || c!;", "<<a || <b!>> || <c!>>;"},
    {"a && b!.c === d;", "<a && <<<b!>.c> === d>>;"},
    {"a !== b!.c && d;", "<<a !== <<b!>.c>> && d>;"},
    {"a + b! * c;", "<a + <<b!> * c>>;"},
    {"a - b! - c;", "<<a - <b!>> - c>;"},
    {"a ?? b![0];", "<a ?? <<b!>[0]>>;"},
    {"!a!.b;", "<!<<a!>.b>>;"},
    {"!(a)!.b;", "<!<<(a)!>.b>>;"},
    {"typeof a!.b === c;", "<<typeof <<a!>.b>> === c>;"},
    {"a ? b : c!.d();", "<a ? b : <<<c!>.d>()>>;"},
    {"a(() => b)! || c;", "<<<a(() => b)>!> || c>;"},
    {"f(() => a) || g(() => b)!.c(() => d);", "<<f(() => a)> || <<<<g(() => b)>!>.c>(() => d)>>;"},
    {"a || b as T;", "<a || <b as T>>;"},
    {"a + b as T;", "<<a + b> as T>;"},
    {"a as T || b;", "<<a as T> || b>;"},
    {"a as T as U;", "<<a as T> as U>;"},
    {"<T>a!.b;", "<<T><<a!>.b>>;"},
    {"await a as T;", "<<await a> as T>;"},
    {"await a!.b() as T as U;", "<<<await <<<a!>.b>()>> as T> as U>;"},
    {"await (a as T);", "<await (<a as T>)>;"},
    {"await f(() => a) satisfies T;", "<<await <f(() => a)>> satisfies T>;"},
    {"a && await b!.c();", "<a && <await <<<b!>.c>()>>>;"},
};
INSTANTIATE_TEST_SUITE_P(TypeScript, Precedence, testing::ValuesIn(readings));

class AwaitInJavaScript : public testing::TestWithParam<Reading> {};

TEST_P(AwaitInJavaScript, takes_what_is_in_parentheses_with_all_that_follows) {
  for (const std::uint32_t function_bytes : {0U, 512U})
    for (const Grammar grammar : {Grammar::javascript, Grammar::typescript}) {
      const auto tree = parse(GetParam().text, grammar, {function_bytes});
      ASSERT_TRUE(tree->errors().empty());
      EXPECT_EQ(bracketed(tree->root()), GetParam().bracketed);
    }
}

const Reading await_readings[] = {
    {"await (a);", "<await (a)>;"},
    {"await (a).b;", "<await <(a).b>>;"},
    {"await (a).b();", "<await <<(a).b>()>>;"},
    {"await (await a).b();", "<await <<(<await a>).b>()>>;"},
    {"await (await (await a).b()).c(d);", "<await <<(<await <<(<await a>).b>()>>).c>(d)>>;"},
    {"await (0, a)();", "<await <(0, a)()>>;"},
    {"await (0, a.b)(c, d).then(e)[f];", "<await <<<<(0, <a.b>)(c, d)>.then>(e)>[f]>>;"},
    {"await (a, /* b */ () => c, async () => { d; });", "<await (a, /* b */ () => c, async () => { d; })>;"},
    {"x(await (0, a)(() => b, await (0, c)(d)), e);", "<x(<await <(0, a)(() => b, <await <(0, c)(d)>>)>>, e)>;"},
    {"await (async () => a)();", "<await <(async () => a)()>>;"},
    {"await (() => a)().b[0]?.c;", "<await <<<<(() => a)()>.b>[0]>?.c>>;"},
    {"const x = await (a || b).c?.(d)[e];", "const x = <await <<<(<a || b>).c>?.(d)>[e]>>;"},
    {"f(await (a).b(), !await (c)());", "<f(<await <<(a).b>()>>, <!<await <(c)()>>>)>;"},
    {"a + await (b).c * d;", "<a + <<await <(b).c>> * d>>;"},
    {"(await (a).b()).c();", "<<(<await <<(a).b>()>>).c>()>;"},
};
INSTANTIATE_TEST_SUITE_P(Both, AwaitInJavaScript, testing::ValuesIn(await_readings));

}  // namespace
}  // namespace asynclint::syntax

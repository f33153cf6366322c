// The generated names against the grammars themselves: a name that no grammar knows would resolve silently to 0.
#include "syntax/kind-tables.h"

#include <gtest/gtest.h>
#include <tree_sitter/api.h>

#include <string>
#include <string_view>

namespace asynclint::syntax {
namespace {

constexpr Grammar grammars[] = {Grammar::javascript, Grammar::typescript, Grammar::tsx};

class KindTables : public testing::TestWithParam<Grammar> {
 protected:
  [[nodiscard]] static Grammar grammar() { return GetParam(); }
  [[nodiscard]] static const TSLanguage* own() { return language(GetParam()); }
};

TEST_P(KindTables, every_visible_symbol_has_the_kind_of_its_name) {
  ASSERT_EQ(kinds(grammar()).size(), ts_language_symbol_count(own()));
  for (std::uint16_t number = 0; number < kinds(grammar()).size(); ++number) {
    const TSSymbolType type = ts_language_symbol_type(own(), number);
    const std::string_view symbol_name = ts_language_symbol_name(own(), number);
    SCOPED_TRACE(symbol_name);
    const Kind kind = kind_of(grammar(), number);
    if (type == TSSymbolTypeRegular || type == TSSymbolTypeAnonymous) {
      ASSERT_NE(kind, Kind::none);
      EXPECT_EQ(name(kind), symbol_name);
      EXPECT_EQ(is_named(kind), type == TSSymbolTypeRegular);
    } else {
      EXPECT_EQ(kind, Kind::none);
    }
  }
}

TEST_P(KindTables, every_kind_of_the_grammar_leads_back_to_a_symbol) {
  for (std::uint16_t number = 1; number < kind_count; ++number) {
    const auto kind = static_cast<Kind>(number);
    const std::string kind_name(name(kind));
    SCOPED_TRACE(kind_name);
    const TSSymbol own_symbol = ts_language_symbol_for_name(
        own(), kind_name.data(), static_cast<std::uint32_t>(kind_name.size()), is_named(kind));
    EXPECT_EQ(symbol(grammar(), kind) == 0, own_symbol == 0);
    if (own_symbol == 0) continue;
    EXPECT_EQ(kind_of(grammar(), own_symbol), kind);
    EXPECT_EQ(kind_of(grammar(), symbol(grammar(), kind)), kind);
  }
}

TEST_P(KindTables, fields_agree_in_both_directions) {
  ASSERT_EQ(fields(grammar()).size(), ts_language_field_count(own()) + 1);
  EXPECT_EQ(fields(grammar())[0], Field::none);
  for (std::uint16_t number = 1; number < fields(grammar()).size(); ++number) {
    const std::string_view field_name = ts_language_field_name_for_id(own(), number);
    SCOPED_TRACE(field_name);
    const Field field = fields(grammar())[number];
    ASSERT_NE(field, Field::none);
    EXPECT_EQ(name(field), field_name);
    EXPECT_EQ(field_id(grammar(), field), number);
  }
  for (std::uint16_t number = 1; number < field_count; ++number) {
    const auto field = static_cast<Field>(number);
    const std::string_view field_name = name(field);
    SCOPED_TRACE(field_name);
    EXPECT_EQ(field_id(grammar(), field),
              ts_language_field_id_for_name(own(), field_name.data(), static_cast<std::uint32_t>(field_name.size())));
  }
}

TEST_P(KindTables, error_nodes_have_a_kind_of_their_own) { EXPECT_EQ(kind_of(grammar(), 0xffff), Kind::error); }

INSTANTIATE_TEST_SUITE_P(EveryGrammar, KindTables, testing::ValuesIn(grammars));

TEST(Kinds, every_kind_and_field_belongs_to_a_grammar) {
  for (std::uint16_t number = 1; number < kind_count; ++number) {
    int owners = 0;
    for (const Grammar grammar : grammars) owners += symbol(grammar, static_cast<Kind>(number)) != 0 ? 1 : 0;
    EXPECT_GT(owners, 0) << name(static_cast<Kind>(number));
  }
  for (std::uint16_t number = 1; number < field_count; ++number) {
    int owners = 0;
    for (const Grammar grammar : grammars) owners += field_id(grammar, static_cast<Field>(number)) != 0 ? 1 : 0;
    EXPECT_GT(owners, 0) << name(static_cast<Field>(number));
  }
}

}  // namespace
}  // namespace asynclint::syntax

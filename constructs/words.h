// How cards name things: functions, lines, pieces of code, and where rejections go.
#pragma once

#include <string>
#include <string_view>

#include "constructs/card.h"
#include "constructs/fate.h"

namespace asynclint {

class Words {
 public:
  Words(const Facts& facts, const LineIndex& lines) : facts_(facts), lines_(lines) {}

  [[nodiscard]] const Facts& facts() const { return facts_; }
  // Of a piece that is missing in a torn text: the first.
  [[nodiscard]] std::uint32_t number(syntax::Node node) const {
    return lines_.line_of(node ? node.span().begin : 0) + 1;
  }
  // `line 14`
  [[nodiscard]] std::string line(syntax::Node node) const { return "line " + std::to_string(number(node)); }
  [[nodiscard]] std::string lines(const std::vector<syntax::Node>& nodes) const;
  // Between backticks, on one line and not too long.
  [[nodiscard]] static std::string quoted(std::string_view text);
  [[nodiscard]] static std::string code(syntax::Node node) { return quoted(node ? node.text() : std::string_view()); }
  // `load`, "the callback of `then`", "the function in line 9"; of none, "the module".
  [[nodiscard]] std::string function(syntax::Node function) const;
  // The function around a place.
  [[nodiscard]] std::string around(syntax::Node place) const { return function(syntax::enclosing_function(place)); }
  [[nodiscard]] bool is_module() const;

  // Where a rejection of this promise goes, in a sentence. `subject` is what rejects.
  [[nodiscard]] std::string rejection(syntax::Node promise) const;
  // Who takes what is thrown at a place, as part of a sentence: "the `catch` in line 9 takes it".
  [[nodiscard]] std::string throwing(syntax::Node place) const;
  // Who waits for what a function gives; empty where nobody is seen.
  [[nodiscard]] std::string waiting(syntax::Node function) const;
  // The name that gets the value of an expression; empty when there is none.
  [[nodiscard]] static std::string receiver(syntax::Node expression);
  // A callback as a card names it: `save`, "the callback".
  [[nodiscard]] std::string callback(syntax::Node argument) const;

 private:
  [[nodiscard]] std::string call_fate(syntax::Node call) const;
  // Whether a function is called by a timer, an emitter or the like, which drops what it returns.
  [[nodiscard]] bool is_dropped_by_caller(syntax::Node function) const;

  const Facts& facts_;
  const LineIndex& lines_;
};

// What writers write into.
class CardWriter {
 public:
  CardWriter(const Facts& facts, const LineIndex& lines, const Construct& construct, Card& card)
      : words(facts, lines),
        facts(facts),
        construct(construct),
        token(construct.token),
        node(construct.node),
        card_(card) {}

  // What is said begins with a capital, unless it begins with code.
  void lead(std::string sentence);
  // Empty ones are left out.
  void say(std::string sentence);

  const Words words;
  const Facts& facts;
  const Construct& construct;
  const syntax::Node token;
  const syntax::Node node;

 private:
  Card& card_;
};

}  // namespace asynclint

// Control flow inside one function, or at the top level of a program: a graph whose points are simple statements,
// conditions and operands. Asked through Facts::control_flow, which builds it when somebody wants it.
#pragma once

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "syntax/tree.h"

namespace asynclint {

class Facts;

// How a run of a function ends.
enum class Way : std::uint8_t {
  end,          // past the last statement
  value,        // `return x`
  nothing,      // `return;`
  thrown,       // `throw`, or what a `try` without a handler lets through
  process_end,  // `process.exit()`, `process.abort()`
  abandoned,    // a generator that nobody asks for more
};

struct WayOut {
  Way kind;
  // What ran last: the return or throw statement; before the end an expression, a condition or a declaration, none when
  // nothing ran at all.
  syntax::Node place;
};

// Whether something holds at a point, which is given as its statement or expression.
using PointTest = std::function<bool(syntax::Node)>;

// Immutable. What throws without saying so is followed inside a `try` only; elsewhere a call is taken to come back.
class ControlFlow {
 public:
  // Of a function, or of the program's root.
  ControlFlow(const Facts& facts, syntax::Node function);

  // A function that is too large or too deep has no graph: every question is answered with the careful "no".
  [[nodiscard]] bool is_known() const { return is_known_; }
  // The ways on which a run can end, each place once.
  [[nodiscard]] const std::vector<WayOut>& ways_out() const { return ways_out_; }
  // Whether a statement, or the statement around an expression, can run at all.
  [[nodiscard]] bool is_reachable(syntax::Node node) const;
  // Whether whatever follows `from` passes a point for which the test holds before the function ends; ending the
  // process is fine.
  [[nodiscard]] bool happens_on_every_way_out(syntax::Node from, const PointTest& test) const;
  // Whether a run can come from one place to another, or to the same one again, and pass no point for which the test
  // holds. No `from`: from where the function begins.
  [[nodiscard]] bool may_reach_without(syntax::Node from, syntax::Node to, const PointTest& test) const;

 private:
  friend class FlowBuilder;
  struct Point {
    syntax::Node node;  // none where paths only meet
    std::uint32_t first_next = 0;
    std::uint32_t next_count = 0;
    bool is_reached = false;
    bool leaves = false;  // the function can end right behind it, other than by ending the process
  };

  [[nodiscard]] std::vector<std::uint32_t> points_of(syntax::Node place) const;
  // Visits the points behind `first`; a visit that answers false does not go on from that point.
  void walk(std::vector<std::uint32_t> first, const std::function<bool(std::uint32_t)>& visit) const;

  syntax::Node function_;
  bool is_known_ = false;
  std::vector<Point> points_;  // the first is the entry
  std::vector<std::uint32_t> next_;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> places_;  // nodes and their points, sorted
  std::vector<std::uint64_t> reached_;                           // statements, sorted
  std::vector<WayOut> ways_out_;
};

// Whether evaluating an expression ends the process: `process.exit()`, `process.abort()`, awaited or not.
[[nodiscard]] bool is_process_end(const Facts& facts, syntax::Node expression);
// Whether a block has such a statement of its own, so that nothing is left behind it.
[[nodiscard]] bool always_ends_process(const Facts& facts, syntax::Node block);

// Whether a function gives its caller a value on every way out; throwing and ending the process are fine.
[[nodiscard]] bool every_path_returns_a_value(const Facts& facts, syntax::Node function);
// Whether some way out gives the caller a value. Where that is not known, one may.
[[nodiscard]] bool may_return_a_value(const Facts& facts, syntax::Node function);

}  // namespace asynclint

// Code that nobody expects to throw.
#pragma once

#include <vector>

#include "facts/facts.h"

namespace asynclint {

// Whether code runs only what nobody expects to throw: it reads and writes members, counts, sets timers, uses strings
// and collections, makes objects, prints, listens, asks (`isOpen()`), hands over a callback that is told of errors, and
// calls functions that do no more than that. That a member is read of something that is missing is not reckoned with,
// as it is not by people who read the code: a promise that could only reject by it is a smaller damage. One object
// works out one answer.
class QuietCode {
 public:
  explicit QuietCode(const Facts& facts) : facts_(facts) {}

  // Of a call, a construction, a member access, a `try`, a loop or a pattern; the arguments of a call and what is in a
  // loop are looked at by who asks with `cannot_throw`.
  bool is_quiet(syntax::Node node);
  // Of a whole expression or statement.
  bool runs_quietly(syntax::Node code);

 private:
  bool is_quiet_access(syntax::Node access);
  bool is_quiet_call(syntax::Node call);
  bool is_quiet_creation(syntax::Node creation);
  bool is_quiet_class(syntax::Node class_node);
  bool is_quiet_try(syntax::Node statement);
  bool is_quiet_function(syntax::Node node);
  bool uses_collection(const syntax::CallExpression& call, const syntax::MemberExpression& member);

  struct Seen {
    syntax::Node function;
    bool is_quiet;
  };

  const Facts& facts_;
  std::vector<Seen> seen_;
  int depth_ = 0;
};

// `server.close(resolve)`, `socket.once('end', () => resolve())`: whether a call is given one of the names that settle
// the promise around it. Nobody expects that to throw.
[[nodiscard]] bool hands_over_settler(syntax::Node call, const std::vector<syntax::Node>& settlers);

}  // namespace asynclint

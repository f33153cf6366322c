// Code that is seen to throw, and not only thought to.
#pragma once

#include <vector>

#include "facts/facts.h"

namespace asynclint {

// Finds out whether something in code can be named that throws while it runs. One object works out one answer.
class SeenReasons {
 public:
  explicit SeenReasons(const Facts& facts) : facts_(facts) {}

  // Of a call or a construction alone: it is known to throw for bad input, or runs a function in which that is seen.
  bool is_reason(syntax::Node node);
  // Of a function, when it is called.
  bool is_in_function(syntax::Node node);

 private:
  bool runs_into_one(syntax::Node code, int nesting);
  bool is_in_class(syntax::Node class_node);

  const Facts& facts_;
  struct Asked {
    syntax::Node function;
    bool is_seen;
  };
  std::vector<Asked> asked_;
  int depth_ = 0;
};

}  // namespace asynclint

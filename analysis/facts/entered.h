// How searches through values notice that they go round in a circle.
#pragma once

#include <cstdint>

#include "facts/facts.h"

namespace asynclint {

[[nodiscard]] inline std::uint64_t key_of(syntax::Node node) {
  return (std::uint64_t{node.unit()} << 32U) | node.index();
}

// Marks a node as being worked out, for as long as it lives.
class Facts::Entered {
 public:
  Entered(const Facts& facts, std::uint64_t key) : facts_(facts) { facts_.entered_.push_back(key); }
  ~Entered() { facts_.entered_.pop_back(); }
  Entered(const Entered&) = delete;
  Entered& operator=(const Entered&) = delete;

 private:
  const Facts& facts_;
};

}  // namespace asynclint

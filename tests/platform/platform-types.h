// The platform as tests follow its types: without any project around it.
#pragma once

#include <string_view>

#include "platform/platform.h"
#include "tests/support/platform-source.h"
#include "types/type-walk.h"

namespace asynclint::tests {

class Platform {
 public:
  // `fs/promises readFile`, `fetch`, `crypto.subtle.digest`, `fetch().json`: a call on the way is awaited.
  [[nodiscard]] types::TypeRef at(std::string_view module, std::string_view path);
  // Of what extends a promise or a stream, that.
  [[nodiscard]] types::TypeKind kind(types::TypeRef type);
  // Whether calling it gives a promise, by one of the ways to call it.
  [[nodiscard]] bool gives_promise(types::TypeRef function);
  [[nodiscard]] bool gives_promise(std::string_view module, std::string_view path) {
    return gives_promise(at(module, path));
  }

  [[nodiscard]] types::TypeWalk& walk() { return walk_; }

 private:
  [[nodiscard]] bool is_promise(types::TypeRef type);

  PlatformSource source_;
  types::TypeWalk walk_{&source_, nullptr};
};

}  // namespace asynclint::tests

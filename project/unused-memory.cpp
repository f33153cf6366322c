#include "project/unused-memory.h"

#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace asynclint::platform {

void give_back_unused_memory() {
#ifdef __GLIBC__
  // Each thread frees into an arena of its own, and glibc keeps what is not at its end.
  ::malloc_trim(0);
#endif
}

}  // namespace asynclint::platform

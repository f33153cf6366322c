// The executable.
#include "cli/commands.h"
#include "project/platform.h"

int main(int count, char** values) {
  return static_cast<int>(asynclint::cli::run(asynclint::platform::arguments(count, values)));
}

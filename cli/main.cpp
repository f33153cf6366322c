// The executable.
#include <string>
#include <vector>

#include "cli/commands.h"

int main(int count, char** values) {
  std::vector<std::string> arguments;
  for (int i = 1; i < count; ++i) arguments.emplace_back(values[i]);
  return static_cast<int>(asynclint::cli::run(arguments));
}

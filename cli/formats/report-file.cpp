#include "cli/formats/report-file.h"

#include "project/configuration.h"
#include "project/paths.h"
#include "project/platform.h"

namespace asynclint::cli {

std::optional<Failure> prepare_report_file(const std::string& path) {
  const Result<platform::FileKind> kind = platform::kind_of(path);
  if (kind && *kind == platform::FileKind::directory) return Failure{"it is a directory"};
  // A device or a pipe cannot be replaced in one step, and must not be.
  if (kind && *kind != platform::FileKind::file) return Failure{"it is not a regular file"};
  if (kind) {
    if (auto failure = platform::why_not_writable(path)) return failure;
    const Result<std::string> real = platform::real_path(path);
    return real ? platform::why_not_writable(std::string(parent_directory(*real))) : std::optional(real.failure());
  }
  if (!kind.failure().is_absent) return kind.failure();
  const std::string directory(parent_directory(located(path)));
  if (auto failure = platform::make_directories(directory)) return failure;
  return platform::why_not_writable(directory);
}

std::optional<Failure> write_report_file(const std::string& path, std::string_view text) {
  if (const auto kind = platform::kind_of(path)) {
    if (*kind != platform::FileKind::file) return Failure{"it is not a regular file"};
    return platform::replace_file(path, text);
  }
  auto failure = platform::create_file(path, text);
  // Another run may have made it in the meantime.
  if (failure && failure->reason == platform::already_there) return platform::replace_file(path, text);
  return failure;
}

}  // namespace asynclint::cli

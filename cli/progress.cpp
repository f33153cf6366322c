#include "cli/progress.h"

#include <fmt/format.h>

namespace asynclint::cli {

Progress::Progress(Console& console, std::size_t files, Clock::time_point start)
    : console_(console), files_(files), next_(start + std::chrono::seconds(1)) {}

void Progress::show(std::size_t done, Clock::time_point now) {
  if (!console_.err.is_terminal() || now < next_) return;
  next_ = now + std::chrono::milliseconds(100);
  console_.err.write(fmt::format("\r\x1b[Klinted {} of {} files", done, files_));
  console_.err.flush();
  is_shown_ = true;
}

void Progress::clear() {
  if (!is_shown_) return;
  console_.err.write("\r\x1b[K");
  console_.err.flush();
  is_shown_ = false;
}

}  // namespace asynclint::cli

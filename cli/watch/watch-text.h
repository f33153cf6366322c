// A round for people: as a screen of a terminal, or as a block of lines where there is none.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/console.h"
#include "cli/watch/watch-changes.h"
#include "cli/watch/watch-round.h"
#include "project/platform-watch.h"

namespace asynclint::cli {

struct WatchView {
  // What is watched, as it was named.
  std::string title;
  // When the round was.
  std::string when;
  const WatchRound* round = nullptr;
  const WatchChanges* changes = nullptr;
  // What was found, when this round could not be completed.
  const WatchRound* last_complete = nullptr;
  // How it is noticed that something changed, where that is worth a line.
  std::string how;
  bool has_keys = false;
  // Of the round that is going on: files that are done, and all of them.
  std::optional<std::pair<std::size_t, std::size_t>> progress;
  // How far the list of findings is scrolled.
  std::size_t scrolled = 0;
};

struct WatchScreen {
  // All lines, with what clears the rest of each.
  std::string text;
  // How far the list may be scrolled, and how many lines of it are shown.
  std::size_t most_scrolled = 0;
  std::size_t page = 0;
};

[[nodiscard]] WatchScreen watch_screen(const WatchView& view, platform::ScreenSize size, const Palette& palette);

// Lines without any means of a terminal but the colours of the palette, with an empty one behind them.
[[nodiscard]] std::string watch_block(const WatchView& view, const Palette& palette);

// At most that many cells of a printable text; what is cut off shows as "…".
[[nodiscard]] std::string cut_to_width(const std::string& text, unsigned width);

}  // namespace asynclint::cli

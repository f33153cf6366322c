#include "cli/watch/watch-text.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/code-frame.h"
#include "cli/display-text.h"
#include "cli/words.h"

namespace asynclint::cli {
namespace {

constexpr std::size_t most_gone_shown = 5;
constexpr std::size_t most_complaints_shown = 5;
// Where a line has less room than this, a rule's name would leave none for what it says.
constexpr unsigned room_for_rules = 60;
constexpr unsigned endless = 100'000;

std::string milliseconds_of(std::chrono::microseconds time) {
  const auto whole = std::chrono::duration_cast<std::chrono::milliseconds>(time).count();
  return whole > 0 ? fmt::format("{} ms", whole) : "less than 1 ms";
}

// "checked 2 of 214 files in 6 ms: src/a.js, src/b.js"
std::string what_was_checked(const WatchRound& round) {
  std::string text = fmt::format("checked {} of {} in {}", round.checked, counted(round.totals.files, "file"),
                                 milliseconds_of(round.time));
  // A first round checks everything, and then their names say nothing.
  if (round.checked == round.totals.files && round.checked > round.checked_paths.size()) return text;
  for (std::size_t i = 0; i < round.checked_paths.size(); ++i) text += (i == 0 ? ": " : ", ") + round.checked_paths[i];
  if (round.checked > round.checked_paths.size()) text += ", …";
  return text;
}

std::string what_changed(const WatchChanges& changes, const Palette& palette) {
  std::string text;
  if (!changes.added.empty()) text += "; " + palette(Paint::red, fmt::format("{} new", changes.added.size()));
  if (!changes.gone.empty()) text += "; " + palette(Paint::green, fmt::format("{} gone", changes.gone.size()));
  return text;
}

// What changed stands behind what was checked, and matters more.
unsigned room_beside_changes(unsigned width) {
  constexpr unsigned room = 24;
  return width > 2 * room ? width - room : width;
}

std::string summary_of(const WatchRound& round, const Palette& palette) {
  // Nothing is mended here but by the key for it, so how much could be is not said.
  Totals totals = round.totals;
  totals.fixable = totals.suggested = 0;
  std::string text = summary_line(totals, {}, palette);
  if (round.hidden > 0) text += fmt::format("; {} hidden by the baseline", round.hidden);
  return text;
}

struct FindingLines {
  unsigned width;
  const Palette& palette;

  [[nodiscard]] std::string gone(const GoneFinding& gone) const {
    const std::string place = fmt::format("{}:{}", printable(gone.path), gone.finding->line);
    const std::string text = fmt::format("- {}  {}  {}", place, gone.finding->message, gone.finding->rule);
    return palette(Paint::green, cut_to_width(text, width));
  }

  void add_file(std::vector<std::string>& lines, const WatchedFile& file, const WatchChanges& changes) const {
    lines.push_back(palette(Paint::bold, cut_to_width(printable(file.path), width)));
    std::vector<std::string> places;
    std::size_t place_width = 0;
    std::size_t level_width = 0;
    for (const WatchedFinding& finding : file.findings) {
      places.push_back(fmt::format("{}:{}", finding.line, finding.column));
      place_width = std::max(place_width, places.back().size());
      level_width = std::max(level_width, name(finding.level).size());
    }
    for (std::size_t i = 0; i < file.findings.size(); ++i) {
      const WatchedFinding& finding = file.findings[i];
      const bool is_new = changes.added.contains(&finding);
      const std::string place = fmt::format("{} {:<{}}", is_new ? "+" : " ", places[i], place_width);
      const std::string level = fmt::format("{:<{}}", name(finding.level), level_width);
      const auto taken = static_cast<unsigned>(place_width + level_width + 6);
      unsigned room = width > taken ? width - taken : 0;
      std::string rule;
      if (width >= room_for_rules && room > finding.rule.size() + 2) {
        rule = "  " + palette(Paint::dim, finding.rule);
        room -= static_cast<unsigned>(finding.rule.size() + 2);
      }
      lines.push_back(fmt::format("{}  {}  {}{}", is_new ? palette(Paint::bold, place) : place,
                                  palette(paint_of(finding.level), level), cut_to_width(finding.message, room), rule));
    }
  }
};

const WatchRound& found_in(const WatchView& view) {
  return !view.round->is_complete && view.last_complete != nullptr ? *view.last_complete : *view.round;
}

std::vector<std::string> head_of(const WatchView& view, unsigned width, const Palette& palette) {
  std::vector<std::string> lines;
  const std::string title = cut_to_width("asynclint --watch " + view.title, width);
  const std::size_t taken = width_of(title) + view.when.size();
  lines.push_back(palette(Paint::bold, title));
  if (taken < width) lines.back() += std::string(width - taken, ' ') + palette(Paint::dim, view.when);
  const WatchRound& found = found_in(view);
  // What has colours in it is cut by the terminal.
  if (found.is_complete) lines.push_back(summary_of(found, palette));
  if (view.progress)
    lines.push_back(palette(Paint::dim, cut_to_width(fmt::format("checking: {} of {} files are done",
                                                                 view.progress->first, view.progress->second),
                                                     width)));
  else if (view.round->is_complete)
    lines.push_back(palette(Paint::dim, cut_to_width(what_was_checked(*view.round), room_beside_changes(width))) +
                    what_changed(*view.changes, palette));
  if (!view.how.empty()) lines.push_back(palette(Paint::dim, cut_to_width(view.how, width)));
  const auto& complaints = view.round->complaints;
  for (std::size_t i = 0; i < std::min(complaints.size(), most_complaints_shown); ++i)
    lines.push_back(palette(Paint::yellow, cut_to_width(complaints[i], width)));
  if (complaints.size() > most_complaints_shown)
    lines.push_back(palette(Paint::yellow, fmt::format("and {} more", complaints.size() - most_complaints_shown)));
  lines.emplace_back();
  return lines;
}

std::vector<std::string> body_of(const WatchView& view, unsigned width, const Palette& palette) {
  std::vector<std::string> lines;
  const FindingLines show{width, palette};
  const std::vector<GoneFinding>& gone = view.changes->gone;
  for (std::size_t i = 0; i < std::min(gone.size(), most_gone_shown); ++i) lines.push_back(show.gone(gone[i]));
  if (gone.size() > most_gone_shown)
    lines.push_back(palette(Paint::green, fmt::format("- and {} more that are gone", gone.size() - most_gone_shown)));
  for (const WatchedFile& file : found_in(view).files) {
    if (!lines.empty()) lines.emplace_back();
    show.add_file(lines, file, *view.changes);
  }
  return lines;
}

std::string foot_of(const WatchView& view, std::size_t lines, std::size_t page, unsigned width,
                    const Palette& palette) {
  std::string keys = view.has_keys ? "q quit   r run all anew" : "Ctrl-C ends it";
  if (view.has_keys && view.round->totals.fixable > 0)
    keys += fmt::format("   f apply the safe fixes ({})", view.round->totals.fixable);
  if (lines > page) {
    const std::size_t last = std::min(view.scrolled + page, lines);
    keys += fmt::format("   {}lines {}-{} of {}", view.has_keys ? "up/down " : "", view.scrolled + 1, last, lines);
  }
  return palette(Paint::dim, cut_to_width(keys, width));
}

}  // namespace

std::string cut_to_width(const std::string& text, unsigned width) {
  if (width_of(text) <= width) return text;
  if (width == 0) return {};
  unsigned used = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const CodePoint point = code_point_at(text, at);
    if (used + width_of(point.value) > width - 1) break;
    used += width_of(point.value);
    at += point.bytes;
  }
  return text.substr(0, at) + "…";
}

WatchScreen watch_screen(const WatchView& view, platform::ScreenSize size, const Palette& palette) {
  std::vector<std::string> lines = head_of(view, size.columns, palette);
  const std::vector<std::string> body = body_of(view, size.columns, palette);
  // A window with very few lines shows how it stands, and what is below that only if there is room.
  if (lines.size() > size.rows) lines.resize(size.rows);
  const std::size_t free = size.rows - lines.size();
  WatchScreen screen;
  screen.page = free > 2 ? free - 2 : 0;
  screen.most_scrolled = body.size() > screen.page ? body.size() - screen.page : 0;
  WatchView shown = view;
  shown.scrolled = std::min(view.scrolled, screen.most_scrolled);
  const auto first = body.begin() + static_cast<std::ptrdiff_t>(shown.scrolled);
  const auto count = static_cast<std::ptrdiff_t>(std::min(body.size() - shown.scrolled, screen.page));
  lines.insert(lines.end(), first, first + count);
  if (free > 0) {
    lines.resize(size.rows - 1);
    lines.push_back(foot_of(shown, body.size(), screen.page, size.columns, palette));
  }
  screen.text = "\x1b[H";
  for (std::size_t i = 0; i < lines.size(); ++i) screen.text += (i == 0 ? "" : "\r\n") + lines[i] + "\x1b[K";
  return screen;
}

std::string watch_block(const WatchView& view, const Palette& palette) {
  std::string text = palette(Paint::dim, view.when) + "  ";
  if (!view.round->is_complete) return text + "nothing could be checked\n\n";
  text += what_was_checked(*view.round) + "\n";
  const std::vector<std::string> body = body_of(view, endless, palette);
  for (const std::string& line : body) text += line + "\n";
  if (!body.empty()) text += "\n";
  return text + summary_of(*view.round, palette) + what_changed(*view.changes, palette) + "\n\n";
}

}  // namespace asynclint::cli

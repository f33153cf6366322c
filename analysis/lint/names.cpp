// The words for levels, fixes, families and presets, as people and programs read them.
#include "lint/finding.h"
#include "lint/rule.h"

namespace asynclint {

std::string_view name(Level level) {
  switch (level) {
    case Level::off: return "off";
    case Level::info: return "info";
    case Level::warning: return "warning";
    case Level::error: break;
  }
  return "error";
}

std::string_view name(FixKind kind) {
  switch (kind) {
    case FixKind::none: return "none";
    case FixKind::safe: return "safe";
    case FixKind::suggestion: return "suggestion";
    case FixKind::refactor: break;
  }
  return "refactor";
}

std::string_view name(Family family) {
  switch (family) {
    case Family::floating: return "floating";
    case Family::array_callbacks: return "array-callbacks";
    case Family::lost_values: return "lost-values";
    case Family::errors: return "errors";
    case Family::sequential: return "sequential";
    case Family::executor: return "executor";
    case Family::contracts: return "contracts";
    case Family::callbacks: return "callbacks";
    case Family::timers: return "timers";
    case Family::cancellation: return "cancellation";
    case Family::races: return "races";
    case Family::blocking: return "blocking";
    case Family::streams: return "streams";
    case Family::combinators: break;
  }
  return "combinators";
}

std::string_view name(Preset preset) {
  switch (preset) {
    case Preset::recommended: return "recommended";
    case Preset::strict: return "strict";
    case Preset::learning: break;
  }
  return "learning";
}

}  // namespace asynclint

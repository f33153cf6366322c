#include "cli/evidence-text.h"

#include <fmt/format.h>

#include <algorithm>

#include "project/paths.h"

namespace asynclint::cli {

std::string_view sureness(Evidence evidence) {
  switch (evidence) {
    case Evidence::certain: return "certain, seen in this file";
    case Evidence::known: return "known from another file, from types, or from a table of APIs";
    case Evidence::likely: break;
  }
  return "likely, by a name, a comment or a habit only";
}

std::string place_of_step(const EvidenceStep& step, const Places& places, std::string_view directory) {
  if (step.place) return fmt::format("line {}", places.of(step.place->begin).line);
  if (step.line == 0) return {};
  return step.path.empty() ? fmt::format("line {}", step.line)
                           : fmt::format("{}:{}", seen_from(step.path, directory), step.line);
}

bool is_said(const Finding& finding, const EvidenceStep& step, const Places& places) {
  if (!step.place) return false;
  const std::uint32_t line = places.of(step.place->begin).line;
  return std::ranges::any_of(finding.related,
                             [&](const RelatedPlace& related) { return places.of(related.span.begin).line == line; });
}

}  // namespace asynclint::cli

#include "server/hover-text.h"

#include <algorithm>

#include "constructs/table.h"
#include "lessons/lessons.h"
#include "lint/rule.h"

namespace asynclint::server {
namespace {

constexpr std::size_t most_findings_on_card = 2;
constexpr std::size_t most_links = 3;
constexpr std::string_view lesson_place = "{lesson}";

const RuleEntry* entry_of(std::span<const RuleEntry> rules, std::string_view id) {
  for (const RuleEntry& entry : rules)
    if (entry.id == id) return &entry;
  return nullptr;
}

void replace(std::string& text, std::string_view what, std::string_view with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

// The address of lessons, where that of rules shows it: a site that `asynclint docs` wrote, or its folder of rules.
std::string lesson_page_beside(std::string_view rule_page) {
  constexpr std::string_view rule_place = "rules/{rule}";
  const std::string lesson = "lessons/" + std::string(lesson_place);
  std::string page(rule_page);
  if (const auto at = page.find(rule_place); at != std::string::npos)
    return page.replace(at, rule_place.size(), lesson);
  if (page.empty() || page.find("{rule}") != std::string::npos) return {};
  return page + (page.ends_with('/') ? "" : "/") + lesson + ".html";
}

class HoverWriter {
 public:
  HoverWriter(const HoverStyle& style, std::span<const RuleEntry> rules, const LineIndex& lines)
      : style_(style),
        rules_(rules),
        lines_(lines),
        lesson_page_(style.lesson_page.empty() ? lesson_page_beside(style.rule_page) : std::string(style.lesson_page)) {
  }

  void add_card(const Card& card, const std::vector<const Finding*>& findings) {
    const ConstructRow& row = row_of(card.kind);
    line(card.lead);
    const bool is_learned = std::ranges::find(style_.learned, row.lesson) != style_.learned.end();
    if (!is_learned) {
      for (const std::string& detail : card.details) item(detail);
      if (const Lesson* lesson = find_lesson(row.lesson)) {
        blank();
        line((style_.is_markdown ? "> " : "") + std::string(lesson->sentence));
      }
    }
    if (!findings.empty()) {
      blank();
      std::size_t count = 0;
      for (const Finding* finding : findings) {
        if (++count > most_findings_on_card) break;
        std::string text =
            bold(finding->message) + " (" + std::string(finding->rule) + ", " + std::string(name(finding->level)) + ")";
        if (!finding->fixes.empty()) text += ". " + finding->fixes.front().title;
        if (count == most_findings_on_card && findings.size() > count)
          text += ". And " + std::to_string(findings.size() - count) + " more";
        item(text + ".");
      }
    }
    if (is_learned) return;
    blank();
    line(links(row));
  }

  // What was found where no card stands: the first in full, the others by their message.
  void add_findings(const std::vector<const Finding*>& findings) {
    const Finding& first = *findings.front();
    line(bold(first.message));
    blank();
    line(origin(first));
    const std::size_t others = std::min(findings.size() - 1, most_findings_on_card);
    // The lines that are left, those of the others and their blank line taken off.
    std::size_t room = most_hover_lines - 3 - (others == 0 ? 0 : others + 1);
    room = list("Why", first.related, room, [&](const RelatedPlace& place) {
      return "line " + std::to_string(lines_.line_of(place.span.begin) + 1) + ": " + place.message;
    });
    list("What to do", first.fixes, room, [](const Fix& fix) { return fix.title; });
    if (others == 0) return;
    blank();
    for (std::size_t i = 1; i <= others; ++i)
      item(bold(findings[i]->message) + " (" + std::string(findings[i]->rule) + ")");
  }

  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  [[nodiscard]] std::string bold(const std::string& text) const {
    return style_.is_markdown ? "**" + text + "**" : text;
  }
  void line(std::string_view content) {
    if (!text_.empty()) text_ += '\n';
    // What is said is one line, whatever is quoted in it.
    for (const char c : content) text_ += c == '\n' || c == '\r' ? ' ' : c;
  }
  void blank() { line({}); }
  void item(std::string_view content) { line("- " + std::string(content)); }

  [[nodiscard]] std::string origin(const Finding& finding) const {
    std::string text = std::string(finding.rule) + ", " + std::string(name(finding.level));
    if (finding.evidence != Evidence::certain) text += ", " + std::string(name(finding.evidence));
    const RuleEntry* entry = entry_of(rules_, finding.rule);
    return entry == nullptr ? text : text + ": " + std::string(entry->rule->summary) + ".";
  }

  // Takes a blank line, a title, and as many items as there is room for; gives the room that is left.
  template <typename Items, typename Say>
  std::size_t list(std::string_view title, const Items& items, std::size_t room, const Say& say) {
    constexpr std::size_t head = 2;
    if (items.empty() || room <= head) return room;
    // Some of it is for what to do.
    const std::size_t most = std::min<std::size_t>({items.size(), room - head, 3});
    blank();
    line(style_.is_markdown ? "*" + std::string(title) + "*" : std::string(title) + ":");
    for (std::size_t i = 0; i < most; ++i) item(say(items[i]));
    return room - head - most;
  }

  [[nodiscard]] std::string link(std::string_view slug) const {
    const Lesson* lesson = find_lesson(slug);
    const std::string title(lesson == nullptr ? slug : lesson->title);
    if (lesson_page_.empty()) return title + " (" + code("asynclint explain " + std::string(slug)) + ")";
    std::string address = lesson_page_;
    replace(address, lesson_place, slug);
    return style_.is_markdown ? "[" + title + "](" + address + ")" : title + " (" + address + ")";
  }
  [[nodiscard]] std::string code(const std::string& text) const { return style_.is_markdown ? "`" + text + "`" : text; }
  [[nodiscard]] std::string links(const ConstructRow& row) const {
    std::string text = "Lesson: " + link(row.lesson);
    std::size_t count = 1;
    for (const std::string_view also : row.also)
      if (!also.empty() && count++ < most_links) text += (count == 2 ? ". See also: " : ", ") + link(also);
    return text;
  }

  const HoverStyle& style_;
  std::span<const RuleEntry> rules_;
  const LineIndex& lines_;
  std::string lesson_page_;
  std::string text_;
};

}  // namespace

std::string hover_text(const HoverParts& parts, const HoverStyle& style, std::span<const RuleEntry> rules,
                       const LineIndex& lines) {
  HoverWriter writer(style, rules, lines);
  if (parts.card)
    writer.add_card(*parts.card, parts.findings);
  else if (!parts.findings.empty())
    writer.add_findings(parts.findings);
  return writer.text();
}

}  // namespace asynclint::server

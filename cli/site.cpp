#include "cli/site.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "cli/html.h"
#include "cli/pages.h"
#include "cli/words.h"
#include "lessons/archive.h"
#include "lessons/drills.h"
#include "lessons/lessons.h"
#include "lint/rule.h"
#include "project/words.h"

namespace asynclint::cli {
namespace {

std::string capitalized(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

std::string lesson_address(std::string_view slug) { return fmt::format("lessons/{}.html", slug); }
std::string rule_address(std::string_view id) { return fmt::format("rules/{}.html", id); }
std::string drill_address(std::string_view name) { return fmt::format("drills/{}.html", name); }

// Dots for the eye, and the word for everybody.
std::string level_html(LessonLevel level) {
  static constexpr std::array<std::string_view, 3> dots{"●○○", "●●○", "●●●"};
  return fmt::format("<span aria-hidden=\"true\">{}</span> {}", dots[static_cast<std::size_t>(level)], name(level));
}

struct SitePage {
  std::string path;
  std::string title;
  std::string description;
  // Which entry of the navigation it belongs to.
  std::string_view section;
  std::string body;
};

class Site {
 public:
  Site() : template_(archived("lessons/site/page.html").value_or("")) {}

  [[nodiscard]] std::vector<SiteFile> files() {
    add_index();
    for (const Lesson& lesson : lessons()) add_lesson(lesson);
    add_rules();
    for (const RuleEntry& rule : rules_by_name()) add_rule(rule);
    add_drills();
    for (const Drill& drill : drills()) add_drill(drill);
    for (const std::string_view name : {"style.css", "site.js", "icon.svg"})
      files_.push_back({std::string(name), archived("lessons/site/" + std::string(name)).value_or("")});
    files_.push_back({"search-index.js", search_index()});
    return std::move(files_);
  }

 private:
  void add(SitePage page) {
    const std::string root = page.path.find('/') == std::string::npos ? "" : "../";
    struct Entry {
      std::string_view section, address, title;
    };
    static constexpr std::array<Entry, 3> entries{{{"lessons", "index.html", "Lessons"},
                                                   {"rules", "rules/index.html", "Rules"},
                                                   {"drills", "drills/index.html", "Drills"}}};
    std::string navigation;
    for (const Entry& entry : entries) {
      const std::string_view here = entry.address == page.path      ? " aria-current=\"page\""
                                    : entry.section == page.section ? " aria-current=\"true\""
                                                                    : "";
      navigation += fmt::format("<a href=\"{}{}\"{}>{}</a>", root, entry.address, here, entry.title);
    }
    std::string html = filled(template_, {{"root", root},
                                          {"title", html_text(page.title)},
                                          {"description", html_text(page.description)},
                                          {"kind", std::string(page.section)},
                                          {"navigation", navigation},
                                          {"version", ASYNCLINT_VERSION},
                                          {"body", page.body}});
    files_.push_back({std::move(page.path), std::move(html)});
  }

  // --- The course -----------------------------------------------------------------------------------------------

  void add_index() {
    std::string parts;
    std::string path;
    const auto all = lessons();
    for (std::size_t begin = 0; begin < all.size();) {
      std::size_t end = begin;
      while (end < all.size() && all[end].part == all[begin].part) ++end;
      const std::string title = capitalized(part_title(all[begin].part));
      parts += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", all[begin].part, title);
      path += fmt::format(
          "<section class=\"part\" aria-labelledby=\"{0}\">\n<h2 id=\"{0}\">{1} <small>{2}</small></h2>\n<ol "
          "class=\"path\">\n",
          all[begin].part, title, counted(end - begin, "lesson"));
      for (; begin < end; ++begin) {
        const Lesson& lesson = all[begin];
        path += fmt::format("<li><a href=\"{}\"><span class=\"level\">{}</span><b>{}</b><p>{}</p></a></li>\n",
                            lesson_address(lesson.slug), level_html(lesson.level), html_text(lesson.title),
                            html_line(lesson.sentence));
      }
      path += "</ol>\n</section>\n";
    }
    add({"index.html", "Asynchronous JavaScript, a lesson at a time · asynclint",
         "A course on asynchronous JavaScript, and the rules that find its mistakes", "lessons",
         fmt::format(
             "<main id=\"main\">\n<div class=\"hero\">\n<h1>Asynchronous JavaScript, a&nbsp;lesson at "
             "a&nbsp;time</h1>\n"
             "<p>From the call stack to production, in {} short pages. Each has one sentence to remember, a program "
             "that you can run, the usual mistake, and what it prints.</p>\n</div>\n"
             "<nav aria-label=\"Parts of the course\"><ul class=\"parts\">\n{}</ul></nav>\n{}</main>\n",
             all.size(), parts, path)});
  }

  void add_lesson(const Lesson& lesson) {
    const auto all = lessons();
    const auto place = static_cast<std::size_t>(&lesson - all.data());
    const std::string part = capitalized(part_title(lesson.part));
    std::string main = fmt::format(
        "<p class=\"crumbs\"><span>Lesson {} of {}</span><a href=\"../index.html#{}\">{}</a><span>{}</span></p>\n",
        place + 1, all.size(), lesson.part, part, name(lesson.level));
    main += page_of(lesson).html;
    main += rules_box(lesson) + drills_box(lesson);
    std::string beside;
    for (const Lesson& other : all)
      if (other.part == lesson.part) beside += entry(other.slug, other.title, &other == &lesson);
    add({lesson_address(lesson.slug), fmt::format("{} · asynclint", lesson.title), without_backticks(lesson.sentence),
         "lessons",
         with_beside(main,
                     turn(place > 0 ? &all[place - 1] : nullptr, place + 1 < all.size() ? &all[place + 1] : nullptr),
                     part, "ol", beside)});
  }

  static std::string rules_box(const Lesson& lesson) {
    if (lesson.rules.empty()) return "";
    std::string items;
    for (const std::string_view id : lesson.rules) {
      const RuleEntry* rule = find_rule(id, rules_by_name());
      if (rule == nullptr) continue;
      items += fmt::format("<li><a href=\"../{}\"><code>{}</code></a> <small>{}</small></li>\n", rule_address(id), id,
                           html_line(rule->rule->summary));
    }
    return box("Rules that find it", items);
  }

  static std::string drills_box(const Lesson& lesson) {
    std::string items;
    for (const Drill& drill : drills())
      if (std::find(drill.lessons.begin(), drill.lessons.end(), lesson.slug) != drill.lessons.end())
        items += fmt::format("<li><a href=\"../{}\">{}</a> <small><code>asynclint drill {}</code></small></li>\n",
                             drill_address(drill.name), html_line(drill.title), drill.name);
    return items.empty() ? "" : box("Try it", items);
  }

  // --- Rules ----------------------------------------------------------------------------------------------------

  void add_rules() {
    std::string cards;
    for (const RuleEntry& rule : rules_by_name())
      cards += fmt::format("<li><a href=\"{}.html\"><b>{}</b><p>{}</p></a></li>\n", rule.id, rule.id,
                           html_line(rule.rule->summary));
    add({"rules/index.html", "Rules · asynclint", "What asynclint finds", "rules",
         fmt::format("<main id=\"main\">\n<div class=\"hero\">\n<h1>Rules</h1>\n<p>What asynclint finds. Each page "
                     "shows the mistake in a "
                     "program, what it prints, and what to write instead.</p>\n</div>\n<ul "
                     "class=\"cards\">\n{}</ul>\n</main>\n",
                     cards)});
  }

  void add_rule(const RuleEntry& entry_of_rule) {
    const Rule& rule = *entry_of_rule.rule;
    std::string main = "<p class=\"crumbs\"><span>Rule</span></p>\n";
    std::string page;
    if (const auto rendered = page_of_rule(entry_of_rule.id)) page = rendered->html;
    // What the table knows stands below the heading.
    const std::size_t heading = std::min(page.find("</h1>\n"), page.size());
    const std::size_t below = std::min(heading + 6, page.size());
    main += page.substr(0, below) + facts(rule) + page.substr(below) + lessons_box(entry_of_rule);
    std::string beside;
    for (const RuleEntry& other : rules_by_name()) beside += entry(other.id, other.id, other.id == entry_of_rule.id);
    add({rule_address(entry_of_rule.id), fmt::format("{} · asynclint", entry_of_rule.id), std::string(rule.summary),
         "rules", with_beside(main, "", "Rules", "ul", beside)});
  }

  static std::string facts(const Rule& rule) {
    std::string items = fmt::format("<li>level <b>{}</b></li>", name(rule.levels.certain));
    if (rule.levels.likely != rule.levels.certain)
      items += fmt::format("<li>where it is likely <b>{}</b></li>", name(rule.levels.likely));
    if (rule.fix != FixKind::none) items += fmt::format("<li>repair <b>{}</b></li>", name(rule.fix));
    return fmt::format("<ul class=\"facts\">{}<li>since <b>{}</b></li></ul>\n", items, rule.since);
  }

  static std::string lessons_box(const RuleEntry& rule) {
    std::string items;
    const auto add_item = [&](const Lesson& lesson) {
      items += fmt::format("<li><a href=\"../{}\">{}</a> <small>{}</small></li>\n", lesson_address(lesson.slug),
                           html_text(lesson.title), html_line(lesson.sentence));
    };
    const Lesson* own = find_lesson(rule.rule->lesson);
    if (own != nullptr) add_item(*own);
    for (const Lesson* lesson : lessons_of_rule(rule.id))
      if (lesson != own) add_item(*lesson);
    return items.empty() ? "" : box("Lessons", items);
  }

  // --- Drills ---------------------------------------------------------------------------------------------------

  void add_drills() {
    std::string cards;
    for (const Drill& drill : drills())
      cards += fmt::format("<li><a href=\"{}.html\"><b>{}</b><p>{}</p></a></li>\n", drill.name, drill.name,
                           html_line(drill.title));
    add({"drills/index.html", "Drills · asynclint", "Exercises with a check", "drills",
         fmt::format("<main id=\"main\">\n<div class=\"hero\">\n<h1>Drills and projects</h1>\n<p>Reading about "
                     "promises feels like "
                     "understanding them; writing them tells you whether it was. Each drill has a check.</p>\n</div>\n"
                     "<ul class=\"cards\">\n{}</ul>\n</main>\n",
                     cards)});
  }

  void add_drill(const Drill& drill) {
    std::string main = "<p class=\"crumbs\"><span>Drill</span></p>\n" + page_of(drill).html;
    main += box(
        "Start",
        fmt::format("<li><code>asynclint drill {0}</code> <small>copies the task, its check and where to start into a "
                    "new folder</small></li>\n<li><code>asynclint drill {0} --check {0}</code> <small>runs the check"
                    "</small></li>\n",
                    drill.name));
    std::string items;
    for (const std::string_view slug : drill.lessons)
      if (const Lesson* lesson = find_lesson(slug))
        items += fmt::format("<li><a href=\"../{}\">{}</a></li>\n", lesson_address(slug), html_text(lesson->title));
    if (!items.empty()) main += box("Lessons", items);
    std::string beside;
    for (const Drill& other : drills()) beside += entry(other.name, other.name, &other == &drill);
    add({drill_address(drill.name), fmt::format("{} · asynclint", without_backticks(drill.title)),
         "An exercise with a check", "drills", with_beside(main, "", "Drills", "ul", beside)});
  }

  // --- What they share ------------------------------------------------------------------------------------------

  static std::string without_backticks(std::string_view line) {
    std::string text(line);
    std::erase(text, '`');
    return text;
  }

  static std::string box(std::string_view title, std::string_view items) {
    return fmt::format("<section class=\"box\"><h2>{}</h2>\n<ul>\n{}</ul></section>\n", title, items);
  }

  static std::string entry(std::string_view name, std::string_view title, bool is_here) {
    return fmt::format("<li><a href=\"{}.html\"{}>{}</a></li>\n", name, is_here ? " aria-current=\"page\"" : "",
                       html_text(title));
  }

  static std::string turn(const Lesson* before, const Lesson* after) {
    const auto link = [](const Lesson* lesson, std::string_view rel, std::string_view word) {
      return lesson == nullptr ? ""
                               : fmt::format("<a rel=\"{}\" href=\"{}.html\"><span>{}</span>{}</a>\n", rel,
                                             lesson->slug, word, html_text(lesson->title));
    };
    return fmt::format("<nav class=\"turn\" aria-label=\"Course\">\n{}{}</nav>\n", link(before, "prev", "Before"),
                       link(after, "next", "Next"));
  }

  static std::string with_beside(std::string_view article, std::string_view turn, std::string_view title,
                                 std::string_view list, std::string_view entries) {
    return fmt::format(
        "<main id=\"main\">\n<article>\n{}</article>\n{}</main>\n<aside class=\"beside\"><nav "
        "aria-label=\"{}\">\n<h2>{}</h2>\n"
        "<{}>\n{}</{}>\n</nav></aside>\n",
        article, turn, title, title, list, entries, list);
  }

  // A script and not JSON, because a page from a disk may not read a file.
  static std::string search_index() {
    nlohmann::json pages = nlohmann::json::array();
    const auto add_page = [&](std::string address, std::string_view kind, std::string_view title,
                              std::string_view sentence, const std::vector<std::string_view>& words) {
      std::string joined;
      for (const std::string_view word : words) joined += (joined.empty() ? "" : "|") + std::string(word);
      pages.push_back({std::move(address), kind, title, without_backticks(sentence), joined});
    };
    for (const Lesson& lesson : lessons()) {
      std::vector<std::string_view> words = lesson.topics;
      words.insert(words.end(), lesson.words.begin(), lesson.words.end());
      words.push_back(lesson.slug);
      words.insert(words.end(), lesson.rules.begin(), lesson.rules.end());
      add_page(lesson_address(lesson.slug), "lesson", lesson.title, lesson.sentence, words);
    }
    for (const RuleEntry& rule : rules_by_name())
      add_page(rule_address(rule.id), "rule", rule.id, rule.rule->summary,
               {rule.rule->known_as.begin(), rule.rule->known_as.end()});
    for (const Drill& drill : drills()) {
      std::vector<std::string_view> words = drill.lessons;
      words.push_back(drill.name);
      add_page(drill_address(drill.name), "drill", without_backticks(drill.title), "An exercise with a check", words);
    }
    return "window.asynclintPages = " + pages.dump() + ";\n";
  }

  std::string template_;
  std::vector<SiteFile> files_;
};

}  // namespace

std::vector<SiteFile> site_files() { return Site().files(); }

}  // namespace asynclint::cli

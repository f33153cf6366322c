#include "project/git.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "project/file-walk.h"
#include "project/paths.h"
#include "project/platform.h"
#include "project/words.h"

namespace asynclint {
namespace {

// Of a patch without context; beyond it, it is no longer a change but another repository.
constexpr std::size_t most_output = std::size_t{256} << 20U;
constexpr std::size_t most_words = std::size_t{1} << 20U;

// What git runs, asks or prints because of somebody's settings is none of our business.
constexpr std::array<std::string_view, 8> safe_settings{
    "core.fsmonitor=false", "core.hooksPath=/dev/null", "protocol.allow=never", "diff.external=",
    "core.quotePath=false", "diff.noprefix=false",      "color.ui=false",       "diff.mnemonicPrefix=false"};

std::vector<std::pair<std::string, std::string>> git_environment() {
  return {{"GIT_OPTIONAL_LOCKS", "0"},    {"GIT_TERMINAL_PROMPT", "0"}, {"GIT_NO_LAZY_FETCH", "1"},
          {"GIT_LITERAL_PATHSPECS", "0"}, {"GIT_GLOB_PATHSPECS", "0"},  {"GIT_NOGLOB_PATHSPECS", "0"},
          {"GIT_ICASE_PATHSPECS", "0"},   {"GIT_DIFF_OPTS", ""},        {"LC_ALL", "C"}};
}

std::string without_line_end(std::string text) {
  while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
  return text;
}

// What git complains about, as the rest of a sentence.
std::string complaint(std::string text) {
  text = without_line_end(std::move(text));
  for (const std::string_view word : {"fatal: ", "error: "})
    if (text.starts_with(word)) text.erase(0, word.size());
  return text.empty() ? "no reason given" : text;
}

std::string_view last_part_of_branch(std::string_view name) {
  const std::size_t slash = name.find('/');
  return slash == std::string_view::npos ? name : name.substr(slash + 1);
}

}  // namespace

struct Git::Answer {
  int status = 0;
  std::string output;
  std::string errors;
};

Result<Git::Answer> Git::run(const std::vector<std::string>& words, std::size_t limit) const {
  platform::ProgramCall call;
  call.words = {"git", "--no-pager"};
  for (const std::string_view setting : safe_settings)
    call.words.insert(call.words.end(), {"-c", std::string(setting)});
  for (const std::string& setting : without_filters_) call.words.insert(call.words.end(), {"-c", setting});
  call.words.insert(call.words.end(), words.begin(), words.end());
  call.directory = directory_;
  call.environment = git_environment();
  call.output_limit = limit;
  Result<platform::ProgramOutcome> outcome = platform::capture_program(call);
  if (outcome) return Answer{outcome->status, std::move(outcome->output), std::move(outcome->errors)};
  if (outcome.failure().is_absent) return Failure{"there is no git in PATH", false, true};
  if (outcome.failure().is_too_large) return Failure{"what git says is " + outcome.reason(), true, false};
  return Failure{"git could not be run: " + outcome.reason()};
}

Result<std::string> Git::ask(const std::vector<std::string>& words) const {
  Result<Answer> answer = run(words, most_words);
  if (!answer) return answer.failure();
  if (answer->status != 0) return Failure{complaint(std::move(answer->errors))};
  return without_line_end(std::move(answer->output));
}

bool Git::says(const std::vector<std::string>& words, std::string_view what) const {
  const auto answer = ask(words);
  return answer && *answer == what;
}

Result<Git> Git::at(const std::string& directory) {
  Git git(directory);
  const auto top = git.ask({"rev-parse", "--show-toplevel"});
  if (!top && top.failure().is_absent)
    return Failure{"there is no git in PATH; without it, files can be listed with --files-from"};
  if (!top && top.reason().starts_with("not a git repository"))
    return Failure{directory + " is in no git repository; without one, files can be listed with --files-from"};
  if (!top) return Failure{"git says: " + top.reason()};
  const auto real = platform::real_path(*top);
  git.root_ = real ? *real : *top;
  if (std::string wrong = git.find_filters(); !wrong.empty()) return Failure{std::move(wrong)};
  return git;
}

// Filters are programs that a repository's settings name, and comparing with the working tree would run them.
std::string Git::find_filters() {
  const auto names = run({"config", "--null", "--name-only", "--get-regexp", "^filter\\."}, most_words);
  if (!names) return names.reason();
  std::string_view rest = names->output;
  while (!rest.empty()) {
    const std::string name(rest.substr(0, rest.find('\0')));
    rest.remove_prefix(std::min(rest.size(), name.size() + 1));
    if (name.find('=') != std::string::npos) return "git cannot be asked here: the filter " + name + " has a = in it";
    without_filters_.push_back(name + (name.ends_with(".required") ? "=false" : "="));
  }
  return {};
}

bool Git::has_commit(const std::string& reference) const {
  return static_cast<bool>(ask({"rev-parse", "--verify", "--quiet", "--end-of-options", reference + "^{commit}"}));
}

std::string Git::way_out_of_shallow(const std::string& otherwise) const {
  if (!says({"rev-parse", "--is-shallow-repository"}, "true")) return otherwise;
  return "; this clone is shallow: `git fetch --unshallow` gets the rest (fetch-depth: 0 for actions/checkout, "
         "GIT_DEPTH: 0 for GitLab)";
}

std::string Git::unknown_reference(const std::string& reference) const {
  std::string near;
  if (const auto names = ask({"for-each-ref", "--format=%(refname:short)", "--count=1000"})) {
    std::vector<std::string_view> known;
    std::string_view rest = *names;
    while (!rest.empty()) {
      known.push_back(rest.substr(0, rest.find('\n')));
      rest.remove_prefix(std::min(rest.size(), known.back().size() + 1));
    }
    near = did_you_mean(reference, known);
  }
  return "there is no commit, branch or tag \"" + reference + "\" in " + root_ + way_out_of_shallow(near);
}

Result<std::string> Git::default_reference() const {
  for (const char* const variable : {"GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME"}) {
    const auto target = platform::environment(variable);
    if (!target) continue;
    std::string reference = "origin/" + *target;
    if (has_commit(reference)) return reference;
    return Failure{std::string(variable) + " says " + *target + ", and " + unknown_reference(reference)};
  }
  const auto branch = ask({"symbolic-ref", "--quiet", "--short", "HEAD"});
  // A branch that is pushed to one of its own name goes to another one in the end.
  const auto upstream = ask({"rev-parse", "--abbrev-ref", "--symbolic-full-name", "@{upstream}"});
  if (upstream && branch && last_part_of_branch(*upstream) != *branch && has_commit(*upstream)) return *upstream;
  if (auto head = ask({"symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"}); head && has_commit(*head))
    return *std::move(head);
  for (const char* const name : {"origin/main", "origin/master", "main", "master"})
    if (has_commit(name)) return std::string(name);
  if (upstream && has_commit(*upstream)) return *upstream;
  return Failure{"it is not known which branch to compare with; name one: --changed=BRANCH" + way_out_of_shallow("")};
}

Result<std::string> Git::merge_base(const std::string& reference) const {
  const auto base = ask({"merge-base", "--end-of-options", reference, "HEAD"});
  if (base) return base->substr(0, base->find('\n'));
  return Failure{reference + " and HEAD have no commit in common" + way_out_of_shallow("")};
}

std::vector<std::string> Git::pathspecs(std::span<const std::string> extra) const {
  std::vector<std::string> specs{"--"};
  for (const std::string_view name : script_extensions()) specs.push_back(":(top)*" + std::string(name));
  for (const std::string& path : extra)
    if (path.starts_with(root_ + "/")) specs.push_back(":(top,literal)" + path.substr(root_.size() + 1));
  return specs;
}

Result<std::string> Git::difference(const std::vector<std::string>& what, std::span<const std::string> extra) const {
  std::vector<std::string> words{"diff",       "--no-ext-diff", "--no-textconv",
                                 "--no-color", "--no-relative", "--ignore-submodules=all"};
  words.insert(words.end(), what.begin(), what.end());
  const std::vector<std::string> specs = pathspecs(extra);
  words.insert(words.end(), specs.begin(), specs.end());
  Result<Answer> answer = run(words, most_output);
  if (!answer) return answer.failure();
  if (answer->status != 0) return Failure{"git says: " + complaint(std::move(answer->errors))};
  return std::move(answer->output);
}

std::unordered_map<std::string, ChangedLines> Git::by_path(std::string_view patch) const {
  std::unordered_map<std::string, ChangedLines> lines;
  for (PatchedFile& file : lines_of_patch(patch)) lines[join_path(root_, file.path)] = std::move(file.lines);
  return lines;
}

std::vector<std::string> Git::paths_of(std::string_view names) const {
  std::vector<std::string> paths;
  while (!names.empty()) {
    const std::string_view name = names.substr(0, names.find('\0'));
    names.remove_prefix(std::min(names.size(), name.size() + 1));
    paths.push_back(join_path(root_, name));
  }
  return paths;
}

Result<GitChanges> Git::changes(const std::string& reference, std::span<const std::string> extra) const {
  GitChanges changes;
  if (reference.empty() && !has_commit("HEAD")) {
    changes.base = "nothing";
    changes.is_everything = true;
    return changes;
  }
  const Result<std::string> named = reference.empty() ? default_reference() : Result<std::string>(reference);
  if (!named) return named.failure();
  if (named->starts_with('-') || !has_commit(*named)) return Failure{unknown_reference(*named)};
  const auto base = merge_base(*named);
  if (!base) return base.failure();
  changes.base = *named;
  const auto patch = difference(
      {"--text", "--find-renames", "--unified=0", "--src-prefix=a/", "--dst-prefix=b/", "--diff-filter=d", *base},
      extra);
  if (!patch) return patch.failure();
  changes.lines = by_path(*patch);
  std::vector<std::string> words{"ls-files", "--others", "--exclude-standard", "--full-name", "-z"};
  const std::vector<std::string> specs = pathspecs(extra);
  words.insert(words.end(), specs.begin(), specs.end());
  auto untracked = run(words, most_output);
  if (!untracked) return untracked.failure();
  if (untracked->status != 0) return Failure{"git says: " + complaint(std::move(untracked->errors))};
  changes.untracked = paths_of(untracked->output);
  return changes;
}

Result<GitStaged> Git::staged(std::span<const std::string> extra) const {
  GitStaged staged;
  const auto patch = difference(
      {"--cached", "--text", "--find-renames", "--unified=0", "--src-prefix=a/", "--dst-prefix=b/", "--diff-filter=d"},
      extra);
  if (!patch) return patch.failure();
  staged.lines = by_path(*patch);
  const auto differing = difference({"--name-only", "-z"}, extra);
  if (!differing) return differing.failure();
  staged.differing = paths_of(*differing);
  return staged;
}

Result<std::string> Git::staged_content(const std::string& path, std::size_t limit) const {
  Result<Answer> answer = run({"cat-file", "blob", ":0:" + path.substr(root_.size() + 1)}, limit);
  if (!answer) return answer.failure();
  if (answer->status != 0) return Failure{"git says: " + complaint(std::move(answer->errors))};
  return std::move(answer->output);
}

}  // namespace asynclint

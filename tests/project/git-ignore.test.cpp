// What the walk leaves out, beside what git says about the same tree: many small trees with made-up ignore files.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "project/file-walk.h"
#include "tests/project/folder.h"

namespace asynclint {
namespace {

namespace fs = std::filesystem;
using tests::Folder;

// Git without the machine's own settings, which could exclude more.
std::string git(const std::string& directory, const std::string& arguments) {
  return "cd '" + directory + "' && GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null HOME=/nonexistent git " +
         arguments + " 2>&1";
}

bool has_git() { return std::system("git --version >/dev/null 2>&1") == 0; }

// Few names, so that patterns meet files often.
class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  std::string file_name() { return pick(stems) + ".js"; }
  std::string directory_name() { return pick(stems); }

  std::string ignore_file() {
    std::string text = chance(10) ? "\xEF\xBB\xBF" : "";
    const int lines = number(1, 6);
    for (int i = 0; i < lines; ++i) text += line() + (chance(8) ? "\r\n" : "\n");
    if (chance(10)) text.pop_back();
    return text;
  }

  int number(int least, int most) { return std::uniform_int_distribution<int>(least, most)(random_); }
  bool chance(int in) { return number(1, in) == 1; }

 private:
  std::string line() {
    if (chance(15)) return pick(oddities);
    std::string text = chance(4) ? "!" : "";
    if (chance(4)) text += '/';
    const int parts = number(1, 3);
    for (int i = 0; i < parts; ++i) text += (i > 0 ? "/" : "") + part();
    if (chance(5)) text += '/';
    if (chance(8)) text += "  ";
    return text;
  }

  std::string part() {
    if (chance(5)) return "**";
    std::string text;
    const int pieces = number(1, 3);
    for (int i = 0; i < pieces; ++i) text += pick(pattern_pieces);
    if (chance(3)) text += ".js";
    return text;
  }

  template <std::size_t size>
  std::string pick(const std::array<const char*, size>& list) {
    return list[static_cast<std::size_t>(number(0, size - 1))];
  }

  static constexpr std::array stems{"a", "b", "ab", "ba", "a b", "a ", "!a", "#b", "[a]", "a-b", "7", "\xC3\xA9", "b^"};
  static constexpr std::array pattern_pieces{"a",      "b",     "ab",  "*",       "?",          "[ab]",        "[!b]",
                                             "[^a]",   "[a-b]", "**",  "\\a",     "\\ ",        "[[:alpha:]]", "[]-a]",
                                             "[a\\]]", "[b-",   "\\!", "[[:x:]]", "[[:digit:]", "[",           " "};
  static constexpr std::array oddities{"",    "#a.js",   "\\#b.js", "\\!a.js", "/",      "//",        "!",   "*",
                                       "**",  "/**",     "**/",     "a/**/b",  "ab**/a", "*.js",      "a\\", "/*",
                                       "!*/", "a.js\\ ", "**/a.js", "a/**",    "!/a",    "a**\\/b.js"};
  std::mt19937 random_;
};

void make_tree(Generator& generator, const std::string& directory, int depth) {
  fs::create_directories(directory);
  const int files = generator.number(1, 5);
  for (int i = 0; i < files; ++i) std::ofstream(directory + "/" + generator.file_name()) << "";
  if (generator.chance(2)) std::ofstream(directory + "/.gitignore") << generator.ignore_file();
  if (depth == 0) return;
  const int directories = generator.number(1, 3);
  for (int i = 0; i < directories; ++i) make_tree(generator, directory + "/" + generator.directory_name(), depth - 1);
}

std::set<std::string> all_files(const std::string& root) {
  std::set<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(root))
    if (entry.path().extension() == ".js" && entry.is_regular_file() &&
        entry.path().string().find("/.git/") == std::string::npos)
      files.insert(entry.path().lexically_relative(root).string());
  return files;
}

std::set<std::string> kept_by_git(const std::string& root) {
  const std::set<std::string> all = all_files(root);
  {
    std::ofstream list(root + "/.git/paths");
    for (const std::string& file : all) list << file << '\0';
  }
  std::set<std::string> kept = all;
  FILE* output = popen(git(root, "check-ignore --no-index -z --stdin < .git/paths").c_str(), "r");
  std::string path;
  for (int byte = 0; (byte = std::fgetc(output)) != EOF;) {
    if (byte != 0) {
      path += static_cast<char>(byte);
      continue;
    }
    EXPECT_EQ(kept.erase(path), 1U) << "git named a file that was not asked about: " << path;
    path.clear();
  }
  // 0: some are ignored; 1: none is.
  EXPECT_LE(WEXITSTATUS(pclose(output)), 1) << path;
  return kept;
}

std::set<std::string> kept_by_walk(const std::string& root) {
  std::set<std::string> kept;
  const std::vector<std::string> paths{root};
  for (const FoundFile& file : find_files(paths).files)
    kept.insert(fs::path(file.path).lexically_relative(root).string());
  return kept;
}

std::string ignore_files_of(const std::string& root) {
  std::string all;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.path().filename() != ".gitignore") continue;
    std::ifstream file(entry.path());
    all += entry.path().string() + ":\n" + std::string(std::istreambuf_iterator<char>(file), {}) + "\n";
  }
  return all;
}

TEST(GitIgnore, AgreesWithGitOnManyTrees) {
  if (!has_git()) GTEST_SKIP() << "no git here";
  for (unsigned seed = 1; seed <= 60; ++seed) {
    const Folder folder;
    const std::string root = folder.path("tree");
    Generator generator(seed);
    make_tree(generator, root, 2);
    ASSERT_EQ(std::system(git(root, "init -q --template=").c_str()), 0);
    fs::create_directories(root + "/.git/info");
    std::ofstream(root + "/.git/info/exclude") << generator.ignore_file();
    ASSERT_EQ(kept_by_walk(root), kept_by_git(root)) << "seed " << seed << "\n" << ignore_files_of(root);
  }
}

}  // namespace
}  // namespace asynclint

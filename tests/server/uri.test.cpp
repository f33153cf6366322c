// URIs as editors write them, and the paths that they stand for.
#include "server/uri.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "tests/support/dice.h"

namespace asynclint::server {
namespace {

std::string posix(std::string_view uri) { return path_of_uri(uri, PathStyle::posix).value_or("none"); }
std::string windows(std::string_view uri) { return path_of_uri(uri, PathStyle::windows).value_or("none"); }

TEST(PathOfUri, TakesPercentEncodingBack) {
  EXPECT_EQ(posix("file:///home/ann/a.js"), "/home/ann/a.js");
  EXPECT_EQ(posix("file:///my%20files/100%25/a%23b%3F.js"), "/my files/100%/a#b?.js");
  EXPECT_EQ(posix("file:///my files/a.js"), "/my files/a.js");
  EXPECT_EQ(posix("file:///%E6%97%A5%E6%9C%AC/%f0%9f%90%a2.js"), "/\xE6\x97\xA5\xE6\x9C\xAC/\xF0\x9F\x90\xA2.js");
  EXPECT_EQ(posix("file:///\xE6\x97\xA5/a.js"), "/\xE6\x97\xA5/a.js");
  // What only looks like an escape stays.
  EXPECT_EQ(posix("file:///a%2/b%zz/c%"), "/a%2/b%zz/c%");
  EXPECT_EQ(posix("file:///a+b.js"), "/a+b.js");
}

TEST(PathOfUri, KnowsWhatIsAFileHere) {
  EXPECT_EQ(posix("file://localhost/a.js"), "/a.js");
  EXPECT_EQ(posix("FILE:///a.js"), "/a.js");
  EXPECT_EQ(posix("file:/a.js"), "/a.js");
  EXPECT_EQ(posix("file://server/share/a.js"), "none");
  for (const char* uri : {"untitled:Untitled-1", "git:/home/a.js?x", "vscode-notebook-cell:/a.ipynb#1", "", "a.js",
                          "/a.js", ":", "file", "file:", "file:a.js", "file:///a%00b.js"})
    EXPECT_EQ(posix(uri), "none") << uri;
}

TEST(PathOfUri, LeavesQueryAndFragmentOut) {
  EXPECT_EQ(posix("file:///a.vue?vue&type=script"), "/a.vue");
  EXPECT_EQ(posix("file:///a.js#L1"), "/a.js");
}

TEST(PathOfUri, KnowsDrives) {
  EXPECT_EQ(windows("file:///c:/home/a.js"), "C:/home/a.js");
  EXPECT_EQ(windows("file:///C%3A/home/a.js"), "C:/home/a.js");
  EXPECT_EQ(windows("file:///c%3a/home/a%20b.js"), "C:/home/a b.js");
  EXPECT_EQ(windows("file:///c:"), "C:/");
  EXPECT_EQ(windows("file:///d%3A/"), "D:/");
  EXPECT_EQ(windows("file:///c:%5Chome%5Ca.js"), "C:/home/a.js");
  EXPECT_EQ(windows("file://Server/share/a.js"), "//server/share/a.js");
  EXPECT_EQ(windows("file://localhost/c:/a.js"), "C:/a.js");
  // No drive.
  EXPECT_EQ(windows("file:///cc:/a.js"), "/cc:/a.js");
  EXPECT_EQ(windows("file:///c:a.js"), "/c:a.js");
  EXPECT_EQ(posix("file:///c:/home/a.js"), "/c:/home/a.js");
}

TEST(UriOfPath, EncodesWhatHasToBe) {
  EXPECT_EQ(uri_of_path("/my files/100%/a#b?.js"), "file:///my%20files/100%25/a%23b%3F.js");
  EXPECT_EQ(uri_of_path("C:/home/a.js"), "file:///C%3A/home/a.js");
  EXPECT_EQ(uri_of_path("//server/share/a b.js"), "file://server/share/a%20b.js");
  EXPECT_EQ(uri_of_path("/\xE6\x97\xA5.js"), "file:///%E6%97%A5.js");
}

TEST(UriOfPath, LeadsBackToThePath) {
  tests::Dice dice(7);
  for (int round = 0; round < 2000; ++round) {
    std::string name;
    for (std::size_t n = 1 + dice.below(12); n > 0; --n) name += static_cast<char>(1 + dice.below(255));
    EXPECT_EQ(posix(uri_of_path("/" + name.substr(name.starts_with('/') ? 1 : 0))),
              "/" + name.substr(name.starts_with('/') ? 1 : 0));
    std::erase(name, '\\');
    EXPECT_EQ(windows(uri_of_path("C:/x" + name)), "C:/x" + name);
  }
}

TEST(CanonicalUri, IsTheSameHoweverAnEditorSpellsIt) {
  const std::string drive = canonical_uri("file:///c%3A/my%20files/a.js");
  for (const char* uri : {"file:///C:/my files/a.js", "file:///c:/my%20files/a.js", "file:/c%3a/my%20files/%61.js",
                          "FILE://localhost/C:/my%20files/a.js"})
    EXPECT_EQ(canonical_uri(uri), drive) << uri;
  EXPECT_EQ(canonical_uri("untitled:Untitled-1"), canonical_uri("untitled:Untitled%2D1"));
}

TEST(CanonicalUri, KeepsApartWhatDiffers) {
  EXPECT_NE(canonical_uri("file:///a.js"), canonical_uri("file:///A.js"));
  EXPECT_NE(canonical_uri("vscode-notebook-cell:/a.ipynb#1"), canonical_uri("vscode-notebook-cell:/a.ipynb#2"));
  EXPECT_NE(canonical_uri("file:///a%23b"), canonical_uri("file:///a#b"));
  EXPECT_NE(canonical_uri("git:/a.js"), canonical_uri("file:/a.js"));
  EXPECT_EQ(canonical_uri("nonsense"), "nonsense");
}

TEST(NameInUri, IsWhatStandsLast) {
  EXPECT_EQ(name_in_uri("untitled:Untitled-1"), "Untitled-1");
  EXPECT_EQ(name_in_uri("file:///x/a%20b.js?q#f"), "a b.js");
  EXPECT_EQ(name_in_uri("http://host"), "");
}

}  // namespace
}  // namespace asynclint::server

// What is packed when asynclint is built, and unpacked when it runs.
#include "lessons/archive.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <string>

#include "lessons/drills.h"
#include "lessons/inflate.h"
#include "tests/support/fixture.h"

namespace asynclint::tests {
namespace {

namespace fs = std::filesystem;
using namespace std::string_view_literals;
using testing::Optional;

TEST(Inflate, UnpacksEveryKindOfBlock) {
  EXPECT_THAT(inflate("\x03\x00"sv, 0), Optional(std::string()));
  EXPECT_THAT(inflate("\x01\x05\x00\xfa\xff"
                      "bread"sv,
                      5),
              Optional(std::string("bread")));
  EXPECT_THAT(inflate("\x4b\x4c\x4a\x4e\x4a\xac\x4a\x4c\x4a\x04\x00"sv, 9), Optional(std::string("abcbazaba")));
  // A copy that overlaps with itself.
  EXPECT_THAT(inflate("\x4b\x4c\xa4\x3d\x00\x00"sv, 100), Optional(std::string(100, 'a')));
}

TEST(Inflate, RefusesWhatIsNoStreamOfThatSize) {
  EXPECT_EQ(inflate("", 0), std::nullopt);
  EXPECT_EQ(inflate("\x07"sv, 0), std::nullopt);
  EXPECT_EQ(inflate("\x03\x00"sv, 1), std::nullopt);
  EXPECT_EQ(inflate("\x01\x05\x00\xfa\xff"
                    "brea"sv,
                    5),
            std::nullopt);
  EXPECT_EQ(inflate("\x4b\x4c\xa4\x3d\x00\x00"sv, 99), std::nullopt);
}

TEST(Inflate, SurvivesEveryDamage) {
  for (const Pack& pack : packs()) {
    ASSERT_TRUE(inflate(pack.packed, pack.size).has_value());
    EXPECT_EQ(inflate(pack.packed.substr(0, pack.packed.size() / 2), pack.size), std::nullopt);
    for (std::size_t at = 0; at < pack.packed.size(); at += 1 + pack.packed.size() / 50) {
      std::string damaged(pack.packed);
      damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
      const auto text = inflate(damaged, pack.size);
      EXPECT_TRUE(!text || text->size() == pack.size);
    }
  }
}

TEST(Archive, HoldsTheFilesOfTheDrillsAsTheyAre) {
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(source_folder() / "drills")) {
    const std::string name = fs::relative(entry.path(), source_folder()).generic_string();
    if (!entry.is_regular_file() || entry.path().filename() == "README.md" ||
        name.find("node_modules") != std::string::npos)
      continue;
    EXPECT_THAT(archived(name), Optional(read_file(entry.path()))) << name;
    ++files;
  }
  EXPECT_GT(files, 50U);
  // Beside them stand the tasks' pages, in two forms each.
  EXPECT_EQ(archived_names("drills/").size(), files + 2 * drills().size());
}

TEST(Archive, HasNothingElse) {
  EXPECT_EQ(archived("drills/"), std::nullopt);
  EXPECT_EQ(archived(""), std::nullopt);
  EXPECT_TRUE(archived_names("nothing/").empty());
}

}  // namespace
}  // namespace asynclint::tests

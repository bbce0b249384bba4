// Files are written whole or not at all.
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "interpreter/command/inputs.h"
#include "interpreter/command/verbs.h"
#include "tests/catch.hpp"

using namespace barem;
namespace fs = std::filesystem;

namespace {

struct Folder {
  fs::path path = fs::temp_directory_path() / ("barem-command-" + std::to_string(::getpid()));
  Folder() { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
};

std::string text_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::size_t count_in(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

}  // namespace

TEST_CASE("a file is replaced, keeps its rights, and leaves nothing beside it") {
  const Folder folder;
  const fs::path file = folder.path / "rules.barem";
  CHECK_FALSE(command::write_file(file.string(), "one"));
  CHECK(text_of(file) == "one");
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
  CHECK_FALSE(command::write_file(file.string(), "two"));
  CHECK(text_of(file) == "two");
  CHECK(fs::status(file).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
  CHECK(count_in(folder.path) == 1);
}

TEST_CASE("a link stays a link") {
  const Folder folder;
  const fs::path file = folder.path / "rules.barem";
  CHECK_FALSE(command::write_file(file.string(), "one"));
  fs::create_symlink(file, folder.path / "link");
  CHECK_FALSE(command::write_file((folder.path / "link").string(), "two"));
  CHECK(fs::is_symlink(folder.path / "link"));
  CHECK(text_of(file) == "two");
}

TEST_CASE("what cannot be written says why") {
  const Folder folder;
  const auto missing = command::write_file((folder.path / "none" / "file").string(), "text");
  REQUIRE(missing);
  CHECK(missing->english == "there is no such folder");
  const auto directory = command::write_file(folder.path.string(), "text");
  REQUIRE(directory);
  CHECK(directory->english == "it is a folder");
}

TEST_CASE("a run that does not finish leaves the previous file as it was") {
  const Folder folder;
  const fs::path file = folder.path / "result.json";
  CHECK_FALSE(command::write_file(file.string(), "previous"));
  command::Call call;
  call.verb = command::find_verb("score");
  REQUIRE(call.verb != nullptr);
  for (const command::Option& option : call.verb->options)
    if (option.name == "--output") call.given.emplace_back(&option, std::vector<std::string>{file.string()});
  {
    command::Output output(call);
    output.write("half of");
  }
  CHECK(text_of(file) == "previous");
  CHECK(count_in(folder.path) == 1);
  {
    command::Output output(call);
    output.write("all of it");
    CHECK(output.finish(command::done) == command::done);
  }
  CHECK(text_of(file) == "all of it");
}

#ifdef __linux__
TEST_CASE("a file that is there and cannot be read says why") {
  const command::OpenedFile file = command::open_file("/proc/self/mem");  // nothing stands at its beginning
  REQUIRE(file.bytes != nullptr);
  CHECK_FALSE(file.bytes->fault());
  char byte = 0;
  CHECK(file.bytes->read(&byte, 1) == 0);
  REQUIRE(file.bytes->fault());
  CHECK(file.bytes->fault()->english == "the disk reports an error");
}
#endif

TEST_CASE("every verb and option has both languages") {
  for (const command::Verb& verb : command::verbs()) {
    CHECK_FALSE(verb.text.english.empty());
    CHECK_FALSE(verb.text.vietnamese.empty());
    CHECK(verb.operands.english.empty() == verb.operands.vietnamese.empty());
    CHECK(verb.examples.english.empty() == verb.examples.vietnamese.empty());
    CHECK((verb.run == nullptr || !verb.examples.english.empty()));
    for (const command::Option& option : verb.options) {
      CHECK_FALSE(option.text.vietnamese.empty());
      CHECK(option.value.english.empty() == option.value.vietnamese.empty());
      CHECK((option.takes == command::Takes::nothing) == option.value.english.empty());
    }
  }
}

// Holds every include of lang and interpreter against docs/architecture.md, so that the document cannot lie.
// There, a block ```rooms has a line a room, in order of flow:
//   check: syntax, model, source
// and a block ```libraries says which files alone may include a library, by the start of the include:
//   tao/: lang/syntax/grammar.cpp
// Held: every room is listed; a room includes only rooms that its line names, which stand above it (so there is
// no circle); every arrow drawn is used; every header included exists; a library stays where it belongs.
#include <cstdio>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "tests/harness/files.h"

namespace fs = std::filesystem;
using namespace barem::tests;

namespace {

/// A line of a block: what stands before the colon, and the words behind it.
struct Entry {
  std::string name;
  std::vector<std::string> targets;
};

std::vector<Entry> entries_of(const std::vector<Fence>& fences, const std::string& info) {
  std::vector<Entry> entries;
  for (const Fence& fence : fences) {
    if (fence.info != info) continue;
    for (const std::string& line : fence.lines) {
      const std::size_t colon = line.find(':');
      if (colon == std::string::npos) continue;
      std::string targets = line.substr(colon + 1, line.find('#') - colon - 1);
      entries.push_back({trimmed(line.substr(0, colon)), words_of(replaced(targets, ",", " "))});
    }
  }
  return entries;
}

/// `lang/check/bands.cpp` stands in room `check`; a file without a room in none.
std::string room_of(const std::string& path) {
  const std::size_t first = path.find('/');
  const std::size_t second = path.find('/', first + 1);
  return second == std::string::npos ? "" : path.substr(first + 1, second - first - 1);
}

class Check {
 public:
  explicit Check(fs::path root) : root_(std::move(root)) {}

  int run() {
    const fs::path document = root_ / "docs" / "architecture.md";
    if (!fs::exists(document)) {
      fail("docs/architecture.md is not there");
      return finish();
    }
    const std::vector<Fence> fences = fences_of(lines_of(read_file(document)));
    read_rooms(entries_of(fences, "rooms"));
    libraries_ = entries_of(fences, "libraries");
    if (allowed_.empty()) fail("docs/architecture.md: no block ```rooms");
    const auto is_source = [](const std::string& name) {
      const fs::path extension = fs::path(name).extension();
      return extension == ".h" || extension == ".cpp";
    };
    for (const char* folder : {"lang", "interpreter"})
      for (const fs::path& path : files_below(root_ / folder, is_source)) read_includes(path);
    for (const auto& [room, targets] : allowed_) {
      if (!seen_.contains(room)) fail("docs/architecture.md lists room `" + room + "`, which has no file");
      for (const std::string& target : targets)
        if (!used_.contains({room, target}))
          fail("docs/architecture.md: no file of `" + room + "` includes `" + target + "`; take the arrow out");
    }
    return finish();
  }

 private:
  void fail(const std::string& what) {
    std::printf("%s\n", what.c_str());
    ++failed_;
  }

  int finish() const {
    std::printf("architecture: %zu files, %zu rooms, %zu arrows; %d failed\n", files_, allowed_.size(), used_.size(),
                failed_);
    return failed_ == 0 ? 0 : 1;
  }

  void read_rooms(const std::vector<Entry>& entries) {
    for (const Entry& entry : entries) {
      for (const std::string& target : entry.targets)
        if (!allowed_.contains(target))
          fail("docs/architecture.md: `" + entry.name + "` includes `" + target + "`, which does not stand above it");
      allowed_[entry.name] = {entry.targets.begin(), entry.targets.end()};
    }
  }

  void read_includes(const fs::path& path) {
    static const std::regex include(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
    ++files_;
    const std::string file = fs::relative(path, root_).generic_string();
    const std::string room = room_of(file);
    seen_.insert(room);
    if (!allowed_.contains(room)) fail(file + ": room `" + room + "` is not in docs/architecture.md");
    std::size_t number = 0;
    for (const std::string& line : lines_of(read_file(path))) {
      ++number;
      std::smatch match;
      if (!std::regex_search(line, match, include)) continue;
      const std::string place = file + ":" + std::to_string(number) + ": ";
      const std::string target = match[2];
      if (match[1] == "\"")
        check_own(place, room, target);
      else
        check_library(place, file, target);
    }
  }

  void check_own(const std::string& place, const std::string& room, const std::string& header) {
    if (!starts_with(header, "lang/") && !starts_with(header, "interpreter/")) {
      fail(place + "\"" + header + "\" is not named from the top (lang/… or interpreter/…)");
      return;
    }
    if (!fs::exists(root_ / header)) fail(place + header + " is not there");
    const std::string target = room_of(header);
    if (target == room) return;
    used_.insert({room, target});
    if (allowed_.contains(room) && !allowed_[room].contains(target))
      fail(place + "`" + room + "` may not include `" + target + "`");
  }

  void check_library(const std::string& place, const std::string& file, const std::string& header) {
    for (const Entry& library : libraries_) {
      if (!starts_with(header, library.name)) continue;
      bool is_allowed = false;
      for (const std::string& target : library.targets) is_allowed = is_allowed || starts_with(file, target);
      if (!is_allowed) fail(place + "<" + header + "> belongs elsewhere (docs/architecture.md, libraries)");
    }
  }

  fs::path root_;
  std::map<std::string, std::set<std::string>> allowed_;
  std::vector<Entry> libraries_;
  std::set<std::string> seen_;
  std::set<std::pair<std::string, std::string>> used_;
  std::size_t files_ = 0;
  int failed_ = 0;
};

}  // namespace

int main() { return Check(BAREM_ROOT).run(); }

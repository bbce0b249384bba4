// Small things that all checks of the tree need: reading files, lines, folders to work in, work in parallel.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace barem::tests {

/// The bytes of a file; aborts with its name when it cannot be read.
std::string read_file(const std::filesystem::path& path);
void write_file(const std::filesystem::path& path, std::string_view text);

/// Lines without their ends; a last line break does not begin another line.
std::vector<std::string> lines_of(std::string_view text);
std::string trimmed(std::string_view text);
std::vector<std::string> words_of(std::string_view text);
bool starts_with(std::string_view text, std::string_view start);
/// `text` with every `from` replaced.
std::string replaced(std::string text, std::string_view from, std::string_view to);

/// All files below a folder whose name passes, sorted by path; an absent folder has none.
std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder,
                                               const std::function<bool(const std::string&)>& name_passes);

/// A folder of our own below the system's temporary folder, removed at the end.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Calls `work(0)` … `work(count - 1)`, as many at once as there are cores.
void in_parallel(std::size_t count, const std::function<void(std::size_t)>& work);

/// A fenced block of a Markdown file.
struct Fence {
  std::size_t line = 0;            ///< of its first content line, from 1
  std::string info;                ///< `barem error E0312`
  std::vector<std::string> lines;  ///< without the indentation of the fence
  std::size_t indentation = 0;
};
std::vector<Fence> fences_of(const std::vector<std::string>& lines);

}  // namespace barem::tests

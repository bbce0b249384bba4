// Reads the first line of each `method` in the embedded files: `method proportional, tỷ_lệ_thuận (…`.
#include "lang/load/library.h"

namespace barem::load {

namespace {

/// A method's two names and the file that holds it.
struct Entry {
  std::string english;
  std::string vietnamese;
  embedded::File file;
};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

void read_entries(const embedded::File& file, std::vector<Entry>& entries) {
  constexpr std::string_view word = "method ";
  for (std::size_t begin = 0; begin < file.text.size();) {
    const std::size_t end = std::min(file.text.find('\n', begin), file.text.size());
    const std::string_view line = file.text.substr(begin, end - begin);
    begin = end + 1;
    if (line.substr(0, word.size()) != word) continue;
    const std::string_view names = line.substr(word.size(), line.find('(') - word.size());
    const std::size_t comma = names.find(',');
    Entry entry{std::string(trimmed(names.substr(0, comma))), {}, file};
    if (comma != std::string_view::npos) entry.vietnamese = source::to_nfc(trimmed(names.substr(comma + 1)));
    entries.push_back(std::move(entry));
  }
}

const std::vector<Entry>& entries() {
  static const std::vector<Entry> all = [] {
    std::vector<Entry> made;
    for (const embedded::File& file : embedded::library()) read_entries(file, made);
    return made;
  }();
  return all;
}

}  // namespace

std::optional<embedded::File> find_method(std::string_view name) {
  for (const Entry& entry : entries())
    if (entry.english == name || entry.vietnamese == name) return entry.file;
  return std::nullopt;
}

std::vector<std::string> method_names(source::Language language) {
  std::vector<std::string> names;
  for (const Entry& entry : entries()) {
    const bool is_english = language == source::Language::english || entry.vietnamese.empty();
    names.push_back(is_english ? entry.english : entry.vietnamese);
  }
  return names;
}

}  // namespace barem::load

// See parts.h. A line break within quotation marks is none between rows: a part ends behind a line break before which
// quotation marks come in pairs.
#include "interpreter/data/parts.h"

#include <algorithm>
#include <cstring>
#include <string_view>

namespace barem::data {

namespace {

/// Behind the last line break that is outside quotation marks, from the start of a row; 0 where there is none.
std::size_t end_of_rows(std::string_view text) {
  std::size_t end = 0;
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '"') quoted = !quoted;
    if (text[at] == '\n' && !quoted) end = at + 1;
  }
  return end;
}

std::size_t end_of_first_row(std::string_view text) {
  bool quoted = false;
  bool has_content = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '"') quoted = !quoted;
    if (text[at] == '\n' && !quoted && has_content) return at + 1;
    has_content = has_content || (text[at] != '\n' && text[at] != '\r' && text[at] != ' ');
  }
  return text.size();
}

}  // namespace

std::size_t BytesInMemory::read(char* bytes, std::size_t size) {
  const std::size_t count = std::min(size, bytes_.size() - at_);
  std::memcpy(bytes, bytes_.data() + at_, count);
  at_ += count;
  return count;
}

/// False at the end of the file.
bool FileParts::fill() {
  const std::size_t before = rest_.size();
  rest_.resize(before + part_size_);
  std::size_t size = before;
  while (size < rest_.size()) {
    const std::size_t count = bytes_->read(rest_.data() + size, rest_.size() - size);
    if (count == 0) break;
    size += count;
  }
  const bool is_full = size == rest_.size();
  rest_.resize(size);
  return is_full;
}

void FileParts::rewind() {
  bytes_->rewind();
  is_first_ = true;
  ended_ = false;
  header_.clear();
  rest_.clear();
  lines_ = 0;
}

std::optional<FilePart> FileParts::next() {
  if (ended_) return std::nullopt;
  std::size_t end = 0;
  while (!ended_ && end == 0) {
    ended_ = !fill();
    if (is_whole_) continue;
    if (is_first_ && header_.empty()) {
      const std::size_t header = end_of_first_row(rest_);
      if (header == rest_.size() && !ended_) continue;
      header_ = rest_.substr(0, header);
      rest_.erase(0, header);
    }
    end = end_of_rows(rest_);
  }
  if (ended_) end = rest_.size();
  if (end == 0 && !is_first_) return std::nullopt;
  is_first_ = false;
  FilePart part{header_ + rest_.substr(0, end), lines_};
  lines_ += static_cast<std::uint32_t>(std::count(rest_.begin(), rest_.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
  rest_.erase(0, end);
  return part;
}

}  // namespace barem::data

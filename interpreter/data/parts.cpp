// See parts.h. A line break within quotation marks is none between rows: a part ends behind a line break before which
// quotation marks come in pairs.
#include "interpreter/data/parts.h"

#include <algorithm>
#include <cstring>
#include <string_view>

namespace barem::data {

namespace {
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
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
  looked_at_ = 0;
  quoted_ = false;
  has_content_ = false;
  rows_end_ = 0;
  given_ = 0;
  lines_ = 0;
}

/// Takes the first row that has content, with what stands before it. False where more must be read to find its end.
bool FileParts::take_header() {
  for (; looked_at_ < rest_.size(); ++looked_at_) {
    const char byte = rest_[looked_at_];
    if (byte == '"') quoted_ = !quoted_;
    if (byte == '\n' && !quoted_ && has_content_) break;
    const bool is_mark = looked_at_ < byte_order_mark.size() && byte == byte_order_mark[looked_at_];
    has_content_ = has_content_ || (byte != '\n' && byte != '\r' && byte != ' ' && !is_mark);
  }
  if (looked_at_ == rest_.size() && !ended_) return false;
  const std::size_t end = std::min(looked_at_ + 1, rest_.size());
  header_ = rest_.substr(0, end);
  rest_.erase(0, end);
  looked_at_ = 0;
  quoted_ = false;
  return true;
}

void FileParts::look_for_rows() {
  for (; looked_at_ < rest_.size(); ++looked_at_) {
    if (rest_[looked_at_] == '"') quoted_ = !quoted_;
    if (rest_[looked_at_] == '\n' && !quoted_) rows_end_ = looked_at_ + 1;
  }
}

std::optional<FilePart> FileParts::next() {
  if (ended_) return std::nullopt;
  while (!ended_ && rows_end_ == 0) {
    ended_ = !fill();
    if (is_whole_) continue;
    if (header_.empty() && !take_header()) continue;
    look_for_rows();
  }
  const std::size_t end = ended_ ? rest_.size() : rows_end_;
  if (end == 0 && !is_first_) return std::nullopt;
  is_first_ = false;
  const std::string_view rows = std::string_view(rest_).substr(0, end);
  FilePart part{header_ + std::string(rows), header_.size(), given_, lines_};
  given_ += end;
  lines_ += static_cast<std::uint32_t>(std::ranges::count(rows, '\n'));
  rest_.erase(0, end);
  looked_at_ -= std::min(looked_at_, end);
  rows_end_ = 0;
  return part;
}

}  // namespace barem::data

// See table.h.
#include "interpreter/data/table.h"

#include <algorithm>

namespace barem::data {

namespace {

using source::Message;

bool is_blank(char character) {
  return character == ' ' || character == '\t' || character == '\n' || character == '\r';
}

constexpr std::string_view no_break_space = "\xC2\xA0";

}  // namespace

std::string_view trimmed(std::string_view text) {
  for (;;) {
    if (!text.empty() && is_blank(text.front()))
      text.remove_prefix(1);
    else if (text.starts_with(no_break_space))
      text.remove_prefix(no_break_space.size());
    else
      break;
  }
  for (;;) {
    if (!text.empty() && is_blank(text.back()))
      text.remove_suffix(1);
    else if (text.ends_with(no_break_space))
      text.remove_suffix(no_break_space.size());
    else
      return text;
  }
}

std::string shown(std::string_view text) {
  constexpr std::size_t most = 60;
  std::size_t at = 0;
  for (std::size_t count = 0; at < text.size(); ++count) {
    if (count == most) return std::string(text.substr(0, at)) + "…";
    at += source::character_at(text, at).length;
  }
  return std::string(text);
}

Near::Near(std::vector<std::string> candidates) : candidates_(std::move(candidates)) {
  constexpr std::size_t most_looks = 100'000;  // at candidates: a few milliseconds each 10'000
  left_ = std::clamp<std::size_t>(most_looks / (candidates_.size() + 1), 1, 50);
}

std::string Near::to(std::string_view name) {
  constexpr std::size_t longest = 200;
  if (left_ == 0 || name.size() > longest) return {};
  --left_;
  return source::nearest(name, candidates_);
}

void relate(source::Finding* finding, source::Span span, source::Bilingual text,
            std::vector<source::Argument> arguments) {
  if (finding != nullptr) finding->related.push_back({span, text, std::move(arguments)});
}

namespace {
constexpr Message<1> faults_left_out{"E0656", "{0} more faults in this file are not listed",
                                     "còn {0} lỗi khác trong tệp này không được liệt kê",
                                     "mend those above and run again", "sửa các lỗi ở trên rồi chạy lại"};
}  // namespace

void Faults::finish() {
  if (left_out_ > 0) diagnostics_->report(faults_left_out, last_, left_out_);
}

}  // namespace barem::data

// Numbers of items: see numbers.h.
#include "lang/syntax/numbers.h"

#include <charconv>

namespace barem::syntax {

std::string_view parent_number(std::string_view number) {
  const auto dot = number.rfind('.');
  return dot == std::string_view::npos ? std::string_view{} : number.substr(0, dot);
}

std::string_view last_part(std::string_view number) {
  const auto dot = number.rfind('.');
  return dot == std::string_view::npos ? number : number.substr(dot + 1);
}

std::optional<int> roman(std::string_view text) {
  const auto value_of = [](char letter) {
    switch (letter) {
      case 'I': return 1;
      case 'V': return 5;
      case 'X': return 10;
      case 'L': return 50;
      case 'C': return 100;
      case 'D': return 500;
      case 'M': return 1000;
      default: return 0;
    }
  };
  int total = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int here = value_of(text[i]);
    if (here == 0) return std::nullopt;
    const int next = i + 1 < text.size() ? value_of(text[i + 1]) : 0;
    total += here < next ? -here : here;
  }
  return total;
}

bool comes_before(std::string_view a, std::string_view b, bool all_roman) {
  const auto digits = [](std::string_view text) {
    long value = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? value : -1;
  };
  const long left = digits(a);
  const long right = digits(b);
  if (left >= 0 && right >= 0) return left < right;
  if (left >= 0 || right >= 0) return left >= 0;
  if (all_roman) return *roman(a) < *roman(b);
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

}  // namespace barem::syntax

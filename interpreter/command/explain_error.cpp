// `barem explain-error CODE`: the long story of a message, from the pages built into the program. A page has a title
// (`# E0312 …`), what holds for both languages, and the sections `## English` and `## Tiếng Việt`.
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/command/inputs.h"
#include "interpreter/command/verbs.h"
#include "lang/load/embedded.h"

namespace barem::command {

namespace {

constexpr Bilingual code_unknown{"there is no message `{0}`", "không có thông báo `{0}`"};
constexpr Bilingual code_unknown_near{"there is no message `{0}`; the nearest is `{1}`",
                                      "không có thông báo `{0}`; gần nhất là `{1}`"};
constexpr Bilingual section{"## English", "## Tiếng Việt"};

/// `e312`, `312` and `E312` are meant as `E0312`.
std::string code_meant(std::string_view typed) {
  std::string letters;
  std::string digits;
  for (const char c : typed) {
    if (std::isdigit(static_cast<unsigned char>(c)) != 0)
      digits += c;
    else
      letters += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  if (letters.empty()) letters = "E";
  while (digits.size() < 4) digits.insert(digits.begin(), '0');
  return letters + digits;
}

/// The lines of a page without the sections of the other language.
std::string part_of(std::string_view page, Language language) {
  const Language other = language == Language::english ? Language::vietnamese : Language::english;
  std::string text;
  bool is_other = false;
  for (std::size_t begin = 0; begin < page.size();) {
    const std::size_t end = std::min(page.find('\n', begin), page.size());
    const std::string_view line = page.substr(begin, end - begin);
    begin = end + 1;
    const bool is_own_head = line == section.in(language);
    if (line.substr(0, 3) == "## ") is_other = line == section.in(other);
    if (is_other || is_own_head) continue;
    if (line.empty() && (text.empty() || text.substr(text.size() - std::min<std::size_t>(2, text.size())) == "\n\n"))
      continue;
    text += std::string(line) + "\n";
  }
  while (text.size() > 1 && text[text.size() - 2] == '\n') text.pop_back();
  return text;
}

/// Codes are near by their numbers: E0313 to E0312.
std::string nearest_code(const std::string& code) {
  std::string nearest;
  long least = 1000000;
  for (const embedded::File& page : embedded::error_pages()) {
    if (page.name.empty() || page.name[0] != code[0]) continue;
    const long distance = std::labs(std::atol(std::string(page.name.substr(1)).c_str()) - std::atol(code.c_str() + 1));
    if (distance >= least) continue;
    least = distance;
    nearest = page.name;
  }
  return nearest;
}

}  // namespace

int run_explain_error(const Call& call) {
  const std::string code = code_meant(call.operands[0]);
  for (const embedded::File& page : embedded::error_pages()) {
    if (page.name != code) continue;
    Output output(call);
    output.write(part_of(page.text, call.language()));
    return output.finish(done);
  }
  const std::string nearest = nearest_code(code);
  return nearest.empty() ? complain(code_unknown, {call.operands[0]}, call.language())
                         : complain(code_unknown_near, {call.operands[0], nearest}, call.language());
}

}  // namespace barem::command

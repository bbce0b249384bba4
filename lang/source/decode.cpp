// The gate for bytes. Checked in this order: size, other kinds of file, UTF-16, UTF-8, control characters, and
// last whether the letters make sense. The first that fails is reported, for the rest would follow from it.
#include "lang/source/decode.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "lang/source/legacy.h"

namespace barem::source {

namespace {

using value::Number;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string hexadecimal(char32_t number, std::size_t digits) {
  constexpr std::string_view signs = "0123456789ABCDEF";
  std::string text;
  for (; number != 0 || text.size() < digits; number /= 16) text.insert(text.begin(), signs[number % 16]);
  return text;
}

/// \r\n and \r as \n.
std::string with_plain_line_ends(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (true) {
    const std::size_t end = text.find('\r');
    result += text.substr(0, end);
    if (end == std::string_view::npos) return result;
    text.remove_prefix(end + 1);
    if (!text.starts_with('\n')) result += '\n';
  }
}

// --- What is no text at all ----------------------------------------------------------------------------------------

constexpr Message<2> too_large{"E0101", "this file has {0} MiB, but {1} MiB is the most a file may have",
                               "tệp này có {0} MiB, trong khi mỗi tệp chỉ được tối đa {1} MiB",
                               "split the file, or look whether it is the one you mean",
                               "tách nhỏ tệp, hoặc xem lại có đúng là tệp cần dùng không"};

constexpr Message<1> other_encoding{
    "E0102", "this text is in {0}, but Barem reads UTF-8",
    "văn bản này dùng bảng mã {0}, trong khi Barem đọc UTF-8",
    "`iconv -f {0} -t UTF-8`, or save as `UTF-8` (in Excel: `CSV UTF-8`)",
    "`iconv -f {0} -t UTF-8`, hoặc lưu lại dạng `UTF-8` (trong Excel: `CSV UTF-8`)"};

constexpr Message<1> other_file{"E0108", "this is {0}, but Barem reads plain text here",
                                "đây là {0}, trong khi ở đây Barem đọc văn bản thuần",
                                "save what it holds as text in UTF-8 (in Excel: `CSV UTF-8`)",
                                "lưu nội dung thành văn bản UTF-8 (trong Excel: `CSV UTF-8`)"};

struct Signature {
  std::string_view bytes;
  Bilingual kind;
};

constexpr Signature signatures[] = {
    {"PK\x03\x04", {"an Excel, Word or zip file", "tệp Excel, Word hoặc zip"}},
    {"\xD0\xCF\x11\xE0", {"an old Excel or Word file", "tệp Excel hoặc Word kiểu cũ"}},
    {"%PDF-", {"a PDF file", "tệp PDF"}},
};

/// UTF-16 or UTF-32, by the mark at the beginning or by where the zero bytes stand; empty for others.
std::string_view wide_encoding(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xFF\xFE\0\0"sv) || bytes.starts_with("\0\0\xFE\xFF"sv)) return "UTF-32";
  if (bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("\xFE\xFF"sv)) return "UTF-16";
  const std::string_view sample = bytes.substr(0, 4096);
  std::array<std::size_t, 2> zeros{};
  for (std::size_t at = 0; at < sample.size(); ++at) zeros[at % 2] += sample[at] == '\0' ? 1 : 0;
  const std::size_t pairs = sample.size() / 2;
  // Spaces, digits and plain letters have a zero byte, always on the same side.
  if (pairs < 2 || 3 * std::max(zeros[0], zeros[1]) < pairs || 8 * std::min(zeros[0], zeros[1]) > pairs)
    return {};
  return zeros[1] > zeros[0] ? "UTF-16LE" : "UTF-16BE";
}

/// Reports bytes that are no text; true where they are not.
bool report_no_text(std::string_view bytes, std::size_t limit, FileId file, Diagnostics& diagnostics) {
  const Span whole{file, 0, 0};
  if (bytes.size() > limit) {
    const auto tenths = [](std::size_t size) {  // upwards, so that what is too large never looks as large as the limit
      const Number exact = Number::fraction(static_cast<std::int64_t>(size) * 10, 1024 * 1024);
      return -(-exact).floor() / 10;
    };
    diagnostics.report(too_large, whole, tenths(bytes.size()), tenths(limit));
    return true;
  }
  for (const Signature& signature : signatures) {
    if (!bytes.starts_with(signature.bytes)) continue;
    const Bilingual& kind = signature.kind;
    diagnostics.report(other_file, whole,
                       BilingualText{std::string(kind.english), std::string(kind.vietnamese)});
    return true;
  }
  const std::string_view encoding = wide_encoding(bytes);
  if (!encoding.empty()) diagnostics.report(other_encoding, whole, encoding);
  return !encoding.empty();
}

// --- Vietnamese from before Unicode --------------------------------------------------------------------------------

constexpr Message<2> in_tcvn3{
    "E0103", "this looks like Vietnamese in TCVN3 (ABC), where `{0}` reads `{1}`, but Barem reads UTF-8",
    "có vẻ là tiếng Việt theo bảng mã TCVN3 (ABC), ở đó `{0}` đọc là `{1}`, trong khi Barem đọc UTF-8",
    "type it again, or convert it from TCVN3 (ABC) to Unicode with UniKey (Ctrl+Shift+F6)",
    "gõ lại, hoặc chuyển mã từ TCVN3 (ABC) sang Unicode bằng UniKey (Ctrl+Shift+F6)"};

constexpr Message<2> in_vni{
    "E0104", "this looks like Vietnamese in VNI, where `{0}` reads `{1}`, but Barem reads UTF-8",
    "có vẻ là tiếng Việt theo bảng mã VNI, ở đó `{0}` đọc là `{1}`, trong khi Barem đọc UTF-8",
    "type it again, or convert it from VNI Windows to Unicode with UniKey (Ctrl+Shift+F6)",
    "gõ lại, hoặc chuyển mã từ VNI Windows sang Unicode bằng UniKey (Ctrl+Shift+F6)"};

constexpr Message<2> in_windows_1258{
    "E0105", "this looks like Vietnamese in Windows-1258, where `{0}` reads `{1}`, but Barem reads UTF-8",
    "có vẻ là tiếng Việt theo bảng mã Windows-1258, ở đó `{0}` đọc là `{1}`, trong khi Barem đọc UTF-8",
    "`iconv -f CP1258 -t UTF-8`, or save as `UTF-8` in the editor",
    "`iconv -f CP1258 -t UTF-8`, hoặc lưu lại dạng `UTF-8` trong trình soạn thảo"};

constexpr Message<2> encoded_twice{"E0109", "this text was converted to UTF-8 twice: `{0}` should read `{1}`",
                                   "văn bản này bị chuyển sang UTF-8 hai lần: `{0}` lẽ ra là `{1}`",
                                   "`iconv -f UTF-8 -t CP1252` takes one conversion back",
                                   "`iconv -f UTF-8 -t CP1252` đảo lại một lần chuyển"};

void report_legacy(const LegacyReading& reading, FileId file, Diagnostics& diagnostics) {
  const Span span{file, reading.begin, reading.begin + static_cast<std::uint32_t>(reading.found.size())};
  switch (reading.legacy) {
    case Legacy::tcvn3:
      diagnostics.report(in_tcvn3, span, reading.found, reading.read);
      return;
    case Legacy::vni:
      diagnostics.report(in_vni, span, reading.found, reading.read);
      return;
    case Legacy::windows_1258:
      diagnostics.report(in_windows_1258, span, reading.found, reading.read);
      return;
    case Legacy::twice_utf8:
      diagnostics.report(encoded_twice, span, reading.found, reading.read);
      return;
  }
}

// --- Bytes that are no UTF-8 ---------------------------------------------------------------------------------------

constexpr Message<3> no_utf8{
    "E0106", "the byte 0x{0} at offset {1}, on line {2}, is not UTF-8, but Barem reads UTF-8",
    "byte 0x{0} ở vị trí {1}, dòng {2}, không phải UTF-8, trong khi Barem đọc UTF-8",
    "save as `UTF-8` in the editor, or `iconv -f CP1252 -t UTF-8` for Western European text",
    "lưu lại dạng `UTF-8` trong trình soạn thảo, hoặc `iconv -f CP1252 -t UTF-8` với văn bản "
    "Tây Âu"};

/// How much of a text is UTF-8 beyond ASCII.
struct Utf8Count {
  std::size_t good = 0;  ///< characters of several bytes
  std::size_t bad = 0;   ///< bytes that belong to none
  std::size_t first_bad = 0;
};

Utf8Count count_utf8(std::string_view text) {
  Utf8Count count;
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80U) {
      ++at;
      continue;
    }
    const Character character = character_at(text, at);
    if (character.length > 1) {
      ++count.good;
    } else if (count.bad++ == 0) {
      count.first_bad = at;
    }
    at += character.length;
  }
  return count;
}

/// The text with U+FFFD for each byte that is no UTF-8.
std::string with_replacements(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    append(result, character.value);
    at += character.length;
  }
  return result;
}

FileId add_part(std::string name, std::string text, LeftOut left_out, Sources& sources) {
  Source source(std::move(name), std::move(text));
  source.leave_out(static_cast<std::uint32_t>(left_out.lines));
  return sources.add(std::move(source));
}

/// Adds bytes that are no UTF-8 as a text that can be shown, and reports them. `dropped` bytes stood before.
void report_no_utf8(std::string name, std::string_view bytes, std::size_t dropped, const Utf8Count& count,
                    LeftOut left_out, Sources& sources, Diagnostics& diagnostics) {
  if (count.bad > count.good) {
    std::string view = with_plain_line_ends(latin_view(bytes));
    if (const auto reading = suspect_legacy(view, true)) {
      report_legacy(*reading, add_part(std::move(name), std::move(view), left_out, sources), diagnostics);
      return;
    }
  }
  const std::string before = with_plain_line_ends(bytes.substr(0, count.first_bad));
  auto line = static_cast<std::size_t>(std::ranges::count(before, '\n')) + 1;
  std::size_t offset = dropped + count.first_bad;
  if (offset >= left_out.head) {
    line += left_out.lines;
    offset += left_out.bytes;
  }
  std::string text = before + with_plain_line_ends(with_replacements(bytes.substr(count.first_bad)));
  const FileId file = add_part(std::move(name), std::move(text), left_out, sources);
  const auto begin = static_cast<std::uint32_t>(before.size());
  const auto byte = static_cast<unsigned char>(bytes[count.first_bad]);
  diagnostics.report(no_utf8, {file, begin, begin + 3}, hexadecimal(byte, 2),
                     Number(static_cast<std::int64_t>(offset)), line);
}

// --- Characters that cannot be seen --------------------------------------------------------------------------------

constexpr Message<1> control_character{
    "E0107", "a control character, {0}, stands here, where nobody can see it",
    "ở đây có ký tự điều khiển {0} mà mắt không thấy được", "delete it", "xóa ký tự này"};

/// Controls, line ends of other worlds, and what makes text run backwards so that it reads other than it is.
bool is_control(char32_t character) {
  if (character == '\n' || character == '\t') return false;
  return character < 0x20 || (character >= 0x7F && character <= 0x9F) || character == 0x2028 ||
         character == 0x2029 || (character >= 0x202A && character <= 0x202E) ||
         (character >= 0x2066 && character <= 0x2069);
}

struct Control {
  char32_t character;
  std::uint32_t begin;  ///< where the space for it stands
};

/// True for bytes that no control character begins with: nearly all of a text.
constexpr std::array<bool, 256> begins_no_control = [] {
  std::array<bool, 256> begins{};
  for (std::size_t byte = 0x20; byte < begins.size(); ++byte) begins[byte] = byte != 0x7F && byte != 0xC2 && byte != 0xE2;
  return begins;
}();

/// Puts a space for each control character; the first of each kind is listed.
std::vector<Control> take_controls(std::string& text) {
  std::vector<Control> found;
  std::set<char32_t> kinds;
  std::string result;
  std::size_t copied = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (begins_no_control[static_cast<unsigned char>(text[at])]) {
      ++at;
      continue;
    }
    const Character character = character_at(text, at);
    if (is_control(character.value)) {
      result.append(text, copied, at - copied);
      copied = at + character.length;
      if (kinds.insert(character.value).second)
        found.push_back({character.value, static_cast<std::uint32_t>(result.size())});
      result += ' ';
    }
    at += character.length;
  }
  if (!found.empty()) text = result.append(text, copied);
  return found;
}

}  // namespace

std::optional<FileId> decode(std::string name, std::string_view bytes, Sources& sources, Diagnostics& diagnostics,
                             std::size_t limit, LeftOut left_out) {
  const auto next = static_cast<FileId>(sources.size());
  if (report_no_text(bytes, limit, next, diagnostics)) {
    sources.add(Source(std::move(name), {}));
    return {};
  }
  const std::size_t dropped = bytes.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  bytes.remove_prefix(dropped);
  const Utf8Count count = count_utf8(bytes);
  if (count.bad != 0) {
    report_no_utf8(std::move(name), bytes, dropped, count, left_out, sources, diagnostics);
    return {};
  }
  std::string text = to_nfc(with_plain_line_ends(bytes));
  if (count.good != 0) {
    if (const auto reading = suspect_legacy(text, false)) {
      report_legacy(*reading, add_part(std::move(name), std::move(text), left_out, sources), diagnostics);
      return {};
    }
  }
  const std::vector<Control> controls = take_controls(text);
  const FileId file = add_part(std::move(name), std::move(text), left_out, sources);
  for (const Control& control : controls) {
    diagnostics.report(control_character, {file, control.begin, control.begin + 1},
                       "U+" + hexadecimal(control.character, 4));
  }
  return file;
}

}  // namespace barem::source

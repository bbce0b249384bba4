// How text becomes logical lines: one physical line at a time, looking at how it ends and how the next one begins.
#include "lang/syntax/lines.h"

#include <algorithm>
#include <array>

#include "lang/syntax/keywords.h"

namespace barem::syntax {
namespace {

constexpr std::string_view open_curly = "\xE2\x80\x9C", close_curly = "\xE2\x80\x9D";

/// One line of the file, as far as cutting needs to know it.
struct Physical {
  std::uint32_t begin = 0;  // first character that is no blank
  std::uint32_t end = 0;    // behind the last character before the comment, blanks left out
  std::uint32_t next = 0;   // where the next line begins
  std::uint32_t indent = 0;
  std::uint32_t tab = Line::none;
  std::uint32_t unclosed_text = Line::none;
  std::string_view comment;  // from its #
  bool ends_with_text = false;
  bool ends_open = false;  // with an operator or a separator
  bool is_empty() const { return begin == end; }
};

/// What a byte means to cutting.
enum class Sign : std::uint8_t {
  plain,
  blank,
  joining,  ///< a line that ends with it goes on
  open,
  close,
  quote,
  comment,
  wide,  ///< part of a character of several bytes
};

constexpr std::array<Sign, 256> sign_of_byte = [] {
  std::array<Sign, 256> signs{};
  for (std::size_t byte = 0x80; byte < signs.size(); ++byte) signs[byte] = Sign::wide;
  for (const char c : std::string_view("+-*/=<>,;:")) signs[static_cast<unsigned char>(c)] = Sign::joining;
  signs[' '] = signs['\t'] = Sign::blank;
  signs['('] = Sign::open;
  signs[')'] = Sign::close;
  signs['"'] = Sign::quote;
  signs['#'] = Sign::comment;
  return signs;
}();

Sign sign_of(char c) { return sign_of_byte[static_cast<unsigned char>(c)]; }

bool is_joining(char32_t character) {
  return character == U'×' || character == U'÷' || character == U'≤' || character == U'≥' || character == U'≠';
}

/// The brackets open at the end of a line.
struct Brackets {
  std::uint32_t depth = 0;
  std::uint32_t first = Line::none;
};

class Cutter {
 public:
  explicit Cutter(std::string_view text) : text_(text) {}

  Lines cut() {
    while (at_ < text_.size()) {
      Brackets brackets;
      const Physical physical = read(at_, brackets);
      at_ = physical.next;
      note_tab(physical);
      if (!physical.is_empty())
        cut_line(physical, brackets);
      else if (physical.comment.empty())
        blank();
      else
        pending_.emplace_back(physical.comment);
    }
    while (!pending_.empty() && pending_.back().empty()) pending_.pop_back();
    if (blank_above_ && !pending_.empty()) pending_.insert(pending_.begin(), std::string());
    result_.comments_at_end = std::move(pending_);
    return std::move(result_);
  }

 private:
  std::string_view from(std::uint32_t at) const { return text_.substr(at); }

  void note_tab(const Physical& physical) {
    if (physical.tab != Line::none && !(physical.is_empty() && physical.comment.empty()))
      result_.tabs.push_back(physical.tab);
  }

  void blank() {
    if (pending_.empty())
      blank_above_ = true;
    else if (!pending_.back().empty())
      pending_.emplace_back();
  }

  /// The line that begins with `first`, and all that belongs to it.
  void cut_line(const Physical& first, Brackets brackets) {
    Line line;
    line.begin = first.begin;
    line.end = first.end;
    line.indent = first.indent;
    line.unclosed_text = first.unclosed_text;
    line.trivia.blank_above = blank_above_ && !result_.lines.empty();
    line.trivia.comments_above = std::move(pending_);
    pending_.clear();
    blank_above_ = false;
    std::string_view comment = first.comment;
    Physical last = first;
    while (at_ < text_.size() && line.unclosed_text == Line::none) {
      Brackets after = brackets;
      const Physical next = read(at_, after);
      if (next.is_empty()) {
        // Blank lines and comments are passed over only where the line surely goes on.
        if (brackets.depth == 0 && !last.ends_open) break;
        std::vector<Physical> passed{next};
        Brackets there = brackets;
        Physical further = next;
        while (further.is_empty() && further.next < text_.size()) {
          there = brackets;
          further = read(further.next, there);
          if (further.is_empty()) passed.push_back(further);
        }
        if (further.is_empty() || !goes_on(line, last, further, brackets)) break;
        for (const Physical& one : passed) {
          if (!one.comment.empty()) line.trivia.comments_above.emplace_back(one.comment);
          note_tab(one);
          at_ = one.next;
        }
        continue;
      }
      if (!goes_on(line, last, next, brackets)) break;
      if (!comment.empty()) line.trivia.comments_above.emplace_back(comment);
      comment = next.comment;
      line.end = next.end;
      line.unclosed_text = next.unclosed_text;
      brackets = after;
      note_tab(next);
      last = next;
      at_ = next.next;
    }
    if (brackets.depth != 0) line.unclosed_bracket = brackets.first;
    line.trivia.comment_behind = comment;
    result_.lines.push_back(std::move(line));
  }

  bool goes_on(const Line& line, const Physical& last, const Physical& next, const Brackets& brackets) const {
    if (brackets.depth != 0 && text_[next.begin] == ')') return next.indent >= line.indent;
    if (next.indent <= line.indent) return false;
    if (brackets.depth != 0 || last.ends_open) return true;
    if (last.ends_with_text && (text_[next.begin] == '"' || from(next.begin).starts_with(open_curly)))
      return true;
    for (const Phrase joining : {Phrase::and_, Phrase::or_})
      for (const Spelling spelling : {Spelling::english, Spelling::vietnamese})
        if (match_phrase(words(joining, spelling), text_.substr(next.begin, next.end - next.begin)) != 0)
          return true;
    return false;
  }

  /// The physical line at `at`; `brackets` are those open before it and become those open behind it.
  Physical read(std::uint32_t at, Brackets& brackets) {
    // A line that was looked at from the one before is read again where nothing came of it.
    if (brackets.depth != 0) return scan(at, brackets);
    if (seen_.at != at) {
      seen_.at = at;
      seen_.behind = {};
      seen_.line = scan(at, seen_.behind);
    }
    brackets = seen_.behind;
    return seen_.line;
  }

  Physical scan(std::uint32_t at, Brackets& brackets) const {
    Physical line;
    const auto stop = static_cast<std::uint32_t>(std::min(text_.find('\n', at), text_.size()));
    line.next = std::min(stop + 1, static_cast<std::uint32_t>(text_.size()));
    at = indentation(at, stop, line);
    line.begin = line.end = at;
    Sign last = Sign::plain;
    char32_t last_wide = 0;
    while (at < stop) {
      const Sign sign = sign_of(text_[at]);
      if (sign == Sign::plain) {
        last = sign;
        line.end = ++at;
        continue;
      }
      if (sign == Sign::blank) {
        ++at;
        continue;
      }
      if (sign == Sign::comment) {
        line.comment = text_.substr(at, stop - at);
        trim(line.comment);
        break;
      }
      if (sign == Sign::quote || (text_[at] == open_curly[0] && from(at).starts_with(open_curly))) {
        const std::uint32_t behind = text_end(at, stop);
        last = Sign::quote;
        if (behind == Line::none) {
          line.unclosed_text = at;
          line.end = stop;
          break;
        }
        at = line.end = behind;
        continue;
      }
      if (sign == Sign::wide) {
        const source::Character character = source::character_at(text_, at);
        const bool is_blank = match_blanks(text_.substr(at, character.length)) != 0;
        at += character.length;
        if (is_blank) continue;
        last_wide = character.value;
      } else {
        if (sign == Sign::open && brackets.depth++ == 0) brackets.first = at;
        if (sign == Sign::close && brackets.depth != 0) --brackets.depth;
        ++at;
      }
      last = sign;
      line.end = at;
    }
    line.ends_with_text = last == Sign::quote && line.unclosed_text == Line::none;
    line.ends_open = last == Sign::joining || last == Sign::open || (last == Sign::wide && is_joining(last_wide));
    if (last == Sign::plain || last == Sign::wide) line.ends_open = line.ends_open || ends_with_joining_word(line);
    return line;
  }

  bool ends_with_joining_word(const Physical& line) const {
    const std::string_view body = text_.substr(line.begin, line.end - line.begin);
    for (const Phrase joining : {Phrase::and_, Phrase::or_})
      for (const Spelling spelling : {Spelling::english, Spelling::vietnamese}) {
        const std::string_view word = words(joining, spelling);
        if (body.size() > word.size() && body.ends_with(word) && body[body.size() - word.size() - 1] == ' ')
          return true;
      }
    return false;
  }

  std::uint32_t indentation(std::uint32_t at, std::uint32_t stop, Physical& line) const {
    while (at < stop) {
      if (text_[at] == ' ') {
        ++line.indent;
        ++at;
      } else if (text_[at] == '\t') {
        if (line.tab == Line::none) line.tab = at;
        line.indent = (line.indent / 4 + 1) * 4;
        ++at;
      } else if (const auto blank =
                     text_[at] == '#' ? 0 : match_blanks(text_.substr(at, std::min(3U, stop - at)));
                 blank != 0) {
        ++line.indent;
        at += static_cast<std::uint32_t>(source::character_at(text_, at).length);
      } else {
        break;
      }
    }
    return at;
  }

  /// Behind the closing quotation mark of the text that begins at `at`.
  std::uint32_t text_end(std::uint32_t at, std::uint32_t stop) const {
    if (text_[at] != '"') {
      const std::size_t close = text_.substr(0, stop).find(close_curly, at + open_curly.size());
      return close == std::string_view::npos ? Line::none
                                             : static_cast<std::uint32_t>(close + close_curly.size());
    }
    for (++at; at < stop; ++at) {
      if (text_[at] != '"') continue;
      if (at + 1 < stop && text_[at + 1] == '"')
        ++at;
      else
        return at + 1;
    }
    return Line::none;
  }

  static void trim(std::string_view& comment) {
    while (!comment.empty() && (comment.back() == ' ' || comment.back() == '\t')) comment.remove_suffix(1);
  }

  /// The last line read outside all brackets.
  struct Seen {
    std::uint32_t at = Line::none;
    Physical line;
    Brackets behind;
  };

  std::string_view text_;
  std::uint32_t at_ = 0;
  Seen seen_;
  bool blank_above_ = false;
  std::vector<std::string> pending_;
  Lines result_;
};

}  // namespace

Lines cut_lines(std::string_view text) {
  return Cutter(text).cut();
}

}  // namespace barem::syntax

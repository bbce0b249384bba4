// See json.h. Numbers are taken from the text itself, never from the library's doubles; nothing is built as a
// document. The library calls back once a token is read, so that a token's place is where it has read up to.
#include "interpreter/data/json.h"

#include <iterator>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "interpreter/data/text.h"

namespace barem::data {

namespace {

using source::Message;
using source::Span;

constexpr std::size_t most_columns = 10'000;

constexpr Message<0> ends_early{
    "E0610", "the JSON text ends before it is complete", "văn bản JSON kết thúc khi chưa đầy đủ",
    "each bracket and each quotation mark needs its other half", "mỗi dấu ngoặc cần có dấu đóng tương ứng"};
constexpr Message<0> no_json{"E0611", "up to here the file is JSON, but not this",
                             "đến đây tệp đúng dạng JSON, nhưng phần này thì không",
                             "often a comma too many or too few, or a text without quotation marks",
                             "thường do thừa hoặc thiếu dấu phẩy, hoặc chuỗi chữ không đặt trong ngoặc kép"};
constexpr Message<1> no_array{"E0612", "unit data in JSON are an array of objects, one a row",
                              "số liệu đơn vị dạng JSON là một mảng các đối tượng, mỗi đối tượng là một dòng",
                              "such as `{0}`", "ví dụ `{0}`"};
constexpr std::string_view array_of_objects = R"([{"unit": "a", "done": 9}, {"unit": "b", "done": 7}])";
constexpr Message<1> nested{
    "E0613", "`{0}` holds a list or an object; a value is a number, a text, true, false or null",
    "`{0}` chứa một danh sách hoặc đối tượng; giá trị phải là số, chữ, true, false hoặc null"};
constexpr Message<1> key_twice{"E0614", "the object has `{0}` twice", "đối tượng có `{0}` hai lần",
                               "delete one of them", "xóa một trong hai"};
constexpr Message<1> control_escaped{
    "E0616", "`{0}` stands for a control character, which nobody can see",
    "`{0}` là ký tự điều khiển mà mắt không thấy được",
    "delete it", "xóa ký tự này"};
constexpr Message<1> too_many_names{"E0615", "the objects have more than {0} different names",
                                    "các đối tượng có hơn {0} tên khác nhau"};

/// Reads the text a character at a time and tells how far.
class Cursor {
 public:
  using iterator_category = std::forward_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  Cursor(const char* at, const char** reached) : at_(at), reached_(reached) {}
  reference operator*() const { return *at_; }
  Cursor& operator++() {
    *reached_ = ++at_;
    return *this;
  }
  Cursor operator++(int) {
    const Cursor before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const Cursor& a, const Cursor& b) { return a.at_ == b.at_; }

 private:
  const char* at_;
  const char** reached_;
};

bool is_of_number(char character) {
  return (character >= '0' && character <= '9') || character == '-' || character == '+' || character == '.' ||
         character == 'e' || character == 'E';
}

/// `1.5e-3` as `0.0015`; the text itself where it has no exponent, or one too far for our numbers.
std::string without_exponent(std::string_view text) {
  const std::size_t mark = text.find_first_of("eE");
  if (mark == std::string_view::npos) return std::string(text);
  const bool negative = text.front() == '-';
  std::string digits;
  int whole = -1;  // digits before the point
  for (const char character : text.substr(negative ? 1 : 0, mark - (negative ? 1 : 0))) {
    if (character == '.')
      whole = static_cast<int>(digits.size());
    else
      digits += character;
  }
  const int count = static_cast<int>(digits.size());
  std::string_view exponent_digits = text.substr(mark + 1);
  const bool down = exponent_digits.front() == '-';
  if (down || exponent_digits.front() == '+') exponent_digits.remove_prefix(1);
  while (exponent_digits.size() > 1 && exponent_digits.front() == '0') exponent_digits.remove_prefix(1);
  if (exponent_digits.size() > 2 || count > value::Number::max_digits) return std::string(text);
  int exponent = 0;
  for (const char digit : exponent_digits) exponent = exponent * 10 + (digit - '0');
  const int point = (whole < 0 ? count : whole) + (down ? -exponent : exponent);
  std::string result = negative ? "-" : "";
  if (point <= 0) {
    result += "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
  } else if (point >= count) {
    result += digits + std::string(static_cast<std::size_t>(point - count), '0');
  } else {
    result += digits.substr(0, static_cast<std::size_t>(point)) + "." +
              digits.substr(static_cast<std::size_t>(point));
  }
  return result;
}

}  // namespace

/// Takes the library's calls and fills a table.
class JsonReader : public nlohmann::json_sax<nlohmann::json> {
 public:
  JsonReader(JsonTable& table, source::FileId file, std::string_view text, Faults& faults)
      : table_(table), file_(file), text_(text), faults_(faults) {}

  bool read() {
    const char* const end = text_.data() + text_.size();
    reached_ = text_.data();
    return nlohmann::json::sax_parse(Cursor(text_.data(), &reached_), Cursor(end, &reached_), this);
  }

  bool null() override { return value({}); }
  bool boolean(bool held) override {
    Cell cell{held ? "true" : "false", before(held ? 4 : 5)};
    cell.is_truth = true;
    return value(cell);
  }
  bool number_integer(std::int64_t) override { return number(); }
  bool number_unsigned(std::uint64_t) override { return number(); }
  bool number_float(double, const std::string&) override { return number(); }
  bool string(std::string& text) override { return value(text_cell(text)); }
  bool binary(binary_t&) override { return false; }

  bool start_object(std::size_t) override {
    if (skipped_ > 0 || place_ == Place::member) return skip();
    if (place_ == Place::start) return refuse_all();
    table_.rows_.push_back({table_.members_.size(), before(1)});
    place_ = Place::member;
    return true;
  }
  bool end_object() override {
    if (skipped_ > 0)
      --skipped_;
    else
      place_ = Place::array;
    return true;
  }
  bool start_array(std::size_t) override {
    if (skipped_ > 0 || place_ == Place::member) return skip();
    if (place_ == Place::array) return refuse_all();
    place_ = Place::array;
    return true;
  }
  bool end_array() override {
    if (skipped_ > 0) --skipped_;
    else is_complete_ = true;
    return true;
  }

  bool key(std::string& text) override {
    if (skipped_ > 0) return true;
    const Cell cell = text_cell(text);
    const auto [at, is_new] = columns_.emplace(std::string(cell.text), table_.columns_.size());
    if (is_new) {
      if (table_.columns_.size() == most_columns) {
        faults_.report(too_many_names, cell.span, most_columns);
        return false;
      }
      table_.columns_.push_back({std::string(cell.text), cell.span});
      last_object_.push_back(0);
    }
    column_ = static_cast<std::uint32_t>(at->second);
    key_span_ = cell.span;
    is_repeated_ = last_object_[column_] == table_.rows_.size();
    if (is_repeated_) faults_.report(key_twice, cell.span, shown(cell.text));
    last_object_[column_] = table_.rows_.size();
    return true;
  }

  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) override {
    const auto at = static_cast<std::size_t>(reached_ - text_.data());
    const bool is_at_end = at == text_.size();
    if (is_at_end && !is_complete_ && (at == 0 || text_.find_last_not_of(" \n\t") != at - 1 || !is_last_wrong()))
      faults_.report(ends_early, span(at, at));
    else
      faults_.report(no_json, before(1));
    return false;
  }

 private:
  enum class Place : std::uint8_t { start, array, member };

  /// True where the last character of the file is not one that waits for more.
  bool is_last_wrong() const { return std::string_view("]}").find(text_.back()) != std::string_view::npos; }

  Span span(std::size_t begin, std::size_t end) const {
    return {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }
  /// The `length` bytes read last.
  Span before(std::size_t length) const {
    const auto end = static_cast<std::size_t>(reached_ - text_.data());
    return span(end - std::min(length, end), end);
  }

  /// The string read last; its text is the file's own where it has no escapes.
  Cell text_cell(const std::string& text) {
    const std::size_t end =
        static_cast<std::size_t>(reached_ - text_.data()) - 1;  // its closing quotation mark
    std::size_t begin = end;
    const auto is_escaped = [&](std::size_t at) {
      std::size_t backslashes = 0;
      while (at > backslashes && text_[at - backslashes - 1] == '\\') ++backslashes;
      return backslashes % 2 == 1;
    };
    do --begin;
    while (text_[begin] != '"' || is_escaped(begin));
    const std::string_view raw = text_.substr(begin + 1, end - begin - 1);
    const bool has_escapes = raw.find('\\') != std::string_view::npos;
    if (has_escapes) refuse_controls(text, begin + 1, end);
    const std::string_view whole = has_escapes ? table_.texts_.emplace_back(source::to_nfc(text)) : raw;
    return {trimmed(whole), span(begin + 1, end)};
  }

  /// The first control character of a text that is written between `begin` and `end` with escapes.
  void refuse_controls(std::string_view text, std::size_t begin, std::size_t end) {
    for (std::size_t at = 0; at < text.size();) {
      const source::Character character = source::character_at(text, at);
      at += character.length;
      if (!is_control(character.value)) continue;
      constexpr std::string_view signs = "0123456789abcdef";
      std::string escape = "\\u";
      for (const unsigned shift : {12U, 8U, 4U, 0U}) escape += signs[(character.value >> shift) & 0xFU];
      faults_.report(control_escaped, span(begin, end), escape);
      return;
    }
  }

  /// A number ends where the character after it was read, or the file ends.
  bool number() {
    auto end = static_cast<std::size_t>(reached_ - text_.data());
    if (!is_of_number(text_[end - 1])) --end;
    std::size_t begin = end;
    while (begin > 0 && is_of_number(text_[begin - 1])) --begin;
    std::string_view text = text_.substr(begin, end - begin);
    if (text.find_first_of("eE") != std::string_view::npos)
      text = table_.texts_.emplace_back(without_exponent(text));
    return value({text, span(begin, end)});
  }

  bool value(const Cell& cell) {
    if (skipped_ > 0) return true;
    if (place_ != Place::member) return refuse_all();
    if (!is_repeated_ && !cell.text.empty()) table_.members_.emplace_back(column_, cell);
    return true;
  }

  bool skip() {
    if (skipped_++ == 0) {
      faults_.report(nested, key_span_, shown(table_.columns_[column_].name));
      table_.lost_rows_ = true;
    }
    return true;
  }

  bool refuse_all() {
    faults_.report(no_array, before(1), array_of_objects);
    return false;
  }

  JsonTable& table_;
  source::FileId file_;
  std::string_view text_;
  Faults& faults_;
  const char* reached_ = nullptr;
  Place place_ = Place::start;
  bool is_complete_ = false;  ///< the array has ended
  std::size_t skipped_ =
      0;  ///< how deep within a value that is refused; counted, so that depth costs nothing
  std::unordered_map<std::string, std::size_t> columns_;
  std::vector<std::size_t> last_object_;  ///< by column: how many objects there were when it was last met
  std::uint32_t column_ = 0;
  Span key_span_;
  bool is_repeated_ = false;
};

std::optional<JsonTable> JsonTable::open(source::FileId file, const source::Sources& sources,
                                         Faults& faults) {
  JsonTable table;
  if (!JsonReader(table, file, sources[file].text(), faults).read()) return {};
  return table;
}

/// An object's members in the order of the columns.
void JsonTable::spread(std::size_t place, std::vector<Cell>& cells) const {
  const Object& object = rows_[place];
  const std::size_t end = place + 1 < rows_.size() ? rows_[place + 1].first : members_.size();
  cells.assign(columns_.size(), Cell{{}, object.span});
  for (std::size_t i = object.first; i < end; ++i) cells[members_[i].first] = members_[i].second;
}

Row JsonTable::at(std::uint32_t place) {
  spread(place, found_);
  return {found_, place};
}

bool JsonTable::next(Row& row, Faults&) {
  if (position_ == rows_.size()) return false;
  const std::size_t place = position_++;
  spread(place, cells_);
  row = {cells_, static_cast<std::uint32_t>(place)};
  return true;
}

}  // namespace barem::data

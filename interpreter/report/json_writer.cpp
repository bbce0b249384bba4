// See json_writer.h. Numbers are strings in our shapes, so only texts need escaping.
#include "interpreter/report/json_writer.h"

#include <charconv>

#include "lang/source/exchange.h"

namespace barem::report {

namespace {

bool needs_care(std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte >= 0x7f || c == '"' || c == '\\') return true;
  }
  return false;
}

}  // namespace

void JsonWriter::separate() {
  if (needs_comma_) buffer_ += ',';
  if (is_broken_) buffer_ += '\n';
  needs_comma_ = false;
  is_broken_ = false;
}

void JsonWriter::open_object() {
  separate();
  buffer_ += '{';
}

void JsonWriter::close_object() {
  needs_comma_ = false;
  separate();
  buffer_ += '}';
  ended();
}

void JsonWriter::open_array() {
  separate();
  buffer_ += '[';
}

void JsonWriter::close_array() {
  needs_comma_ = false;
  separate();
  buffer_ += ']';
  ended();
}

void JsonWriter::key(std::string_view name) {
  text(name);
  buffer_ += ':';
  needs_comma_ = false;
}

void JsonWriter::text(std::string_view value) {
  separate();
  if (needs_care(value)) {
    buffer_ += source::json_quoted(value);
  } else {
    buffer_ += '"';
    buffer_ += value;
    buffer_ += '"';
  }
  ended();
}

void JsonWriter::whole(std::uint64_t value) {
  separate();
  char digits[20];
  const std::to_chars_result end = std::to_chars(digits, digits + sizeof digits, value);
  buffer_.append(digits, end.ptr);
  ended();
}

void JsonWriter::boolean(bool value) { raw(value ? "true" : "false"); }

void JsonWriter::null() { raw("null"); }

void JsonWriter::raw(std::string_view json) {
  separate();
  buffer_ += json;
  ended();
}

void JsonWriter::decimal(const value::Number& number) {
  separate();
  buffer_ += '"';
  buffer_ += number.to_decimal();
  buffer_ += '"';
  ended();
}

void JsonWriter::flush() {
  if (!buffer_.empty()) sink_(buffer_);
  buffer_.clear();
}

void JsonWriter::end() {
  buffer_ += '\n';
  flush();
}

}  // namespace barem::report

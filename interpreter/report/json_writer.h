// JSON written by hand, piece after piece, so that a gigabyte is never held and a number costs no allocation.
// Not here: reading JSON (data/json), what stands in a report.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "lang/value/number.h"

namespace barem::report {

/// Where a text goes: called with consecutive pieces.
using Sink = std::function<void(std::string_view)>;

/// Objects and arrays in the order written. Commas come by themselves; a caller closes what it opens.
class JsonWriter {
 public:
  explicit JsonWriter(const Sink& sink) : sink_(sink) { buffer_.reserve(capacity); }
  ~JsonWriter() { flush(); }
  JsonWriter(const JsonWriter&) = delete;
  JsonWriter& operator=(const JsonWriter&) = delete;

  void open_object();
  void close_object();
  void open_array();
  void close_array();
  /// A name within an object; the next call gives its value.
  void key(std::string_view name);
  void text(std::string_view value);
  /// A name and its text.
  void field(std::string_view name, std::string_view value) {
    key(name);
    text(value);
  }
  void whole(std::uint64_t value);
  void boolean(bool value);
  void null();
  /// JSON that stands already, such as a part made beforehand or by another writer.
  void raw(std::string_view json);
  /// A decimal as a string: exact where it ends, else rounded to 12 decimals.
  void decimal(const value::Number& number);
  /// A line break between parts, for people who look inside; nothing inside a part.
  void line_break() { is_broken_ = true; }

  void flush();
  /// A last line break, and all of it is with the sink.
  void end();

 private:
  static constexpr std::size_t capacity = std::size_t{1} << 16;
  void separate();
  void ended() {
    needs_comma_ = true;
    if (buffer_.size() >= capacity) flush();
  }

  const Sink& sink_;
  std::string buffer_;
  bool needs_comma_ = false;
  bool is_broken_ = false;
};

}  // namespace barem::report

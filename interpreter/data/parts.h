// A large CSV file a part at a time: each part is a text of its own that begins with the header, so that memory does
// not grow with the rows. In: bytes, as a reader gives them. Out: the texts of parts, cut between rows, and how many
// lines were left out behind the header. Not here: cutting rows into cells (csv), what they mean (records).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "lang/source/diagnostic.h"

namespace barem::data {

/// The bytes of a file, from its beginning.
class ByteReader {
 public:
  virtual ~ByteReader() = default;
  ByteReader() = default;
  ByteReader(const ByteReader&) = delete;
  ByteReader& operator=(const ByteReader&) = delete;
  /// Fills at most `size` bytes; 0 at the end, or where it cannot be read on, which `fault` then says.
  virtual std::size_t read(char* bytes, std::size_t size) = 0;
  /// Why the file could not be read to its end; nothing where it could.
  virtual std::optional<source::BilingualText> fault() const { return std::nullopt; }
  virtual void rewind() = 0;
};

/// Bytes that are in memory.
class BytesInMemory : public ByteReader {
 public:
  explicit BytesInMemory(std::string bytes) : bytes_(std::move(bytes)) {}
  std::size_t read(char* bytes, std::size_t size) override;
  void rewind() override { at_ = 0; }

 private:
  std::string bytes_;
  std::size_t at_ = 0;
};

struct FilePart {
  std::string text;                ///< the header, then whole rows
  std::size_t header_bytes = 0;
  std::size_t bytes_before = 0;    ///< between the header and the first row of this part
  std::uint32_t lines_before = 0;  ///< likewise
};

class FileParts {
 public:
  static constexpr std::size_t usual_size = std::size_t{2} * 1024 * 1024;

  /// `is_whole`: the file is one part whatever its size (JSON). `part_size`: bytes of a part, about.
  FileParts(std::unique_ptr<ByteReader> bytes, bool is_whole, std::size_t part_size = usual_size)
      : bytes_(std::move(bytes)), is_whole_(is_whole), part_size_(part_size) {}
  /// The next part; nothing at the end. The first is there even of an empty file.
  std::optional<FilePart> next();
  /// Why the file could not be read to its end; what `next` gave is then not all.
  std::optional<source::BilingualText> fault() const { return bytes_->fault(); }
  void rewind();

 private:
  bool fill();
  bool take_header();
  void look_for_rows();

  std::unique_ptr<ByteReader> bytes_;
  bool is_whole_;
  std::size_t part_size_;
  bool is_first_ = true;
  bool ended_ = false;
  std::string header_;
  std::string rest_;           ///< read, and not given yet
  std::size_t looked_at_ = 0;  ///< so many bytes of it: each is looked at once, however long a row is
  bool quoted_ = false;        ///< there
  bool has_content_ = false;   ///< something stands in the header
  std::size_t rows_end_ = 0;   ///< behind the last line break of it that ends a row; 0 where there is none
  std::size_t given_ = 0;      ///< bytes behind the header
  std::uint32_t lines_ = 0;    ///< likewise
};

}  // namespace barem::data

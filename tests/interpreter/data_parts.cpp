// A large CSV file a part at a time: whatever the size of parts, the same rows in the same lines.
#include "interpreter/data/parts.h"

#include "tests/catch.hpp"
#include <string>
#include <vector>

namespace barem::tests {
namespace {

struct Cut {
  std::string rows;
  std::size_t parts = 0;
  bool lines_fit = true;
};

/// The file put together again: the rows of all parts, their headers checked and left out.
Cut cut(const std::string& file, const std::string& header, std::size_t part_size) {
  data::FileParts parts(std::make_unique<data::BytesInMemory>(file), false, part_size);
  Cut result;
  std::uint32_t lines = 0;
  while (const auto part = parts.next()) {
    ++result.parts;
    REQUIRE(part->text.starts_with(header));
    const std::string rows = part->text.substr(header.size());
    result.lines_fit = result.lines_fit && part->lines_before == lines;
    for (const char c : rows) lines += c == '\n' ? 1 : 0;
    result.rows += rows;
  }
  return result;
}

}  // namespace

TEST_CASE("parts end between rows, whatever their size") {
  const std::string header = "unit,note\n";
  std::string rows;
  for (int i = 0; i < 50; ++i) rows += "u" + std::to_string(i) + (i % 7 == 0 ? ",\"a\nb \"\"c\"\"\nd\"\n" : ",x\n");
  for (const std::size_t size : {1, 2, 3, 7, 16, 64, 1000, 100000}) {
    INFO(size);
    const Cut whole = cut(header + rows, header, size);
    CHECK(whole.rows == rows);
    CHECK(whole.lines_fit);
    if (size == 100000) CHECK(whole.parts == 1);
    if (size == 16) CHECK(whole.parts > 20);
  }
}

TEST_CASE("parts of files that end without a line break, hold a header alone, or nothing") {
  CHECK(cut("unit,x\na,1\nb,2", "unit,x\n", 4).rows == "a,1\nb,2");
  CHECK(cut("unit,x\n", "unit,x\n", 4).parts == 1);
  CHECK(cut("unit,x", "unit,x", 4).parts == 1);
  CHECK(cut("", "", 4).parts == 1);
  CHECK(cut("unit,x\na,\"1\nb,2\n", "unit,x\n", 4).rows == "a,\"1\nb,2\n");
}

TEST_CASE("a byte-order mark is no content: the header is what follows it") {
  for (const std::size_t size : {1, 2, 3, 4, 9, 1000})
    CHECK(cut("\xEF\xBB\xBF\n\nunit,x\na,1\nb,2\n", "\xEF\xBB\xBF\n\nunit,x\n", size).rows == "a,1\nb,2\n");
}

TEST_CASE("parts tell where they stand in the file") {
  data::FileParts parts(std::make_unique<data::BytesInMemory>("unit,x\na,1\nb,2\nc,3\n"), false, 5);
  std::vector<std::size_t> places;
  while (const auto part = parts.next()) {
    CHECK(part->header_bytes == 7);
    places.push_back(part->bytes_before);
  }
  CHECK(places == std::vector<std::size_t>{0, 8});
}

TEST_CASE("a file that cannot be read to its end says so") {
  class Broken : public data::ByteReader {
   public:
    std::size_t read(char* bytes, std::size_t) override {
      if (at_ == 3) return 0;
      *bytes = "u\na"[at_++];
      return 1;
    }
    std::optional<source::BilingualText> fault() const override {
      return at_ == 3 ? std::optional(source::BilingualText{"broken", "hỏng"}) : std::nullopt;
    }
    void rewind() override { at_ = 0; }

   private:
    std::size_t at_ = 0;
  };
  data::FileParts parts(std::make_unique<Broken>(), false, 2);
  while (parts.next()) {
  }
  REQUIRE(parts.fault());
  CHECK(parts.fault()->english == "broken");
}

TEST_CASE("parts can be read again") {
  data::FileParts parts(std::make_unique<data::BytesInMemory>("unit,x\na,1\nb,2\n"), false, 4);
  std::vector<std::string> first, second;
  while (const auto part = parts.next()) first.push_back(part->text);
  parts.rewind();
  while (const auto part = parts.next()) second.push_back(part->text);
  CHECK(first == second);
}

}  // namespace barem::tests

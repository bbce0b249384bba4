// Why a line could not be read, in the user's words: the special cases first, then what was found and what was due.
#include "lang/syntax/faults.h"

namespace barem::syntax {
namespace {

using source::BilingualText;
using source::Message;

constexpr Message<2> found_and_due{"E0123", "{0} stands where {1} is due", "{0} đứng ở chỗ cần {1}"};

}  // namespace

void report_fault(const File& file, const Line& line, Entry entry, SpellingLine, Reading& reading) {
  read_line(entry, file.text, line.begin, line.end, file.spelling, true, reading);
  file.diagnostics.report(found_and_due, file.span(reading.failed_at, line.end),
                          file.text.substr(reading.failed_at, line.end - reading.failed_at), "something");
}

}  // namespace barem::syntax

// Where the program finds that it contradicts itself: it says so and stops, for a wrong score is worse than none.
// In: what was found. Out: a line `FILE:LINE: what` on standard error, and no return.
// Not here: mistakes of users, which are findings (lang/source/diagnostic.h).
#pragma once

namespace barem::value {

/// A fault of ours; file and line are those of the call.
[[noreturn]] void fault(const char* what, const char* file = __builtin_FILE(), int line = __builtin_LINE());

}  // namespace barem::value

// The end of a program that contradicts itself: see fault.h.
#include "lang/value/fault.h"

#include <cstdio>
#include <cstdlib>

namespace barem::value {

void fault(const char* what, const char* file, int line) {
  std::fprintf(stderr, "%s:%d: %s\n", file, line, what);
  std::abort();
}

}  // namespace barem::value

// See memory.h.
#include "interpreter/data/memory.h"

#include <cstdint>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace barem::data {

#ifdef __linux__
void prefer_large_pages(const void* begin, std::size_t bytes) {
  constexpr std::uintptr_t page = 4096;
  const auto first = (reinterpret_cast<std::uintptr_t>(begin) + page - 1) / page * page;
  const auto last = (reinterpret_cast<std::uintptr_t>(begin) + bytes) / page * page;
  if (first < last)
    madvise(reinterpret_cast<void*>(first), last - first, MADV_HUGEPAGE);  // advice: it may fail
}
#else
void prefer_large_pages(const void*, std::size_t) {}
#endif

}  // namespace barem::data

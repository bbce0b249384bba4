// See memory.h.
#include "interpreter/data/memory.h"

#include <cstdint>
#include <cstdlib>

#ifdef __linux__
#include <sys/mman.h>
#endif
#ifdef __GLIBC__
#include <malloc.h>
#include <unistd.h>
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

#ifdef __GLIBC__
void prepare_heap() {
  constexpr int mebibyte = 1024 * 1024;
  mallopt(M_MMAP_THRESHOLD, 32 * mebibyte);  // the most it takes
  mallopt(M_TRIM_THRESHOLD, 1024 * mebibyte);
  mallopt(M_TOP_PAD, 64 * mebibyte);
  // The heap grows by as much as the padding says, and keeps it. What lies before the first large page stays unused.
  constexpr std::uintptr_t large_page = 2 * mebibyte;
  const auto heap_end = reinterpret_cast<std::uintptr_t>(sbrk(0));
  static const void* const unused = std::malloc(large_page - heap_end % large_page);
  mallopt(M_TOP_PAD, 4 * mebibyte);
  if (unused == nullptr) return;  // a limit on memory: the run tries with less
  const auto* const end = static_cast<const char*>(sbrk(0));
  const auto* const begin = static_cast<const char*>(unused);
  if (begin < end) prefer_large_pages(begin, static_cast<std::size_t>(end - begin));
}
#else
void prepare_heap() {}
#endif

}  // namespace barem::data

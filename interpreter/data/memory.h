// Large pages for large data: a page that is touched for the first time costs more than the values that fill it, and
// a large page stands for 512 small ones. A matter of speed alone; where the system has no such thing nothing happens.
#pragma once

#include <cstddef>

namespace barem::data {

/// At the start of a run: takes a stretch of address space for all that is small, on large pages once it is used, and
/// gives nothing back before the end. A run is short and then gone.
void prepare_heap();

/// About to be filled: memory that is reserved and has not been touched yet.
void prefer_large_pages(const void* begin, std::size_t bytes);

}  // namespace barem::data

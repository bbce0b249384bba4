// Text that is built into the program: the standard library and the long story of every message.
// Out: names and bytes, sorted by name. Made at build time by stdlib/embed.cmake from the files themselves.
// Not here: what a name means (library.h finds a method's file; command/explain_error shows a page).
#pragma once

#include <span>
#include <string_view>

namespace barem::embedded {

/// One file as it stood when the program was built.
struct File {
  std::string_view name;  ///< without folder and ending: `survey_mean`, `E0312`
  std::string_view text;
};

/// stdlib/*.barem
std::span<const File> library();
/// docs/errors/*.md
std::span<const File> error_pages();

}  // namespace barem::embedded

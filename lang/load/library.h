// The standard library as `use` sees it: which of its files declares a method.
// In: a method's name in either language. Out: the file's name and text. Nothing is parsed here.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/load/embedded.h"
#include "lang/source/diagnostic.h"

namespace barem::load {

/// The file that declares the method, by its English or Vietnamese name.
std::optional<embedded::File> find_method(std::string_view name);
/// The names of all methods in one language, sorted as the files are.
std::vector<std::string> method_names(source::Language language);

}  // namespace barem::load

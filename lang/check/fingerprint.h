// A rulebook's hash: of its meaning, so that layout, comments, the order of declarations and the spelling do not
// matter. It traces a published table to its rules; whether two rulebooks mean the same is asked of diff.
#pragma once

#include <string>

#include "lang/model/rulebook.h"

namespace barem::check {

/// 32 hexadecimal digits (FNV-1a of 128 bits). Linear in the rulebook.
std::string fingerprint(const model::Rulebook& rulebook);

}  // namespace barem::check

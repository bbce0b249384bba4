// `doc`: the rulebook as the annex of a decision. In: a rulebook, its sources for the rules' own words.
// Out: JSON in the shape of the command-line contract, or a Markdown page to print.
#pragma once

#include <string>

#include "lang/model/rulebook.h"
#include "lang/source/source.h"

namespace barem::report {

std::string annex_json(const model::Rulebook& rulebook);
std::string annex_markdown(const model::Rulebook& rulebook, const source::Sources& sources,
                           source::Language language);

}  // namespace barem::report

// The list of findings: counted, and put into the order of the files.
#include "lang/source/diagnostic.h"

#include <algorithm>
#include <functional>
#include <tuple>
#include <unordered_map>

namespace barem::source {

namespace {

/// The same for equal findings; findings of one code at one place are told apart by their arguments.
std::size_t hash_of(const Finding& finding) {
  struct {
    std::size_t operator()(const std::string& text) const { return std::hash<std::string>{}(text); }
    std::size_t operator()(const BilingualText& text) const { return std::hash<std::string>{}(text.english); }
    std::size_t operator()(const value::Number& number) const { return number.hash(); }
    std::size_t operator()(const Percent& percent) const { return percent.number.hash(); }
    std::size_t operator()(value::Date date) const { return static_cast<std::size_t>(date.days); }
  } hash_argument;
  std::size_t hash = std::hash<std::string_view>{}(finding.code);
  const auto mix = [&hash](std::size_t part) { hash = hash * 1099511628211U + part; };
  mix(static_cast<std::size_t>(finding.span.file));
  mix(finding.span.begin);
  mix(finding.span.end);
  for (const Argument& argument : finding.arguments) mix(std::visit(hash_argument, argument));
  return hash;
}

}  // namespace

std::size_t Diagnostics::error_count() const {
  return static_cast<std::size_t>(std::ranges::count(findings_, Severity::error, &Finding::severity));
}

void Diagnostics::sort() {
  const auto place = [](const Finding& finding) { return std::tuple(finding.span.file, finding.span.begin); };
  std::ranges::stable_sort(findings_, {}, place);
  std::vector<Finding> kept;
  kept.reserve(findings_.size());
  std::unordered_multimap<std::size_t, std::size_t> seen;
  for (Finding& finding : findings_) {
    const std::size_t hash = hash_of(finding);
    const auto [first, last] = seen.equal_range(hash);
    if (std::any_of(first, last, [&](const auto& entry) { return kept[entry.second] == finding; })) continue;
    seen.emplace(hash, kept.size());
    kept.push_back(std::move(finding));
  }
  findings_ = std::move(kept);
}

}  // namespace barem::source

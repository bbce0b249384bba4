// Where a value is due and there may be none: divisions and roots that may have no result, inputs that may be none.
// In: expressions of a leaf, under the evaluator's assumptions. Out: flaws, each once. Not here: how they are reported.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

#include "lang/check/range_evaluator.h"
#include "lang/model/rulebook.h"

namespace barem::check {

/// A place where a value is due and may be wanting.
struct Flaw {
  enum class About : std::uint8_t {
    division,    ///< the divisor may be 0
    none_input,  ///< the input may be none
    root,        ///< a root, logarithm or power may have no result
  };
  About about = About::division;
  model::ExpressionId expression = model::no_expression;
  source::Span span;  ///< in the rules: of a method's body, the call
};

/// Walks the expressions of one leaf. Conditions ahead of a value (`if`, `and`, lines) count as assumed.
class ValueWalk {
 public:
  ValueWalk(const model::Rulebook& rulebook, RangeEvaluator& ranges) : rulebook_(rulebook), ranges_(ranges) {}

  /// A value is due.
  void value(model::ExpressionId id) { visit(id, Due::value); }
  /// A condition: an input that is none counts as no.
  void condition(model::ExpressionId id) { visit(id, Due::condition); }
  /// The flaws since the last call.
  std::vector<Flaw> take();

  /// Every `if none` of the rules met so far, and whether some place needs it.
  struct Replacement {
    source::Span span;
    bool needed = false;
  };
  using Place = std::pair<source::FileId, std::uint32_t>;
  const std::map<Place, Replacement>& replacements() const { return replacements_; }

 private:
  enum class Due : std::uint8_t {
    value,      ///< none is a flaw
    condition,  ///< an input may be none, a division may not
    anything,   ///< none is asked for, or replaced
  };

  const model::Rulebook& rulebook_;
  RangeEvaluator& ranges_;
  std::vector<Flaw> flaws_;
  std::unordered_set<std::uint64_t> seen_flaws_;
  std::unordered_set<std::uint64_t> visited_;
  std::map<Place, Replacement> replacements_;
  std::optional<source::Span> call_;  ///< of the method whose body is walked

  void visit(model::ExpressionId id, Due due);
  void visit_named(const model::Expression& expression, Due due);
  void visit_division(model::ExpressionId id, Due due);
  void visit_root(model::ExpressionId id, Due due);
  void visit_if_none(model::ExpressionId id, Due due);
  void visit_each(const model::Expression& expression, Due due);
  void visit_in_turn(const model::Expression& expression);
  void visit_choose(const model::Expression& expression, Due due);
  void found(Flaw::About about, model::ExpressionId id);
  source::Span place_of(source::Span span) const;
};

}  // namespace barem::check

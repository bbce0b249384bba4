// Lines tried in turn, each where none before it held: can each of them hold at all?
// In: conditions in order. Out: findings that name what takes their cases. Used for leaves and for classes.
#pragma once

#include <vector>

#include "lang/check/range_evaluator.h"
#include "lang/check/range_text.h"
#include "lang/model/rulebook.h"
#include "lang/source/diagnostic.h"

namespace barem::check {

class RangeLines {
 public:
  /// Assumptions at this moment are those before the first line.
  RangeLines(const model::Rulebook& rulebook, RangeEvaluator& ranges, source::Diagnostics& diagnostics)
      : rulebook_(rulebook), ranges_(ranges), diagnostics_(diagnostics), start_(ranges.mark()) {}

  /// Whether the condition can hold here; else says why not. Assumptions are as before afterwards.
  bool may_hold(model::ExpressionId condition, source::Span span);
  /// Goes on to where the condition does not hold.
  void pass(model::ExpressionId condition, source::Span span);
  /// True where some unit passes all lines so far.
  bool is_open() const { return open_; }
  /// Goes back to before the first line.
  void start_again();
  /// `: \`late\` may be \`4 to 5\``, where all lines so far compare one and the same thing; here, after them.
  source::BilingualText left_over();
  /// `: \`rate\` lies in 0% to 100%`, of the part of a condition (or the subject of a range) that cannot be.
  source::BilingualText reason(model::ExpressionId condition);

 private:
  struct Taker {
    model::ExpressionId condition;
    source::Span span;
  };
  const model::Rulebook& rulebook_;
  RangeEvaluator& ranges_;
  source::Diagnostics& diagnostics_;
  RangeEvaluator::Mark start_;
  std::vector<Taker> takers_;
  bool open_ = true;

  bool is_possible(model::ExpressionId condition);
  void say_never(model::ExpressionId condition, source::Span span);
  void resume();
  source::BilingualText range_of(model::ExpressionId id, source::Bilingual joint);
  model::ExpressionId subject_of(model::ExpressionId condition) const;
};

}  // namespace barem::check

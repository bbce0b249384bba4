// What the points of a leaf can be: its clauses in the order in which they act.
// In: an evaluator, a leaf. Out: a set that holds every score. Not here: parents (range_nodes), what is reported
// (range_promises).
#pragma once

#include "lang/check/range_evaluator.h"
#include "lang/model/rulebook.h"

namespace barem::check {

/// The points of one leaf, or of a parent whose clauses correct the sum of its children. Where the range of all lines together is too wide, conditions are taken one by one.
class LeafRange {
 public:
  LeafRange(const model::Rulebook& rulebook, const model::Node& node, RangeEvaluator& ranges)
      : rulebook_(rulebook), node_(node), scoring_(node.scoring), is_parent_(!node.is_leaf()), ranges_(ranges) {}

  /// After all clauses. Assumptions are as before afterwards.
  value::Outcome points();
  /// What the scoring lines give under the present assumptions, before and after `at most` and `not below`.
  value::Outcome form();
  value::Outcome bounded();

 private:
  const model::Rulebook& rulebook_;
  const model::Node& node_;
  const model::Scoring& scoring_;
  const bool is_parent_;  ///< what does not apply in a correction is left out, and does not take the node with it
  RangeEvaluator& ranges_;

  value::Outcome zeroed(std::size_t first);
  value::Outcome capped(std::size_t first);
  value::Outcome capped_apart();
  value::Outcome with_missing();
  value::Outcome with_evidence();
  value::Outcome full_or_bounded();
  value::Outcome when_lines();
  Truth asked(model::ExpressionId condition);
  template <class Yes, class No>
  value::Outcome split(model::ExpressionId condition, Yes yes, No no);
  value::Outcome bands();

  /// What the adjustments taken so far come to: a linear part, and a range beside it.
  struct Sum {
    LinearForm form;
    value::Range rest = value::Range::point(0);
    bool may_be_value = true;
    bool may_be_none = false;
    bool may_be_not_applicable = false;
    bool may_apply = true;  ///< no part of it is surely not applicable
  };
  value::Outcome adjustments();
  value::Outcome adjustments_apart(std::size_t first, const Sum& sum);
  void add_line(Sum& sum, const model::Adjustment& line);
  void add_amount(Sum& sum, const model::Adjustment& line);
  value::Outcome or_nothing(value::Outcome amount) const;
  value::Outcome bound(model::ExpressionId expression, const value::Outcome& points);
  value::Outcome outcome_of(const Sum& sum);
  value::Outcome with_children(const Sum& sum);
  bool is_within_points(const value::Outcome& outcome) const;
};

/// Whether some of its rule could not be read, or is not there (yet): then nothing is said of its points.
bool has_holes(const model::Rulebook& rulebook, const model::Node& node);

/// Points of a leaf without holes: as its clauses have it, or as an appraisal sets them.
value::Outcome points_of_leaf(const model::Rulebook& rulebook, const model::Node& leaf, RangeEvaluator& ranges);

}  // namespace barem::check

// What the rows of one set come to: counts, sums, extremes, quantiles.
// In: row after row, each in, out or perhaps in, with what is asked of it. Out: the result, or all it can still be.
// Exact; sound always, and as narrow as can be where rows do not hang together (quantiles of rows that may be left out
// and variances are wider). Not here: which rows there are (gather).
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "lang/model/rulebook.h"
#include "lang/value/outcome.h"

namespace barem::gather {

/// The rows of one set for one unit. Memory: the distinct values for medians and quantiles, the rows with missing data,
/// and nothing else that grows.
class Tally {
 public:
  /// A row that is in, or perhaps in (`may_be_left_out`). What is none or not applicable is left out.
  void add(model::AggregateFunction function, const value::Outcome& element, bool may_be_left_out);
  /// A decided row, in.
  void add(model::AggregateFunction function, const value::Number& element);
  /// A row that is counted, or perhaps counted.
  void count(bool may_be_left_out);

  /// Single where nothing is missing and some rows are only enclosed (roots).
  value::Outcome result(const model::Aggregate& aggregate) const;
  bool is_empty() const { return count_ == 0 && open_.empty(); }

 private:
  struct Open {
    value::Range range;
    bool may_be_left_out = false;
  };

  value::Outcome result_of(const model::Aggregate& aggregate) const;
  value::Outcome counted() const;
  value::Outcome sum() const;
  value::Outcome mean() const;
  value::Outcome extreme(bool largest) const;
  value::Outcome quantile(const value::Number& fraction) const;
  value::Outcome variance(bool of_sample) const;
  value::Outcome holds(bool every) const;
  value::Number quantile_of(const std::map<value::Number, std::size_t>& values, std::size_t count,
                            const value::Number& fraction) const;

  std::size_t count_ = 0;
  value::Number sum_;
  value::Number squares_;
  value::Number least_;
  value::Number greatest_;
  std::map<value::Number, std::size_t> values_;
  std::vector<Open> open_;
  bool nothing_is_missing_ = true;
};

}  // namespace barem::gather

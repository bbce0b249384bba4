// Which lines of a rule file its examples reach: the conditions that held, the rows and lines that gave or took points.
// In: a rulebook, and the steps of each example (explain). Out: its lines, each reached or not. Not here: running
// examples (command/test), how it is told (report/examples).
#pragma once

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include "interpreter/score/explain.h"

namespace barem::score {

/// A line of a leaf or of a method that can act in some units and not in others, or the one that gives all points.
struct RuleLine {
  source::Span span;
  model::NodeId node = model::no_node;  ///< none: of a method
  bool is_amount = false;  ///< `deduct 0.5 per late`: does nothing where it takes off 0
  bool is_reached = false;
};

/// The lines of the rulebook's own file: guards, `when` lines, rows of bands, `add` and `deduct`, expressions, caps,
/// `zero when`, `if missing`; and the lines of its methods, once each however often they are called.
class Coverage {
 public:
  explicit Coverage(const model::Rulebook& rulebook);

  /// What one example went through in one leaf.
  void reach(const std::vector<Step>& steps);
  /// The same of an example of a method: its call, with the example's values in it.
  void reach_call(model::ExpressionId call);

  /// In the order of the file.
  std::vector<RuleLine> lines() const;

 private:
  using Place = std::pair<std::uint32_t, std::uint32_t>;  ///< where a line begins and ends
  void add(source::Span span, model::NodeId node, bool is_amount = false);
  void add_lines(const model::Node& node, model::NodeId id);
  void reach(source::Span span, bool does_something = true);

  const model::Rulebook& rulebook_;
  std::map<Place, RuleLine> lines_;
};

}  // namespace barem::score

// Why this score: the stages of a unit's leaf with the rule's own words, read from the sheet, and what would earn more.
// In: rulebook, graph, data, sheet (with all columns kept). Out: an Explanation as data; reports make it text or JSON.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/score/sheet.h"

namespace barem::score {

/// Another item that a step reads, and what it came to. Of `every` and `some` only the items that decide.
struct ItemRead {
  source::BilingualText name;           ///< `points of 3.1`
  value::Outcome value;
  model::Kind kind;
};

/// One step: the rule's words, what they came to, and the values that went in.
struct Step {
  enum class What : std::uint8_t {
    not_applicable,   ///< `not applicable when …` and whether it held
    full_points,
    let,              ///< `rate = done / planned`: a named value; without a name: what bands are of
    line,             ///< a line with a condition: held, did not hold, or cannot be known yet
    expression,       ///< the expression or the method call that gives the points; `deduct 0.5 per late`: the amount
    method_line,      ///< a line inside a method that was called
    entered,
    bound,            ///< at most / not below
    if_missing,
    evidence,         ///< `without evidence 0`
    cap,
    zero,
    round,
    children,         ///< of a parent: what the items below it come to, before it corrects that
    set,              ///< points that an appraisal set
  };
  What what = What::line;
  source::Span words;                   ///< the rule's own line
  std::optional<bool> held;             ///< of conditions: yes, no, or not known
  bool applies = true;                  ///< false: what the condition asks does not apply to the unit, and so the leaf
                                        ///< does not; `held` is neither, the value not applicable, the step the last
  bool is_rest = false;                 ///< a line without a condition: it holds where none above does
  bool is_reached = true;               ///< false: an earlier condition that is not known yet may already decide
  std::optional<value::Outcome> value;  ///< what it came to
  model::Kind kind;                     ///< of that value
  std::string name;                     ///< of a let or method
  std::vector<model::InputId> inputs;   ///< read by this step
  std::vector<ItemRead> items;          ///< the other items it reads: `points of 3.1`
};

/// A small change of inputs that gains: "plan_issued by 31 March 2022: 0.25 instead of 0".
struct Better {
  source::Span words;                    ///< the line that would hold; empty span where there is none
  std::vector<model::Setting> changes;   ///< the inputs changed, with what they would be
  value::Number points;                  ///< what the node would then have
};

struct Explanation {
  model::NodeId node = model::no_node;
  value::Outcome points;
  value::Outcome applicable;
  std::vector<Step> steps;               ///< of a leaf; only what acted or could have
  std::vector<model::InputId> inputs;    ///< all the leaf reads
  std::vector<value::Outcome> can_be;    ///< by place in `inputs`: what it is or, where it is missing, still can be
  std::vector<data::Remark> remarks;     ///< evidence and notes given
  std::vector<Better> better;            ///< nearest first; empty where nothing is to be gained
};

/// The steps of a leaf, or of a parent that corrects its children, alone.
std::vector<Step> steps_of(const graph::ScoringGraph& graph, const model::Rulebook& rulebook, const data::Units& units,
                           const Sheet& sheet, data::UnitId unit, model::NodeId leaf);

/// Of one leaf, or of a parent that corrects its children; of the latter without what would be better.
Explanation explain(const graph::ScoringGraph& graph, const model::Rulebook& rulebook, const data::Units& units,
                    const Sheet& sheet, data::UnitId unit, model::NodeId leaf);

}  // namespace barem::score

// A walk from each item to what its points depend on: the items below it and those its clauses read. Whatever stands
// on the way already closes a circle.
#include "lang/check/circles.h"

#include <algorithm>
#include <string>
#include <vector>

namespace barem::check {

using model::NodeId;
using source::BilingualText;
using source::Message;

namespace {

constexpr Message<2> circle_of_items{"E0731", "the points of {0} depend on themselves: {1}",
                                     "điểm của {0} phụ thuộc vào chính nó: {1}"};

class CircleSearch {
 public:
  CircleSearch(const model::Rulebook& rulebook, source::Diagnostics& diagnostics)
      : rulebook_(rulebook), diagnostics_(diagnostics), seen_(rulebook.nodes.size(), Seen::no) {}

  void run() {
    for (std::uint32_t i = 0; i < rulebook_.nodes.size(); ++i) visit(NodeId{i}, {});
  }

 private:
  enum class Seen : std::uint8_t { no, open, done };
  /// A step of the way: an item, and the words of the item before it that lead there (empty: it lies below).
  struct Step {
    NodeId node;
    source::Span words;
  };

  const model::Rulebook& rulebook_;
  source::Diagnostics& diagnostics_;
  std::vector<Seen> seen_;
  std::vector<Step> way_;

  void visit(NodeId id, source::Span words) {
    Seen& seen = seen_[model::index(id)];
    if (seen == Seen::open) return say(id, words);
    if (seen == Seen::done) return;
    seen = Seen::open;
    way_.push_back({id, words});
    for (const auto& [read, span] : rulebook_.nodes_read_by(rulebook_[id])) visit(read, span);
    for (const NodeId child : rulebook_[id].children) visit(child, {});
    way_.pop_back();
    seen_[model::index(id)] = Seen::done;
  }

  void say(NodeId id, source::Span words) {
    const auto first = std::ranges::find(way_, id, &Step::node);
    std::string circle;
    source::Span place = words;
    for (auto step = first; step != way_.end(); ++step) {
      circle += rulebook_[step->node].number + " → ";
      if (place.end == place.begin) place = step->words;  // closed by an item below: the words are further back
    }
    diagnostics_.report(circle_of_items, place, name_of(rulebook_[id]), circle + rulebook_[id].number);
  }
};

}  // namespace

void check_circles(const model::Rulebook& rulebook, source::Diagnostics& diagnostics) {
  CircleSearch(rulebook, diagnostics).run();
}

}  // namespace barem::check

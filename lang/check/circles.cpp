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

constexpr Message<2> chain_too_long{
    "E0736", "the points of {0} hang on a row of more than {1} items, each of which reads the next",
    "điểm của {0} phụ thuộc vào một chuỗi hơn {1} mục, mục này lấy điểm của mục kia",
    "read the item at the end of the row itself", "lấy thẳng điểm của mục ở cuối chuỗi"};

class CircleSearch {
 public:
  CircleSearch(const model::Rulebook& rulebook, source::Diagnostics& diagnostics)
      : rulebook_(rulebook), diagnostics_(diagnostics), seen_(rulebook.nodes.size(), Seen::no), reads_(rulebook.nodes.size(), 0) {}

  void run() {
    for (std::uint32_t i = 0; i < rulebook_.nodes.size() && !too_long_; ++i) visit(NodeId{i}, {});
  }

 private:
  static constexpr int most_reads = 100;
  enum class Seen : std::uint8_t { no, open, done };
  /// A step of the way: an item, and the words of the item before it that lead there (empty: it lies below).
  struct Step {
    NodeId node;
    source::Span words;
  };

  const model::Rulebook& rulebook_;
  source::Diagnostics& diagnostics_;
  std::vector<Seen> seen_;
  std::vector<int> reads_;  ///< of what is done: how many reads of items there are in a row from it, at most
  std::vector<Step> way_;
  int reads_on_way_ = 0;
  bool too_long_ = false;

  void visit(NodeId id, source::Span words) {
    Seen& seen = seen_[model::index(id)];
    if (seen == Seen::open) return say(id, words);
    if (seen == Seen::done) return;
    seen = Seen::open;
    way_.push_back({id, words});
    int most = 0;
    for (const auto& [read, span] : rulebook_.nodes_read_by(rulebook_[id])) {
      ++reads_on_way_;
      if (reads_on_way_ <= most_reads) visit(read, span);
      --reads_on_way_;
      most = std::max(most, 1 + reads_[model::index(read)]);
      // Either the end of the row is not reached from its beginning, or the row goes on from what was seen before.
      if (!too_long_ && (reads_on_way_ == most_reads || most > most_reads)) {
        too_long_ = true;
        diagnostics_.report(chain_too_long, span, name_of(rulebook_[reads_on_way_ == most_reads ? way_.front().node : id]), most_reads);
      }
      if (too_long_) return;
    }
    for (const NodeId child : rulebook_[id].children) {
      visit(child, {});
      if (too_long_) return;
      most = std::max(most, reads_[model::index(child)]);
    }
    way_.pop_back();
    reads_[model::index(id)] = most;
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
  // Where no rule speaks of another item there is nothing to walk along.
  const bool any = std::ranges::any_of(rulebook.expressions, [](const model::Expression& expression) {
    return expression.node != model::no_node;
  });
  if (any) CircleSearch(rulebook, diagnostics).run();
}

}  // namespace barem::check

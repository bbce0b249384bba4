// The hash of a rulebook: see fingerprint.h.
#include "lang/check/fingerprint.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace barem::check {

namespace {

using model::ExpressionId;

/// FNV-1a, 128 bits: offset basis and prime as its authors publish them (draft-eastlake-fnv).
__extension__ using Wide = unsigned __int128;

/// A hash as text.
using Digest = std::array<char, 32>;

std::string_view text_of(const Digest& digest) { return {digest.data(), digest.size()}; }

class Hash {
 public:
  void add(std::string_view text) {
    for (const char byte : text) add_byte(static_cast<unsigned char>(byte));
    add_byte(0xff);  // no UTF-8 text holds this byte, so two texts cannot run together
  }
  /// Eight bytes, the lowest first. Most numbers are small: the zero bytes above are taken at once.
  void add(std::uint64_t number) {
    std::size_t bytes = 0;
    for (; number != 0; number >>= 8, ++bytes) add_byte(static_cast<unsigned char>(number));
    state_ *= powers[8 - bytes];
  }
  Digest digest() const {
    constexpr std::string_view digits = "0123456789abcdef";
    Digest digest{};
    Wide rest = state_;
    for (std::size_t i = digest.size(); i-- > 0; rest >>= 4) digest[i] = digits[static_cast<std::size_t>(rest & 15U)];
    return digest;
  }

 private:
  Wide state_ = (static_cast<Wide>(0x6c62272e07bb0142ULL) << 64) | 0x62b821756295c58dULL;

  static constexpr Wide prime = (static_cast<Wide>(1) << 88) | 0x13bU;
  static constexpr std::array<Wide, 9> powers = [] {
    std::array<Wide, 9> of_prime{1};
    for (std::size_t i = 1; i < of_prime.size(); ++i) of_prime[i] = of_prime[i - 1] * prime;
    return of_prime;
  }();

  void add_byte(unsigned char byte) { state_ = (state_ ^ byte) * prime; }
};

class Fingerprint {
 public:
  explicit Fingerprint(const model::Rulebook& rulebook) : rulebook_(rulebook) {
    of_expression_.resize(rulebook.expressions.size());
    for (std::size_t i = 0; i < rulebook.expressions.size(); ++i) of_expression_[i] = expression(i);
  }

  std::string run() {
    for (std::string_view text : {std::string_view(rulebook_.title), std::string_view(rulebook_.version),
                                  std::string_view(rulebook_.unit_word), std::string_view(rulebook_.basis)})
      hash_.add(text);
    if (rulebook_.effective) hash_.add(static_cast<std::uint64_t>(rulebook_.effective->days));
    hash_.add(static_cast<std::uint64_t>(rulebook_.year));
    hash_.add(rulebook_.scale.to_fraction());
    hash_.add(static_cast<std::uint64_t>(rulebook_.combine));
    if (rulebook_.index_may_pass) hash_.add("index may pass 100%");
    if (rulebook_.index_may_fall) hash_.add("index may fall below 0");
    if (rulebook_.index_at_most) hash_.add("index at most 100%");
    if (rulebook_.index_not_below) hash_.add("index not below 0");
    inputs();
    if (rulebook_.sets.size() > 1) sets();
    if (!rulebook_.stages.empty()) {
      hash_.add("stages");
      for (const std::string& stage : rulebook_.stages) hash_.add(stage);
      hash_.add(std::uint64_t{rulebook_.appraisal_may_set_points});
    }
    for (const model::Node& node : rulebook_.nodes) of_node(node);
    publication();
    return std::string(text_of(hash_.digest()));
  }

 private:
  const model::Rulebook& rulebook_;
  Hash hash_;
  std::vector<Digest> of_expression_;  ///< each by its meaning, so that ids do not matter

  static void range(Hash& hash, const value::Range& range) {
    hash.add(range.low ? range.low->to_fraction() : "-");
    hash.add(range.high ? range.high->to_fraction() : "-");
    hash.add(std::uint64_t{range.low_open} * 2 + std::uint64_t{range.high_open});
  }

  /// An input by its name; what is worked out by what it means, however it is written.
  void input(Hash& hash, const model::Input& read) const {
    switch (read.role) {
      case model::InputRole::declared:
      case model::InputRole::option:
      case model::InputRole::entered:
      case model::InputRole::column: hash.add(read.name); return;
      case model::InputRole::evidence:
      case model::InputRole::appraised:
        hash.add(static_cast<std::uint64_t>(read.role));
        hash.add(rulebook_[read.node].number);
        return;
      case model::InputRole::earlier:
        hash.add(rulebook_[read.base].name);
        hash.add(static_cast<std::uint64_t>(read.year));
        return;
      case model::InputRole::aggregate: aggregate(hash, rulebook_.aggregates[read.place]); return;
    }
  }

  void aggregate(Hash& hash, const model::Aggregate& read) const {
    const auto add_expression = [&](ExpressionId id) {
      hash.add(is(id) ? text_of(of_expression_[model::index(id)]) : "-");
    };
    hash.add(static_cast<std::uint64_t>(read.function));
    hash.add(rulebook_.sets[read.set].name);
    hash.add(std::uint64_t{read.others});
    add_expression(read.element);
    hash.add(read.fraction.to_fraction());
    add_expression(read.where);
    for (const model::Aggregate::OwnComparison& comparison : read.own) {
      hash.add(static_cast<std::uint64_t>(comparison.operation) * 2 + std::uint64_t{comparison.own_stands_first});
      add_expression(comparison.row);
      add_expression(comparison.own);
    }
    for (const model::InputId with : read.with) hash.add(rulebook_[with].name);
    hash.add(read.by == model::no_input ? std::string_view{} : std::string_view(rulebook_[read.by].name));
  }

  void sets() {
    std::vector<const model::RowSet*> sorted;
    for (const model::RowSet& set : rulebook_.sets) sorted.push_back(&set);
    std::ranges::sort(sorted, {}, &model::RowSet::name);
    for (const model::RowSet* set : sorted) {
      hash_.add(set->name);
      hash_.add(static_cast<std::uint64_t>(set->kind));
      hash_.add(static_cast<std::uint64_t>(set->least_answers));
    }
    for (const model::UnitsBelow& level : rulebook_.levels)
      hash_.add(level.rulebook == nullptr ? std::string{} : fingerprint(*level.rulebook));
  }

  Digest expression(std::size_t place) const {
    const model::Expression& read = rulebook_.expressions[place];
    if (read.operation == model::Operation::named) return of_expression_[model::index(read.operands[0])];
    Hash hash;
    hash.add(static_cast<std::uint64_t>(read.operation));
    for (ExpressionId operand : read.operands) hash.add(text_of(of_expression_[model::index(operand)]));
    hash.add(read.literal.to_fraction());
    if (read.input == model::no_input) hash.add(std::string_view{});
    else input(hash, rulebook_[read.input]);
    if (read.node != model::no_node) hash.add(rulebook_[read.node].number);
    range(hash, read.range);
    hash.add(static_cast<std::uint64_t>(read.decimals));
    hash.add(static_cast<std::uint64_t>(read.rounding));
    return hash.digest();
  }

  void add(ExpressionId id) { hash_.add(is(id) ? text_of(of_expression_[model::index(id)]) : "-"); }
  void add(const std::optional<model::Guard>& guard) { add(guard ? guard->expression : model::no_expression); }

  /// In the order of their names: the order of declarations does not matter.
  void inputs() {
    std::vector<const model::Input*> sorted;
    for (const model::Input& input : rulebook_.inputs)
      if (model::is_given(input) || input.role == model::InputRole::column) sorted.push_back(&input);
    std::ranges::sort(sorted, {}, &model::Input::name);
    for (const model::Input* input : sorted) {
      hash_.add(input->name);
      hash_.add(input->title);
      hash_.add(input->supplier);
      hash_.add(static_cast<std::uint64_t>(input->role));
      hash_.add(static_cast<std::uint64_t>(input->kind.tag));
      if (input->kind.tag == model::KindTag::choice)
        for (const std::string& value : rulebook_.choice_lists[input->kind.choice_list]) hash_.add(value);
      range(hash_, input->range);
      for (model::InputId other : input->at_most) hash_.add(rulebook_[other].name);
      hash_.add("at least");
      for (model::InputId other : input->at_least) hash_.add(rulebook_[other].name);
      hash_.add(std::uint64_t{input->or_none} | std::uint64_t{input->or_not_applicable} << 1 |
                std::uint64_t{input->written_0_to_100} << 2 | std::uint64_t{input->for_information} << 3);
      for (const std::string& earlier : input->was) hash_.add(earlier);
      hash_.add(input->step ? input->step->to_fraction() : "-");
      if (input->adds_up != model::AddsUp::not_said) {
        hash_.add(static_cast<std::uint64_t>(input->adds_up));
        hash_.add(input->weight == model::no_input ? std::string_view{} : std::string_view(rulebook_[input->weight].name));
      }
      for (const model::Worth& worth : input->worths) {
        hash_.add(worth.name);
        hash_.add(worth.number ? worth.number->to_fraction() : "-");
      }
    }
  }

  void of_node(const model::Node& node) {
    for (std::string_view text : {std::string_view(node.number), std::string_view(node.label),
                                  std::string_view(node.title), std::string_view(node.basis)})
      hash_.add(text);
    hash_.add(node.max.to_fraction());
    hash_.add(node.weight ? node.weight->to_fraction() : "-");
    hash_.add(std::uint64_t{node.survey} | std::uint64_t{node.reconstructed} << 1 |
              std::uint64_t{node.left_open} << 2);
    if (node.role != model::Role::scored) hash_.add(static_cast<std::uint64_t>(node.role));
    for (const ExpressionId id : node.collected) add(id);
    if (node.scoring.may_go_below) hash_.add("may go below 0");
    if (node.scoring.may_pass_max) hash_.add("may pass max");
    for (const std::string& text : node.evidence) hash_.add(text);
    for (const model::EarlierItem& earlier : node.was) {
      hash_.add("was");
      hash_.add(earlier.version);
      hash_.add(earlier.number);
    }
    const model::Scoring& scoring = node.scoring;
    hash_.add(static_cast<std::uint64_t>(scoring.form));
    add(scoring.not_applicable_when);
    add(scoring.full_points_when);
    for (const model::WhenLine& line : scoring.when) {
      add(line.value);
      add(line.condition);
    }
    add(scoring.subject);
    for (const model::Band& band : scoring.bands) {
      add(band.holds);
      add(band.value);
    }
    for (const model::Adjustment& adjustment : scoring.adjustments) {
      if (node.is_corrected()) hash_.add(std::uint64_t{adjustment.deduct});
      add(adjustment.amount);
      add(adjustment.per);
      add(adjustment.when);
    }
    add(scoring.expression.expression);
    add(scoring.at_most);
    add(scoring.not_below);
    add(scoring.if_missing);
    if (scoring.evidence) {
      hash_.add(std::uint64_t{scoring.evidence->is_missing});
      add(scoring.evidence->otherwise);
    }
    for (const model::Cap& cap : scoring.caps) {
      add(cap.value);
      add(cap.condition);
    }
    for (const model::Guard& guard : scoring.zero_when) add(guard.expression);
    hash_.add(scoring.round ? static_cast<std::uint64_t>(scoring.round->decimals) * 2 +
                                  static_cast<std::uint64_t>(scoring.round->rounding)
                            : 1000);
  }

  void publication() {
    if (rulebook_.publish) {
      hash_.add(static_cast<std::uint64_t>(rulebook_.publish->form));
      hash_.add(static_cast<std::uint64_t>(rulebook_.publish->decimals));
      hash_.add(static_cast<std::uint64_t>(rulebook_.publish->rounding));
    }
    hash_.add(rulebook_.rank_by ? static_cast<std::uint64_t>(*rulebook_.rank_by) : 9);
    if (rulebook_.rank_within != model::no_input) hash_.add("within " + rulebook_[rulebook_.rank_within].name);
    if (rulebook_.rank_apart) {
      hash_.add("apart");
      add(rulebook_.rank_apart);
    }
    hash_.add(rulebook_.classes_by ? static_cast<std::uint64_t>(*rulebook_.classes_by) : 9);
    for (const model::ClassLine& line : rulebook_.classes) {
      hash_.add(line.label);
      add(line.condition);
    }
  }
};

}  // namespace

std::string fingerprint(const model::Rulebook& rulebook) { return Fingerprint(rulebook).run(); }

}  // namespace barem::check

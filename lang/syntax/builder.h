// The workshop of build.cpp, values.cpp and literals.cpp: one line's parts, and the pieces of the tree made from them.
// Included by these three alone.
#pragma once

#include <algorithm>
#include <variant>
#include <vector>

#include "lang/syntax/build.h"

namespace barem::syntax {

/// Makes pieces of the tree from one line's parts; an index names a part.
class Builder {
 public:
  Builder(const File& file, const Reading& reading) : file_(file), matches_(reading.matches) {}

  ItemBody item();
  ClauseBody clause();
  Band band();
  InputLine input() { return input(root()); }
  std::variant<std::vector<InputLine>, Numeral> columns();
  ClassLine class_line();
  std::variant<Setting, Record, Gives> setting();
  Expression value(std::uint32_t at);
  std::uint32_t root() const { return static_cast<std::uint32_t>(matches_.size() - 1); }

 private:
  /// The parts directly inside a part, in order.
  class Parts {
   public:
    Parts(Builder& builder, std::uint32_t whole) : stack_(builder.stack_), begin_(stack_.size()) {
      std::uint32_t at = whole;
      while (at > builder.matches_[whole].first) {
        stack_.push_back(at - 1);
        at = builder.matches_[at - 1].first;
      }
      std::reverse(stack_.begin() + static_cast<std::ptrdiff_t>(begin_), stack_.end());
      size_ = stack_.size() - begin_;
    }
    ~Parts() { stack_.resize(begin_); }
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;
    std::size_t size() const { return size_; }
    std::uint32_t operator[](std::size_t i) const { return stack_[begin_ + i]; }

   private:
    std::vector<std::uint32_t>& stack_;
    std::size_t begin_;
    std::size_t size_ = 0;
  };

  const Match& at(std::uint32_t index) const { return matches_[index]; }
  bool is(std::uint32_t index, Part part) const { return at(index).part == part; }
  bool is(std::uint32_t index, Phrase phrase) const {
    return is(index, Part::word) && at(index).phrase == phrase;
  }
  Span span(std::uint32_t index) const { return file_.span(at(index).begin, at(index).end); }
  std::string_view text_of(std::uint32_t index) const { return file_.text_of(span(index)); }
  /// A phrase as this file writes it, for messages.
  std::string word(Phrase phrase) const { return std::string(words(phrase, file_.spelling)); }

  Expression make(Form form, std::uint32_t index) const {
    Expression expression;
    expression.form = form;
    expression.span = span(index);
    return expression;
  }
  Expression hole(std::uint32_t index) const { return make(Form::hole, index); }

  Name name(std::uint32_t index) const { return {std::string(text_of(index)), span(index)}; }
  Text text(std::uint32_t index) const;
  Numeral numeral(std::uint32_t index);
  std::optional<int> whole(std::uint32_t index);
  Expression date(std::uint32_t index);
  Expression relative_date(std::uint32_t index);
  Expression part_of_max(std::uint32_t index);
  Expression logical(std::uint32_t index);
  Expression negation(std::uint32_t index);
  Expression comparison(std::uint32_t index);
  Expression is_kind(std::uint32_t index, Expression subject, Phrase kind, Span end) const;
  std::optional<Comparator> comparator(std::uint32_t index);
  bool is_dash(std::uint32_t index);
  Expression sum(std::uint32_t index);
  Expression product(std::uint32_t index);
  Expression chain(Expression left, std::uint32_t sign, Expression right) const;
  Expression minus(std::uint32_t index);
  Expression call(std::uint32_t index);
  Expression rounded(std::uint32_t index);
  Expression list(Form form, std::uint32_t index);
  Expression of_item(Form form, std::uint32_t index);
  Expression quantified(std::uint32_t index);
  bool decimals(const Parts& parts, std::size_t from, int& count, bool& half_even);

  Expression aggregate(std::uint32_t index);
  InputLine input(std::uint32_t index);
  Setting setting(std::uint32_t index);

  KindClause kind(std::uint32_t index);
  Basis basis(std::uint32_t index);
  Note note(std::uint32_t index);
  Let let(std::uint32_t index);
  WithoutEvidence without_evidence(std::uint32_t index);
  Expect expect(std::uint32_t index);
  Was was(std::uint32_t index);
  ClauseBody entered(std::uint32_t index);
  ClauseBody entered_change(std::uint32_t index);
  std::optional<Entered> entered(const Parts& parts, std::uint32_t index, const std::string& in_full);
  ClauseBody when_line(std::uint32_t index);
  Expression bound(std::uint32_t index);

  Node node(std::uint32_t index);
  ItemBody repeal(std::uint32_t index);
  ItemBody renumber(std::uint32_t index);
  Method method(std::uint32_t index);
  Parameter parameter(std::uint32_t index);
  Example example(std::uint32_t index);
  Version version(std::uint32_t index);
  ItemBody publish(std::uint32_t index);

  const File& file_;
  const std::vector<Match>& matches_;
  std::vector<std::uint32_t> stack_;
};

}  // namespace barem::syntax

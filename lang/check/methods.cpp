// Methods where they are defined: see methods.h. The body is read in a rulebook of its own, in which the parameters
// are inputs and the maximum is 1; a call reads it again with its arguments, in silence.
#include "lang/check/methods.h"

#include <algorithm>

#include "lang/check/bands.h"

namespace barem::check {

using model::ExpressionId;
using model::KindTag;
using source::Message;
using value::Number;

namespace {

constexpr Message<1> method_of_nothing{"E0397", "the method `{0}` says nothing of how its value comes about",
                                       "cách tính `{0}` chưa ghi cách cho ra giá trị"};
constexpr Message<1> method_without_otherwise{"E0398", "the lines of the method `{0}` end without `otherwise`",
                                              "các dòng của cách tính `{0}` chưa có `còn lại`",
                                              "a last line `0 otherwise`", "thêm dòng cuối `0 còn lại`"};
constexpr Message<2> not_in_a_method{"E0399", "`{1}` has no place in a method: it belongs to the items that use `{0}`",
                                     "`{1}` không dùng trong cách tính được: hãy ghi ở mục dùng `{0}`"};
constexpr Message<1> parameter_unused{"E0368", "the parameter `{0}` is not used in the method",
                                      "tham số `{0}` không được dùng trong cách tính"};
constexpr Message<1> method_two_forms{"E0369", "the method `{0}` has two ways of coming to its value",
                                      "cách tính `{0}` có hai cách cho ra giá trị"};
constexpr source::Bilingual stands_here_first{"it stands here first", "lần đầu ở đây"};
constexpr source::Bilingual begins_here_first{"the first begins here", "cách thứ nhất bắt đầu ở đây"};
constexpr Message<1> parameter_twice{"E0367", "the parameter `{0}` is named twice", "tham số `{0}` được đặt tên hai lần"};

/// Reads one method's clauses in a rulebook of its own.
class Definition {
 public:
  Definition(const syntax::Method& method, const Program& program, int year, const SaidAlready& said,
             const source::Sources& sources, source::Diagnostics& diagnostics)
      : method_(method), sources_(sources), diagnostics_(diagnostics), typer_(book_, sources, diagnostics) {
    book_.year = year;
    typer_.said = said;
    typer_.offer_methods(program.library);
    book_.file = method.english.span.file;
    const auto add_all = [&](const syntax::Tree& tree) {
      for (const syntax::Item& other : tree.items)
        if (const auto* known = std::get_if<syntax::Method>(&other.body))
          if (typer_.find_method(known->english.text) == nullptr) typer_.add_method(*known);
    };
    for (const syntax::Tree& tree : program.used) add_all(tree);
    add_all(program.main);
  }

  void check() {
    declare_parameters();
    if (method_.of_max) typer_.max = Number(1);
    for (const syntax::Clause& clause : method_.clauses)
      std::visit([&](const auto& body) { read(body, clause); }, clause.body);
    finish();
  }

 private:
  const syntax::Method& method_;
  const source::Sources& sources_;
  source::Diagnostics& diagnostics_;
  model::Rulebook book_;
  ExpressionTyper typer_;
  bool complete_ = false;
  bool has_lines_ = false;
  bool said_two_forms_ = false;
  std::optional<syntax::Clause> form_;

  void declare_parameters() {
    for (const syntax::Parameter& parameter : method_.parameters) {
      for (const syntax::Name* name : {&parameter.english, &parameter.vietnamese}) {
        if (name == &parameter.vietnamese && name->text == parameter.english.text) continue;
        if (const auto first = typer_.find_input(name->text))
          diagnostics_.report(parameter_twice, name->span, name->text)
              .related.push_back({book_[*first].span, stands_here_first, {}});
        const auto id = static_cast<model::InputId>(book_.inputs.size());
        model::Input input;
        input.name = name->text;
        input.kind = {tag_of(parameter.kind.word), 0};
        input.span = name->span;
        book_.inputs.push_back(std::move(input));
        typer_.add_input(id);
      }
    }
    for (const syntax::Parameter& parameter : method_.parameters)
      for (const syntax::Name* name : {&parameter.english, &parameter.vietnamese})
        if (const auto id = typer_.find_input(name->text))
          read_bounds(typer_, book_, *id, parameter.kind, diagnostics_);
    for (std::size_t i = 0; i < method_.parameters.size(); ++i)
      if (const auto& standard = method_.parameters[i].standard)
        typer_.argument(method_, i, method_.english.text, typer_.type(*standard), standard->span);
  }

  ExpressionId value(const syntax::Expression& written) {
    return method_.of_max ? typer_.points(written) : typer_.type(written).id;
  }

  void take(const syntax::Clause& clause, bool may_continue) {
    if (said_two_forms_) return;
    if (form_ && !(may_continue && has_lines_ && std::holds_alternative<syntax::WhenLine>(form_->body))) {
      diagnostics_.report(method_two_forms, clause.span, method_.english.text)
          .related.push_back({form_->span, begins_here_first, {}});
      said_two_forms_ = true;
    }
    if (!form_) form_ = clause;
    has_lines_ = true;
  }

  void read(const syntax::WhenLine& line, const syntax::Clause& clause) {
    take(clause, true);
    value(line.value);
    if (line.condition) typer_.condition(*line.condition);
    else complete_ = true;
  }
  void read(const syntax::Bands& bands, const syntax::Clause& clause) {
    take(clause, false);
    complete_ = true;
    model::Node node;
    node.number = method_.english.text;
    node.max = Number(1);
    node.scoring.form = model::ScoringForm::bands;
    node.scoring.span = clause.span;
    node.span = clause.span;
    if (bands.progressively) {
      auto made = typer_.progressive(bands, {method_.of_max ? KindTag::points : KindTag::number, 0});
      node.scoring.subject = made.subject.id;
      node.scoring.bands = std::move(made.rows);
    } else if (!read_rows(bands, node.scoring)) {
      return;
    }
    if (node.scoring.bands.empty()) return;
    book_.nodes.push_back(std::move(node));
    check_bands(book_, diagnostics_);
    book_.nodes.clear();
  }
  bool read_rows(const syntax::Bands& bands, model::Scoring& scoring) {
    const Typed subject = typer_.type(bands.subject);
    const bool is_cut = subject.is_hole() || typer_.can_be_cut(subject, bands.subject.span);
    scoring.subject = subject.id;
    for (const syntax::Band& row : bands.rows) {
      model::Band band;
      band.value = value(row.value);
      band.span = row.span;
      band.range_span = row.range.span;
      scoring.bands_in_percent = scoring.bands_in_percent || typer_.is_in_percent(row.range);
      if (subject.is_hole() || !is_cut) continue;
      const auto range = typer_.band_range(row.range, subject);
      if (!range) return false;
      band.range = *range;
      band.holds = typer_.holds(*range, subject, row.range.span);
      scoring.bands.push_back(std::move(band));
    }
    return !subject.is_hole() && is_cut;
  }
  void read(const syntax::ExpressionLine& line, const syntax::Clause& clause) {
    take(clause, false);
    complete_ = true;
    value(line.value);
  }
  void read(const syntax::AtMost& bound, const syntax::Clause&) { value(bound.bound); }
  void read(const syntax::NotBelow& bound, const syntax::Clause&) { value(bound.bound); }
  void read(const syntax::FullPointsWhen& when, const syntax::Clause&) { typer_.condition(when.condition); }
  void read(const syntax::ZeroWhen& when, const syntax::Clause&) { typer_.condition(when.condition); }
  void read(const syntax::Let& let, const syntax::Clause& clause) {
    const Typed typed = typer_.type(let.value);
    Typed named = typed;
    if (!typed.is_hole()) {
      model::Expression expression;
      expression.operation = model::Operation::named;
      expression.kind = typed.kind;
      expression.span = clause.span;
      expression.operands = {typed.id};
      expression.name = let.name.text;
      named.id = typer_.store.add(std::move(expression));
    }
    typer_.bindings.push_back({let.name.text, named, let.name.span});
  }
  void read(const syntax::Title&, const syntax::Clause&) {}
  void read(const syntax::Note&, const syntax::Clause&) {}
  void read(const syntax::Basis&, const syntax::Clause&) {}
  template <class Other>
  void read(const Other&, const syntax::Clause& clause) {
    diagnostics_.report(not_in_a_method, clause.span, method_.english.text,
                        sources_[clause.span.file].text(clause.span));
  }

  void finish() {
    if (!has_lines_) {
      diagnostics_.report(method_of_nothing, method_.english.span, method_.english.text);
      return;
    }
    if (!complete_) diagnostics_.report(method_without_otherwise, method_.english.span, method_.english.text);
    if (diagnostics_.has_errors()) return;  // a line that could not be read may be the one that uses it
    for (const syntax::Parameter& parameter : method_.parameters) {
      bool used = false;
      for (const syntax::Name* name : {&parameter.english, &parameter.vietnamese})
        if (const auto id = typer_.find_input(name->text)) used |= typer_.input_used[model::index(*id)];
      const auto bounds_another = [&](const syntax::Expression& bound) {
        return bound.text == parameter.english.text || bound.text == parameter.vietnamese.text;
      };
      for (const syntax::Parameter& other : method_.parameters)
        used |= std::ranges::any_of(other.kind.at_most, bounds_another) ||
                std::ranges::any_of(other.kind.at_least, bounds_another);
      if (!used) diagnostics_.report(parameter_unused, parameter.english.span, parameter.english.text);
    }
  }
};

}  // namespace

void check_method(const syntax::Method& method, const Program& program, int year, const SaidAlready& said,
                  const source::Sources& sources, source::Diagnostics& diagnostics) {
  Definition(method, program, year, said, sources, diagnostics).check();
}

}  // namespace barem::check

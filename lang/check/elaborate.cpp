// What each line means: see elaborate.h. Declarations first, so that rules may stand in any order; then the nodes;
// then what is published, and the examples.
#include "lang/check/elaborate.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "lang/check/circles.h"
#include "lang/check/expressions.h"
#include "lang/check/methods.h"
#include "lang/check/outline.h"
#include "lang/source/render.h"
#include "lang/syntax/keywords.h"

namespace barem::check {

using model::ExpressionId;
using model::Kind;
using model::KindTag;
using model::NodeId;
using source::BilingualText;
using source::Message;
using source::Span;
using value::Number;

namespace {

constexpr Message<1> head_twice{"E0370", "`{0}` is stated twice", "`{0}` được ghi hai lần"};
constexpr source::Bilingual stated_here_first{"it is stated here first", "lần đầu ở đây"};
constexpr Message<3> head_missing{"E0371", "the rulebook does not state its {0}", "bộ tiêu chí chưa ghi {0}",
                                  "a line `{1}` {2}", "thêm dòng `{1}` {2}"};
constexpr Message<1> name_twice{"E0372", "the name `{0}` is used twice", "tên `{0}` được dùng hai lần"};
constexpr Message<2> tone_mark_moved{
    "E0373", "`{0}` and `{1}` differ only in where a tone mark stands: nobody can tell them apart",
    "`{0}` và `{1}` chỉ khác vị trí dấu thanh: không ai phân biệt được",
    "write both the same way, or choose another name", "viết thống nhất một cách, hoặc đặt tên khác"};
constexpr Message<1> input_unused{"E0374", "the input `{0}` is collected, but no rule uses it",
                                  "số liệu `{0}` được thu thập nhưng không quy tắc nào dùng đến",
                                  "add `for information` to its line, or remove the line",
                                  "thêm `để biết` vào dòng khai báo, hoặc bỏ dòng này"};
constexpr Message<1> let_unused{"E0375", "`{0}` is given a meaning, but nothing below uses it",
                                "`{0}` được đặt ra nhưng bên dưới không dùng đến"};
constexpr Message<1> constant_unused{"H0302", "the constant `{0}` is not used by any rule",
                                     "mức quy định `{0}` không được quy tắc nào dùng"};
constexpr Message<2> bound_of_kind{"E0376", "the bound `{0}` does not fit the input, which is {1}",
                                   "giới hạn `{0}` không hợp với số liệu này, vì đây là {1}"};
constexpr Message<1> range_holds_nothing{"E0377", "no value of `{0}` fits its own declaration: the bounds cross",
                                         "không giá trị nào của `{0}` hợp với khai báo: các giới hạn mâu thuẫn nhau"};
constexpr Message<2> worth_missing{"E0501", "{0}: what this counts is not said, and other values of the choice say it",
                                   "{0}: chưa ghi được tính bao nhiêu, trong khi lựa chọn khác đã ghi",
                                   "a number behind each, as `{1} 60%`, or `not counted`",
                                   "ghi thêm một số sau mỗi lựa chọn, như `{1} 60%`, hoặc ghi `không tính`"};
constexpr Message<0> worths_mixed{"E0525", "some values of this choice count in percent, others as plain numbers",
                                  "trong các lựa chọn này có giá trị ghi theo phần trăm, có giá trị ghi bằng số thường",
                                  "write all of them with `%`, or none", "ghi `%` cho tất cả, hoặc không ghi cho giá trị nào"};
constexpr Message<0> nothing_counts{"E0526", "no value of this choice is counted",
                                    "không giá trị nào của lựa chọn này được tính",
                                    "a number behind one of them at least", "ghi số cho ít nhất một lựa chọn"};
constexpr Message<0> set_named_units{"E0523", "`units` means the units themselves: a set of rows needs another name",
                                     "tên `units` dành cho chính các đơn vị: ở đây cần tên khác"};
constexpr Message<0> column_named_unit{"E0528", "`unit` heads the column that says whose a record is: this one needs another name",
                                       "`unit` là tên cột cho biết bản ghi thuộc đơn vị nào: cột này cần tên khác"};
constexpr Message<2> column_set{"E0529", "`{0}` is a column of `{1}`: in an example its rows are given",
                                "`{0}` là cột của `{1}`: trong ví dụ phải ghi thành từng dòng", "`{1}: {0} = …`", "`{1}: {0} = …`"};
constexpr Message<1> set_in_vain{"E0530", "no rule asks for `{0}`: to set it changes nothing",
                                 "không quy tắc nào dùng `{0}`: đặt giá trị cho số liệu này không có tác dụng"};
constexpr Message<1> answers_number{"E0524", "`{0}` is no number of answers: a whole number from 1 is due",
                                    "`{0}` không phải là số phiếu: cần số nguyên từ 1 trở lên"};
constexpr Message<2> bound_elsewhere{"E0527", "`{0}` is a column of `{1}`: only columns of `{1}` can be measured against it",
                                     "`{0}` là cột của `{1}`: chỉ các cột của `{1}` mới lấy cột này làm giới hạn được"};
constexpr Message<1> choice_value_twice{"E0378", "`{0}` stands twice among the values of this choice",
                                        "`{0}` xuất hiện hai lần trong các giá trị lựa chọn"};
constexpr Message<1> no_scoring{"E0379", "nothing says how {0} gets its points", "chưa ghi cách chấm điểm cho {0}",
                                "lines like `1 when …` and `0 otherwise`, `bands …`, `deduct … per …`, or `entered by council`",
                                "ghi các dòng như `1 khi …` và `0 còn lại`, `theo mức …`, `trừ … cho mỗi …`, hoặc `hội đồng cho điểm`"};
constexpr Message<1> two_forms{"E0380", "{0} has two ways of scoring: one is enough",
                               "{0} có hai cách chấm điểm: chỉ được một cách"};
constexpr source::Bilingual first_form_here{"the first begins here", "cách thứ nhất bắt đầu ở đây"};
constexpr Message<2> clause_on_parent{
    "E0381", "`{1}` belongs to an item that is scored itself, and {0} gets its points from what lies below it",
    "`{1}` chỉ dùng cho mục được chấm điểm trực tiếp, còn {0} lấy điểm từ các mục bên dưới",
    "move it to the items below", "chuyển xuống các mục bên dưới"};
constexpr Message<2> clause_twice{"E0382", "{0} says this once already: `{1}` is the second time",
                                  "{0} đã ghi một dòng như vậy: `{1}` là lần thứ hai", "keep one of the two lines", "chỉ giữ một trong hai dòng"};
constexpr Message<2> group_of_kind{"E0720", "`{0}` is {1}; units are ranked within the values of a choice",
                                   "`{0}` là {1}; chỉ xếp hạng trong từng giá trị của một lựa chọn",
                                   "name an input that is a choice, as `region` in `region choice north, south`",
                                   "ghi một số liệu là lựa chọn, như `vùng` trong `vùng lựa chọn bắc; nam`"};
constexpr Message<1> rank_by_missing{"E0721", "`{0}` needs a line that says by which index units are ranked",
                                     "`{0}` cần một dòng cho biết xếp hạng theo chỉ số nào", "`rank by published index`",
                                     "thêm dòng `xếp hạng theo chỉ số công bố`"};
constexpr Message<2> clause_of_unscored{
    "E0712", "`{0}` is about points, and {1} is not scored", "`{0}` liên quan đến điểm, mà {1} không chấm điểm",
    "points in its heading, or only what is collected: evidence, notes, the names of inputs",
    "ghi điểm ở tiêu đề, hoặc chỉ ghi những gì được thu thập: tài liệu kiểm chứng, ghi chú, tên số liệu"};
constexpr Message<1> bound_without_form{"E0383", "`{0}` needs a way of scoring before it",
                                        "trước `{0}` phải có cách chấm điểm"};
constexpr Message<0> otherwise_not_last{"E0384", "`otherwise` takes all that is left: no line can stand after it",
                                        "`còn lại` đã nhận mọi trường hợp: sau đó không thể còn dòng nào"};
constexpr Message<1> per_of_kind{"E0385", "points are counted per something countable, and `{0}` is not",
                                 "`cho mỗi` phải đi với một đại lượng đếm được, mà `{0}` thì không"};
constexpr Message<1> misplaced_clause{"E0386", "`{0}` has no meaning here", "`{0}` không có nghĩa ở đây"};
constexpr Message<0> mean_of_leaf{"E0387", "`mean of children` needs items below it",
                                  "`trung bình các mục con` cần có các mục bên dưới"};
constexpr Message<1> example_unknown{"E0388", "there is no {0} for this example", "không có {0} cho ví dụ này"};
constexpr Message<0> example_without_max{"E0389", "an example of a method `of max` says which maximum",
                                         "ví dụ của cách tính theo điểm tối đa phải ghi rõ điểm tối đa là bao nhiêu",
                                         "`example … for proportional of max 2`",
                                         "`ví dụ … cho tỷ_lệ_thuận theo điểm tối đa 2`"};
constexpr Message<1> example_of_parent{"E0390", "{0} gets its points from the items below it; an example is for one of those",
                                       "{0} lấy điểm từ các mục bên dưới; ví dụ phải dành cho một trong các mục đó"};
constexpr Message<1> setting_twice{"E0392", "`{0}` is set twice in one example", "`{0}` được ghi hai lần trong một ví dụ"};
constexpr Message<2> setting_unknown{"E0393", "there is no input named `{0}`{1}", "không có số liệu nào tên là `{0}`{1}"};
constexpr Message<2> parameter_unknown{"E0317", "the method `{0}` has no parameter named `{1}`, which this example sets",
                                       "cách tính `{0}` không có tham số nào tên là `{1}` như ví dụ này ghi"};
constexpr Message<2> parameter_unset{"E0318", "this example gives no value to the parameter `{1}` of the method `{0}`",
                                     "ví dụ này chưa ghi giá trị cho tham số `{1}` của cách tính `{0}`",
                                     "a line `{1} = …` below the example", "thêm dòng `{1} = …` bên dưới ví dụ"};
constexpr Message<2> record_unknown{"E0502", "there is no table, questionnaire or level named `{0}`{1}",
                                    "không có bảng, phiếu điều tra hay đơn vị cấp dưới nào tên là `{0}`{1}"};
constexpr Message<2> adds_up_kind{
    "E0531", "`{0}` is {1}: it cannot add up in this way", "`{0}` là {1}: không gộp theo cách này được",
    "`sum` and `mean weighted by …` for amounts, `latest` and `earliest` for dates, `any` and `all` for yes/no",
    "`tổng`, `trung bình theo trọng số …` cho số; `muộn nhất`, `sớm nhất` cho ngày; `có một là được`, `phải đủ cả` cho có/không"};
constexpr Message<1> adds_up_weight{"E0532", "`{0}` is no input that can be a weight: an amount of each unit is due",
                                    "`{0}` không dùng làm trọng số được: cần một số liệu dạng số của từng đơn vị"};
constexpr Message<2> entered_range{"E0394", "the points entered go from {0} to {1}, which is nothing",
                                   "khoảng điểm từ {0} đến {1} không chứa giá trị nào"};
constexpr Message<1> adjustments_mixed{
    "E0395", "{0} both adds and deducts: `add` counts up from 0, `deduct` down from the maximum",
    "{0} vừa cộng vừa trừ: `cộng` tính từ 0 lên, `trừ` tính từ điểm tối đa xuống",
    "choose one, or write an expression", "chọn một cách, hoặc viết biểu thức"};
constexpr Message<1> label_twice{"E0396", "the class \"{0}\" stands twice", "loại \"{0}\" xuất hiện hai lần"};
constexpr Message<1> evidence_open{
    "E0542", "{0} requires evidence, and nothing says what holds without it",
    "{0} bắt buộc có tài liệu kiểm chứng nhưng chưa ghi trường hợp không có thì được bao nhiêu",
    "a line `without evidence 0` or `without evidence missing`, here or once in the head",
    "thêm dòng `không có tài liệu kiểm chứng: 0` hoặc `không có tài liệu kiểm chứng: thiếu số liệu`, tại đây hoặc một lần ở đầu tệp"};
constexpr Message<0> no_evidence_required{
    "E0543", "this acts only where evidence is required, and none is",
    "dòng này chỉ có tác dụng khi bắt buộc có tài liệu kiểm chứng, mà ở đây không bắt buộc",
    "`evidence required \"…\"` in place of `evidence \"…\"`, or leave this line out",
    "ghi `tài liệu kiểm chứng bắt buộc \"…\"` thay cho `tài liệu kiểm chứng \"…\"`, hoặc bỏ dòng này"};
constexpr Message<0> no_evidence_to_lack{"H0304", "no item takes this up: none requires evidence without saying itself what holds then",
                                         "không mục nào dùng đến dòng này: không có mục nào bắt buộc có tài liệu kiểm chứng mà chưa tự ghi"};
constexpr Message<1> stage_twice{"E0544", "the stage `{0}` is named twice", "bước `{0}` được ghi hai lần"};
constexpr Message<0> setting_without_stages{
    "E0545", "who sets points cannot be told from who claims them without two stages at least",
    "phải có ít nhất hai bước thì mới phân biệt được điểm thẩm định với điểm tự chấm",
    "a line `stages self-score, appraisal`: the first is the unit's own",
    "thêm dòng `các bước tự chấm; thẩm định`: bước đầu là của đơn vị"};
constexpr Message<1> survey_means_nothing{"H0303", "{0} states `survey` again: it stands above it already",
                                          "{0} ghi lại `điều tra xã hội học`: mục phía trên đã ghi"};

/// Suppliers that both spellings know, by their English word.
std::string canonical_supplier(const std::string& word) {
  static const std::map<std::string, std::string, std::less<>> known{
      {"đơn vị", "unit"}, {"đơn_vị", "unit"},       {"bộ", "ministry"}, {"hội đồng", "council"},
      {"hội_đồng", "council"}, {"điều tra", "survey"}, {"điều_tra", "survey"}};
  const auto found = known.find(word);
  return found == known.end() ? word : found->second;
}

Kind of(KindTag tag) { return {tag, 0}; }

/// Builds one rulebook from the trees. Each member function reads one kind of item or clause.
class Elaboration {
 public:
  Elaboration(const Program& program, const source::Sources& sources, source::Diagnostics& diagnostics)
      : program_(program), sources_(sources), diagnostics_(diagnostics), typer_(book_, sources, diagnostics) {
    book_.language = program.main.spelling == syntax::Spelling::english ? source::Language::english
                                                                        : source::Language::vietnamese;
    book_.file = program.main.file;
    book_.files = program.amended;
    book_.files.push_back(program.main.file);
  }

  model::Rulebook run() {
    read_head();
    read_methods();
    read_declarations();
    read_headings();
    read_lets();
    read_clauses();
    check_circles(book_, diagnostics_);
    read_publication();
    inputs_of_rules_ = book_.inputs.size();
    read_examples();
    check_outline(book_, outline_, stated_, diagnostics_);
    report_unused();
    count_items();
    return std::move(book_);
  }

 private:
  const Program& program_;
  const source::Sources& sources_;
  source::Diagnostics& diagnostics_;
  model::Rulebook book_;
  ExpressionTyper typer_;
  std::vector<Stated> stated_;
  Outline outline_;
  std::size_t inputs_of_rules_ = 0;  ///< those that examples alone name come after
  std::map<std::string, std::pair<std::string, Span>, std::less<>> names_;  ///< by text without tone place
  std::map<std::string, NodeId, std::less<>> node_by_number_;
  std::vector<const syntax::Node*> written_;  ///< by NodeId

  std::string_view words(Span span) const { return sources_[span.file].text(span); }

  template <class Body, class Do>
  void each(Do&& act) {
    for (const syntax::Item& item : program_.main.items)
      if (const auto* body = std::get_if<Body>(&item.body)) act(*body, item);
  }

  // ---- head --------------------------------------------------------------------------------------------------------

  template <class Body, class Do>
  bool once(std::string_view word, Do&& act) {
    const syntax::Item* first = nullptr;
    each<Body>([&](const Body& body, const syntax::Item& item) {
      if (first != nullptr) {
        diagnostics_.report(head_twice, item.span, word).related.push_back({first->span, stated_here_first, {}});
        return;
      }
      first = &item;
      act(body, item);
    });
    return first != nullptr;
  }

  std::string head_word(std::string_view english, std::string_view vietnamese) const {
    return std::string(book_.language == source::Language::english ? english : vietnamese);
  }

  static bool is_year(std::string_view label) {
    return label.size() == 4 && label.find_first_not_of("0123456789") == std::string_view::npos;
  }

  /// What the fields add up to, as a line `scale` says it.
  std::string points_of_fields() const {
    Number sum;
    for (const syntax::Item& item : program_.main.items)
      if (const auto* node = std::get_if<syntax::Node>(&item.body); node != nullptr && node->points)
        if (node->number.find('.') == std::string::npos) sum += Number::from_decimal(node->points->digits).value_or(Number());
    return source::to_text(sum, book_.language) + " " + head_word(sum == Number(1) ? "point" : "points", "điểm");
  }

  void read_head() {
    bool has_nodes = false;
    each<syntax::Node>([&](const auto&, const auto&) { has_nodes = true; });
    const bool line_lost = program_.main.line_lost;
    const auto require = [&](bool present, BilingualText what, std::string_view english, std::string_view vietnamese,
                             const std::string& rest) {
      if (present || line_lost || (!has_nodes && book_.title.empty())) return;
      const Span span = program_.main.items.empty() ? Span{book_.file, 0, 0} : program_.main.items.front().span;
      const bool is_last = english == "publish";
      diagnostics_.report(head_missing, book_.title.empty() ? span : book_.title_span, std::move(what),
                          head_word(english, vietnamese) + " " + rest,
                          is_last ? BilingualText{"at the end of the file", "ở cuối tệp"}
                                  : BilingualText{"at the top of the file", "ở đầu tệp"});
    };
    const bool title = once<syntax::RulebookTitle>(head_word("rulebook", "bộ tiêu chí"), [&](const auto& body, const auto& item) {
      book_.title = body.title.text;
      book_.title_span = item.span;
    });
    const bool version = once<syntax::Version>(head_word("version", "phiên bản"),
                                               [&](const auto& body, const auto&) { book_.version = body.label.text; });
    once<syntax::Effective>(head_word("effective", "hiệu lực từ"), [&](const auto& body, const auto&) {
      book_.effective = value::Date::from_iso(body.date.text);  // none where the day could not be read
    });
    const bool year = once<syntax::Year>(head_word("year", "năm"),
                                         [&](const auto& body, const auto&) { book_.year = body.year; });
    const bool unit = once<syntax::UnitWord>(head_word("unit", "đơn vị"),
                                             [&](const auto& body, const auto&) { book_.unit_word = body.word.text; });
    const bool scale = once<syntax::Scale>(head_word("scale", "thang điểm"), [&](const auto& body, const auto&) {
      if (const auto number = Number::from_decimal(body.points.digits)) book_.scale = *number;
    });
    once<syntax::Basis>(head_word("basis", "căn cứ"), [&](const auto& body, const auto&) {
      book_.basis = body.text.text;
      book_.reconstructed = body.reconstructed;
    });
    once<syntax::Expect>(head_word("expect", "gồm"), [&](const auto& body, const auto& item) {
      stated_.push_back({model::no_node, body, item.span});
    });
    each<syntax::Note>([&](const auto& body, const auto&) { book_.notes.push_back(body.text.text); });
    read_stages();
    bool published = false;
    each<syntax::Publish>([&](const auto&, const auto&) { published = true; });
    require(title, {"title", "tên"}, "rulebook", "bộ tiêu chí", "\"…\"");
    require(version, {"version", "phiên bản"}, "version", "phiên bản", year ? std::to_string(book_.year) : "…");
    require(year, {"year", "năm đánh giá"}, "year", "năm", is_year(book_.version) ? book_.version : "…");
    require(unit, {"unit: what is scored", "đơn vị được chấm điểm"}, "unit", "đơn vị", head_word("province", "tỉnh"));
    require(scale, {"scale", "thang điểm"}, "scale", "thang điểm", points_of_fields());
    require(published, {"publication", "cách công bố"}, "publish", "công bố",
            head_word("index as percent to 2 decimals", "chỉ số theo phần trăm đến 2 chữ số thập phân"));
    typer_.said.names_are_missing =
        line_lost || !program_.is_whole || std::ranges::any_of(program_.used, &syntax::Tree::line_lost);
    // A year that could not be read has been said by the parser, one that is not there just now.
    typer_.said.year_is_missing = book_.year == 0 && (year || line_lost || has_nodes || !book_.title.empty());
  }

  void read_stages() {
    once<syntax::Stages>(head_word("stages", "các bước"), [&](const syntax::Stages& stages, const auto&) {
      for (const syntax::Text& name : stages.names) {
        if (std::ranges::find(book_.stages, name.text) != book_.stages.end())
          diagnostics_.report(stage_twice, name.span, name.text);
        else book_.stages.push_back(name.text);
      }
    });
    once<syntax::AppraisalMaySet>(
        head_word("appraisal may set points", "thẩm định được quyết định điểm"), [&](const auto&, const syntax::Item& item) {
          book_.appraisal_may_set_points = book_.stages.size() > 1;
          if (!book_.appraisal_may_set_points && !program_.main.line_lost)
            diagnostics_.report(setting_without_stages, item.span);
        });
    once<syntax::WithoutEvidence>(head_word("without evidence", "không có tài liệu kiểm chứng"),
                                  [&](const syntax::WithoutEvidence& clause, const syntax::Item& item) {
                                    without_evidence_ = {&clause, item.span};
                                  });
  }
  /// What the head says holds without evidence.
  std::pair<const syntax::WithoutEvidence*, Span> without_evidence_{};
  bool without_evidence_used_ = false;
  std::set<NodeId> requires_evidence_;

  // ---- methods -----------------------------------------------------------------------------------------------------

  void read_methods() {
    std::vector<const syntax::Method*> methods;
    const auto add_all = [&](const syntax::Tree& tree) {
      for (const syntax::Item& item : tree.items)
        if (const auto* method = std::get_if<syntax::Method>(&item.body)) {
          check_names(*method);
          typer_.add_method(*method);  // under what it has of new names
          methods.push_back(method);
        }
    };
    for (const syntax::Tree& tree : program_.used) add_all(tree);
    add_all(program_.main);
    typer_.offer_methods(program_.library);
    for (const syntax::Method* method : methods)
      if (!method->hole) check_method(*method, program_, book_.year, typer_.said, sources_, diagnostics_);
  }

  /// Says where a name belongs to another method already.
  void check_names(const syntax::Method& method) {
    for (const syntax::Name* name : {&method.english, &method.vietnamese})
      if (const auto* other = typer_.find_method(name->text)) {
        const Span first = other->english.text == name->text ? other->english.span : other->vietnamese.span;
        diagnostics_.report(name_twice, name->span, name->text).related.push_back({first, stated_here_first, {}});
        return;
      }
  }

  // ---- declarations ------------------------------------------------------------------------------------------------

  bool claim(const syntax::Name& name) {
    const auto [known, is_new] =
        names_.emplace(source::without_tone_place(name.text), std::pair(name.text, name.span));
    if (is_new) return true;
    auto& finding = known->second.first == name.text
                        ? diagnostics_.report(name_twice, name.span, name.text)
                        : diagnostics_.report(tone_mark_moved, name.span, name.text, known->second.first);
    finding.related.push_back({known->second.second, stated_here_first, {}});
    return false;
  }

  void read_declarations() {
    each<syntax::Constant>([&](const syntax::Constant& written, const syntax::Item& item) {
      if (!claim(written.name)) return;
      const auto known = typer_.known(written.value);
      if (!known) {
        typer_.bindings.push_back({written.name.text, {}, written.name.span});
        return;
      }
      book_.constants.push_back({written.name.text, known->kind, known->number,
                                 written.basis ? written.basis->text.text : std::string{}, item.span});
      typer_.constant_used.push_back(false);
    });
    // Bounds may name inputs declared later, so all inputs are known before any bound is read.
    std::vector<std::pair<model::InputId, const syntax::KindClause*>> bounds;
    const auto declare = [&](const syntax::Name& name, const syntax::KindClause& kind, std::string title,
                             std::string supplier, model::InputRole role, Span span) -> model::Input* {
      if (!claim(name)) return nullptr;
      const auto id = static_cast<model::InputId>(book_.inputs.size());
      model::Input input;
      input.name = name.text;
      input.title = std::move(title);
      input.supplier = std::move(supplier);
      input.role = role;
      input.kind = kind_of(kind);
      read_worths(kind, input);
      input.or_none = kind.or_none || std::ranges::any_of(input.worths, [](const auto& worth) { return !worth.number; });
      input.or_not_applicable = kind.or_not_applicable;
      input.written_0_to_100 = kind.written_0_to_100;
      input.span = span;
      book_.inputs.push_back(std::move(input));
      typer_.add_input(id);
      bounds.emplace_back(id, &kind);
      return &book_.inputs.back();
    };
    for (const syntax::Item& item : program_.main.items) {
      if (const auto* option = std::get_if<syntax::Option>(&item.body)) {
        declare(option->name, option->kind, option->title.text, {}, model::InputRole::option, item.span);
      } else if (const auto* inputs = std::get_if<syntax::Inputs>(&item.body)) {
        for (const syntax::InputLine& line : inputs->lines)
          if (auto* input = declare(line.name, line.kind, line.title ? line.title->text : std::string{},
                                    canonical_supplier(inputs->supplier.text), model::InputRole::declared,
                                    line.span)) {
            input->for_information = line.for_information;
            input->adds_up = adds_up_of(line.adds_up);
            for (const syntax::Name& earlier : line.was) input->was.push_back(earlier.text);
          }
      } else if (const auto* table = std::get_if<syntax::Table>(&item.body)) {
        if (!claim_set(table->name)) continue;
        model::RowSet set;
        set.kind = table->is_questionnaire ? model::SetKind::questionnaire : model::SetKind::table;
        set.name = table->name.text;
        set.title = table->title.text;
        set.span = item.span;
        set.least_answers = least_answers(*table);
        const auto place = static_cast<std::uint32_t>(book_.sets.size());
        for (const syntax::InputLine& line : table->columns) {
          if (line.name.text == "unit") diagnostics_.report(column_named_unit, line.name.span);
          const auto id = static_cast<model::InputId>(book_.inputs.size());
          auto* input = declare(line.name, line.kind, line.title ? line.title->text : std::string{}, table->name.text,
                                model::InputRole::column, line.span);
          if (input == nullptr) continue;
          input->for_information = line.for_information;
          for (const syntax::Name& earlier : line.was) input->was.push_back(earlier.text);
          input->place = place;
          set.columns.push_back(id);
        }
        book_.sets.push_back(std::move(set));
        typer_.add_set(place);
      } else if (const auto* below = std::get_if<syntax::UnitsBelow>(&item.body)) {
        if (!claim_set(below->name)) continue;
        model::UnitsBelow level;
        level.set = static_cast<std::uint32_t>(book_.sets.size());
        for (const auto& [path, rulebook] : program_.levels)
          if (path == below->file.text) level.rulebook = rulebook;
        book_.sets.push_back({model::SetKind::level, below->name.text, below->file.text, {}, 0, item.span});
        typer_.add_set(level.set);
        book_.levels.push_back(std::move(level));
      }
    }
    for (const auto& [id, kind] : bounds) read_bounds(typer_, book_, id, *kind, diagnostics_);
    each<syntax::Inputs>([&](const syntax::Inputs& inputs, const syntax::Item&) {
      for (const syntax::InputLine& line : inputs.lines)
        if (const auto id = typer_.find_input(line.name.text)) read_adds_up(line, *id);
    });
  }

  /// The lets of the file as a whole; after the headings, for they may speak of items.
  void read_lets() {
    each<syntax::Let>([&](const syntax::Let& let, const syntax::Item& item) { read_let(let, item.span); });
  }

  static model::AddsUp adds_up_of(syntax::AddsUp written) {
    switch (written) {
      case syntax::AddsUp::not_said: return model::AddsUp::not_said;
      case syntax::AddsUp::sum: return model::AddsUp::sum;
      case syntax::AddsUp::mean: return model::AddsUp::weighted_mean;
      case syntax::AddsUp::latest: return model::AddsUp::latest;
      case syntax::AddsUp::earliest: return model::AddsUp::earliest;
      case syntax::AddsUp::any: return model::AddsUp::any;
      case syntax::AddsUp::all: return model::AddsUp::all;
    }
    return model::AddsUp::not_said;
  }

  /// Whether what is said of merged units fits the input's kind; the weights of a mean.
  void read_adds_up(const syntax::InputLine& line, model::InputId id) {
    const Kind kind = book_[id].kind;
    if (line.adds_up == syntax::AddsUp::not_said || kind.tag == KindTag::hole) return;
    const bool is_date = kind.tag == KindTag::date;
    const bool is_yes_no = kind.tag == KindTag::yes_no;
    const bool of_dates = line.adds_up == syntax::AddsUp::latest || line.adds_up == syntax::AddsUp::earliest;
    const bool of_yes_no = line.adds_up == syntax::AddsUp::any || line.adds_up == syntax::AddsUp::all;
    const bool fits = of_dates ? is_date : of_yes_no ? is_yes_no : model::is_numeric(kind);
    if (!fits) diagnostics_.report(adds_up_kind, line.span, line.name.text, name_of(kind));
    if (!line.weight) return;
    const auto weight = typer_.find_input(line.weight->text);
    if (!weight || book_[*weight].role != model::InputRole::declared || !model::is_numeric(book_[*weight].kind)) {
      diagnostics_.report(adds_up_weight, line.weight->span, line.weight->text);
      return;
    }
    typer_.input_used[model::index(*weight)] = true;
    book_.inputs[model::index(id)].weight = *weight;
  }

  bool claim_set(const syntax::Name& name) {
    if (name.text == syntax::words(syntax::Phrase::units_set, syntax::Spelling::english)) {
      diagnostics_.report(set_named_units, name.span);
      typer_.add_lost_set(name.text);
      return false;
    }
    if (claim(name)) return true;
    typer_.add_lost_set(name.text);
    return false;
  }

  /// 0 where none are needed, or where the number could not be read; said.
  std::size_t least_answers(const syntax::Table& table) {
    if (!table.least_answers) return 0;
    const auto number = Number::from_decimal(table.least_answers->digits);
    const auto whole = number && !table.least_answers->percent ? number->to_int64() : std::nullopt;
    if (whole && *whole > 0) return static_cast<std::size_t>(*whole);
    diagnostics_.report(answers_number, table.least_answers->span, words(table.least_answers->span));
    return 0;
  }

  /// What the values of a choice count as: all in percent, or all as numbers; 0 is both.
  void read_worths(const syntax::KindClause& clause, model::Input& input) {
    if (clause.worths.empty()) return;
    std::string silent;
    Span first_silent;
    bool in_percent = false;
    bool as_numbers = false;
    bool counts = false;
    for (std::size_t i = 0; i < clause.choices.size(); ++i) {
      const syntax::KindClause::Worth& written = clause.worths[i];
      model::Worth worth{clause.choices[i].text, std::nullopt};
      if (!written.not_counted && !written.value) {
        if (silent.empty()) first_silent = clause.choices[i].span;
        silent += (silent.empty() ? "`" : ", `") + worth.name + "`";
      }
      if (written.value) {
        worth.number = Number::from_decimal(written.value->digits);
        if (worth.number && written.value->percent) worth.number = *worth.number / Number(100);
        counts = true;
        in_percent = in_percent || written.value->percent;
        as_numbers = as_numbers || (!written.value->percent && worth.number && !worth.number->is_zero());
      }
      input.worths.push_back(std::move(worth));
    }
    if (!silent.empty()) diagnostics_.report(worth_missing, first_silent, silent, clause.choices.front().text);
    else if (!counts) diagnostics_.report(nothing_counts, clause.span);
    else if (in_percent && as_numbers) diagnostics_.report(worths_mixed, clause.span);
    input.kind = of(in_percent ? KindTag::percent : KindTag::number);
  }

  Kind kind_of(const syntax::KindClause& clause) {
    if (clause.hole) return {};
    Kind kind = of(tag_of(clause.word));
    if (kind.tag != KindTag::choice) return kind;
    std::vector<std::string> list;
    for (const syntax::Text& value : clause.choices) {
      if (std::ranges::find(list, value.text) == list.end()) {
        list.push_back(value.text);
        continue;
      }
      const auto first = std::ranges::find(clause.choices, value.text, &syntax::Text::text);
      diagnostics_.report(choice_value_twice, value.span, value.text).related.push_back({first->span, stated_here_first, {}});
    }
    const auto same = std::ranges::find(book_.choice_lists, list);
    kind.choice_list = static_cast<std::uint32_t>(same - book_.choice_lists.begin());
    if (same == book_.choice_lists.end()) book_.choice_lists.push_back(std::move(list));
    return kind;
  }

  void report_let_twice(const syntax::Name& name) {
    std::optional<Span> first;
    for (const Binding& other : typer_.bindings)
      if (other.name == name.text && !first) first = other.span;
    for (const model::Constant& other : book_.constants)
      if (other.name == name.text && !first) first = other.span;
    if (const auto input = typer_.find_input(name.text); input && !first) first = book_[*input].span;
    auto& finding = diagnostics_.report(name_twice, name.span, name.text);
    if (first) finding.related.push_back({*first, stated_here_first, {}});
  }

  void read_let(const syntax::Let& let, Span span) {
    if (typer_.find_input(let.name.text) ||
        std::ranges::any_of(typer_.bindings, [&](const Binding& other) { return other.name == let.name.text; }) ||
        std::ranges::any_of(book_.constants, [&](const auto& other) { return other.name == let.name.text; }))
      report_let_twice(let.name);
    const Typed typed = typer_.type(let.value);
    Typed named = typed;
    if (!typed.is_hole()) {
      model::Expression expression;
      expression.operation = model::Operation::named;
      expression.kind = typed.kind;
      expression.span = span;
      expression.operands = {typed.id};
      expression.name = let.name.text;
      named.id = typer_.store.add(std::move(expression));
    }
    typer_.bindings.push_back({let.name.text, named, let.name.span});
  }

  /// Forgets the lets of a place that ends, and says which were not used.
  void close_scope(std::size_t size) {
    // A line that could not be read may be the one that uses it; so may what completes a frame.
    const auto all_read = [&] { return !diagnostics_.has_errors() && book_.first_left_open() == model::no_node; };
    for (std::size_t i = size; i < typer_.bindings.size(); ++i)
      if (!typer_.bindings[i].used && all_read()) diagnostics_.report(let_unused, typer_.bindings[i].span, typer_.bindings[i].name);
    typer_.bindings.resize(size);
  }

  // ---- the tree ----------------------------------------------------------------------------------------------------

  void read_headings() {
    each<syntax::Node>([&](const syntax::Node& written, const syntax::Item& item) {
      model::Node node;
      node.number = written.number;
      node.label = written.label ? written.label->text : written.number;
      if (written.title) node.title = written.title->text;
      if (written.points)
        if (const auto number = Number::from_decimal(written.points->digits)) node.max = *number;
      if (written.weight)
        if (const auto number = Number::from_decimal(written.weight->digits))
          node.weight = written.weight->percent ? *number / Number(100) : *number;
      node.role = role_of(written.role);
      node.points_known = written.points.has_value() || !node.is_scored();
      node.span = item.span;
      node.points_span = written.points ? written.points_span : item.span;
      book_.nodes.push_back(std::move(node));
      written_.push_back(&written);
    });
    std::vector<bool> guessed;
    for (const syntax::Node* node : written_) guessed.push_back(node->number_is_guess);
    outline_ = link_nodes(book_, guessed, program_.main.line_lost, diagnostics_);
    for (std::size_t i = 0; i < book_.nodes.size(); ++i) {
      node_by_number_.emplace(book_.nodes[i].number, static_cast<NodeId>(i));
      auto& node = book_.nodes[i];
      const bool weighted = std::ranges::any_of(node.children, [&](NodeId id) { return book_[id].weight.has_value(); });
      if (weighted) node.scoring.form = model::ScoringForm::mean;
    }
    if (std::ranges::any_of(book_.fields, [&](NodeId id) { return book_[id].weight.has_value(); }))
      book_.combine = model::ScoringForm::mean;
    once<syntax::IndexIs>(head_word("index is", "chỉ số là"), [&](const syntax::IndexIs& index, const syntax::Item&) {
      book_.combine = index.geometric ? model::ScoringForm::geometric_mean : model::ScoringForm::mean;
    });
  }

  static model::Role role_of(syntax::Role role) {
    switch (role) {
      case syntax::Role::scored: return model::Role::scored;
      case syntax::Role::bonus: return model::Role::bonus;
      case syntax::Role::penalty: return model::Role::penalty;
      case syntax::Role::not_scored: break;
    }
    return model::Role::not_scored;
  }

  void read_clauses() {
    // Those at the top; and headings that found no place, so that their lines are checked too.
    for (std::size_t i = 0; i < book_.nodes.size(); ++i)
      if (book_.nodes[i].parent == model::no_node) read_node(static_cast<NodeId>(i), {});
    close_scope(0);
  }

  /// `above`: the `not applicable when` of the parents, which hold for all below.
  void read_node(NodeId id, std::vector<model::Guard> above) {
    const std::size_t scope = typer_.bindings.size();
    model::Node& node = book_.nodes[model::index(id)];
    const bool leaf = node.is_leaf();
    for (const syntax::Clause& clause : written_[model::index(id)]->clauses) {
      // A clause that has no place on a parent is read as below it: what `max` is there is not a second mistake.
      if (leaf || node.is_block() || belongs_on_leaf(clause)) typer_.max = node.max;
      else if (acts_on_parent(clause)) typer_.max_of = id;
      std::visit([&](const auto& body) { read(body, clause, id); }, clause.body);
      typer_.max.reset();
      typer_.max_of = model::no_node;
    }
    if (node.is_block() && !node.scoring.at_most && node.points_known)  // `bonus, at most 5 points`
      node.scoring.at_most = model::Guard{typer_.store.literal(node.max, of(KindTag::points), node.points_span), node.points_span};
    if (!node.is_scored()) {
      node.scoring.form = model::ScoringForm::not_scored;
    } else if (leaf) {
      if (node.left_open && node.scoring.form != model::ScoringForm::sum)
        diagnostics_.report(two_forms, node.scoring.span, name_of(node));
      if (node.scoring.form == model::ScoringForm::sum && !node.left_open && !unread_.contains(id))
        diagnostics_.report(no_scoring, node.span, name_of(node));
      else if (const auto early = bound_before_form_.find(id); early != bound_before_form_.end() && !unread_.contains(id))
        diagnostics_.report(bound_without_form, early->second, words(early->second));
      add_conditions_from_above(node, above);
      read_evidence(id);
      if (book_.appraisal_may_set_points && book_[id].scoring.form != model::ScoringForm::entered) add_appraised(id);
      if (unread_.contains(id)) node.scoring = {};  // what a line that could not be read would have said is not known
    } else if (node.scoring.not_applicable_when) {
      above.push_back(*node.scoring.not_applicable_when);
      node.scoring.not_applicable_when.reset();
    }
    std::vector<NodeId> children = node.children;
    children.insert(children.end(), node.unscored.begin(), node.unscored.end());
    std::ranges::sort(children);
    for (NodeId child : children) {
      model::Node& below = book_.nodes[model::index(child)];
      if (book_[id].survey) below.survey = true;
      read_node(child, above);
    }
    close_scope(scope);
  }

  void add_conditions_from_above(model::Node& node, const std::vector<model::Guard>& above) {
    for (const model::Guard& guard : above) {
      if (!node.scoring.not_applicable_when) {
        node.scoring.not_applicable_when = guard;
        continue;
      }
      if (!is(guard.expression) || !is(node.scoring.not_applicable_when->expression)) continue;
      model::Expression either;
      either.operation = model::Operation::logical_or;
      either.kind = of(KindTag::yes_no);
      either.span = node.scoring.not_applicable_when->span;
      either.operands = {guard.expression, node.scoring.not_applicable_when->expression};
      node.scoring.not_applicable_when->expression = typer_.store.add(std::move(either));
    }
  }

  // ---- clauses, one function each ----------------------------------------------------------------------------------

  model::Scoring& scoring(NodeId id) { return book_.nodes[model::index(id)].scoring; }

  /// True where the node is scored itself; else says, once, that the clause has no place on a parent.
  bool on_leaf(NodeId id, const syntax::Clause& clause) {
    if (!is_scored(id, clause)) return false;
    if (book_[id].is_leaf()) return true;
    if (clause_on_parent_said_.insert(id).second)
      diagnostics_.report(clause_on_parent, clause.span, name_of(book_[id]), words(clause.span));
    return false;
  }

  /// False where the node has no points; says so, once, of a clause about points.
  bool is_scored(NodeId id, const syntax::Clause& clause) {
    if (book_[id].is_scored()) return true;
    if (clause_on_parent_said_.insert(id).second)
      diagnostics_.report(clause_of_unscored, clause.span, words(clause.span), name_of(book_[id]));
    return false;
  }

  /// Clauses that change what the items below add up to.
  static bool acts_on_parent(const syntax::Clause& clause) {
    return std::holds_alternative<syntax::Adjustment>(clause.body) || std::holds_alternative<syntax::AtMost>(clause.body) ||
           std::holds_alternative<syntax::NotBelow>(clause.body) || std::holds_alternative<syntax::Cap>(clause.body) ||
           std::holds_alternative<syntax::ZeroWhen>(clause.body);
  }

  static bool belongs_on_leaf(const syntax::Clause& clause) {
    if (acts_on_parent(clause)) return false;
    return std::visit(
        []<class Body>(const Body&) {
          constexpr bool stands_anywhere =
              std::is_same_v<Body, syntax::MeanOfChildren> || std::is_same_v<Body, syntax::Evidence> ||
              std::is_same_v<Body, syntax::Basis> || std::is_same_v<Body, syntax::Note> ||
              std::is_same_v<Body, syntax::Title> || std::is_same_v<Body, syntax::Survey> ||
              std::is_same_v<Body, syntax::NotApplicableWhen> || std::is_same_v<Body, syntax::Let> ||
              std::is_same_v<Body, syntax::Round> || std::is_same_v<Body, syntax::MayGoBelow> ||
              std::is_same_v<Body, syntax::MayPassMax> ||
              std::is_same_v<Body, syntax::Expect>;
          return !stands_anywhere;
        },
        clause.body);
  }

  /// Takes up a form of scoring; false where another one stands already.
  bool take_form(NodeId id, model::ScoringForm form, const syntax::Clause& clause) {
    if (!on_leaf(id, clause)) return false;
    model::Scoring& of_node = scoring(id);
    const bool continues = of_node.form == form && (form == model::ScoringForm::when || form == model::ScoringForm::add ||
                                                    form == model::ScoringForm::deduct);
    if (of_node.form == model::ScoringForm::sum) {
      of_node.form = form;
      of_node.span = clause.span;
      return true;
    }
    if (continues) return true;
    const bool mixed = (of_node.form == model::ScoringForm::add && form == model::ScoringForm::deduct) ||
                       (of_node.form == model::ScoringForm::deduct && form == model::ScoringForm::add);
    if (!two_forms_said_.insert(id).second) return false;
    auto& finding = mixed ? diagnostics_.report(adjustments_mixed, clause.span, name_of(book_[id]))
                          : diagnostics_.report(two_forms, clause.span, name_of(book_[id]));
    finding.related.push_back({of_node.span, first_form_here, {}});
    return false;
  }

  void report_twice(NodeId id, const syntax::Clause& clause, Span first) {
    diagnostics_.report(clause_twice, clause.span, name_of(book_[id]), words(clause.span))
        .related.push_back({first, stated_here_first, {}});
  }

  template <class Slot>
  bool once_in(Slot& slot, NodeId id, const syntax::Clause& clause) {
    if (acts_on_parent(clause) || std::holds_alternative<syntax::Round>(clause.body) ? !is_scored(id, clause)
                                                                                   : !on_leaf(id, clause))
      return false;
    begins_rule(id, clause);
    if (!slot) return true;
    report_twice(id, clause, slot->span);
    return false;
  }

  void read(const syntax::WhenLine& line, const syntax::Clause& clause, NodeId id) {
    const bool takes = take_form(id, model::ScoringForm::when, clause);
    model::WhenLine read_line;
    read_line.value = typer_.points(line.value);
    if (line.condition) read_line.condition = typer_.condition(*line.condition);
    read_line.span = clause.span;
    if (!takes) return;
    auto& lines = scoring(id).when;
    if (has_otherwise_ == id) {
      diagnostics_.report(otherwise_not_last, clause.span).related.push_back({lines.back().span, stated_here_first, {}});
      return;
    }
    if (!line.condition) has_otherwise_ = id;
    lines.push_back(read_line);
  }
  NodeId has_otherwise_ = model::no_node;
  std::map<NodeId, Span> basis_of_;
  std::set<NodeId> two_forms_said_;
  std::set<NodeId> clause_on_parent_said_;
  std::map<NodeId, Span> bound_before_form_;  ///< the first `at most` or `not below` that nothing to bound stands above
  std::set<NodeId> unread_;  ///< nodes with a line that could not be read

  void read(const syntax::Bands& bands, const syntax::Clause& clause, NodeId id) {
    if (bands.progressively) return read_progressive(bands, clause, id);
    const bool takes = take_form(id, model::ScoringForm::bands, clause);
    const Typed subject = typer_.type(bands.subject);
    std::vector<model::Band> rows;
    bool sound = subject.is_hole() || typer_.can_be_cut(subject, bands.subject.span);
    for (const syntax::Band& row : bands.rows) {
      model::Band band;
      band.value = typer_.points(row.value);
      band.span = row.span;
      band.range_span = row.range.span;
      if (subject.is_hole() || !sound) continue;
      const auto range = typer_.band_range(row.range, subject);
      sound = range.has_value();  // one row that is not understood leaves no partition to speak of
      if (!range) continue;
      band.range = *range;
      band.holds = typer_.holds(*range, subject, row.range.span);
      rows.push_back(std::move(band));
    }
    if (!sound) rows.clear();
    if (!takes) return;
    scoring(id).subject = subject.id;
    scoring(id).bands = std::move(rows);
    scoring(id).bands_in_percent =
        std::ranges::any_of(bands.rows, [&](const syntax::Band& row) { return typer_.is_in_percent(row.range); });
  }

  void read_progressive(const syntax::Bands& bands, const syntax::Clause& clause, NodeId id) {
    const bool takes = take_form(id, model::ScoringForm::progressive, clause);
    auto made = typer_.progressive(bands, of(KindTag::points));
    if (!takes) return;
    scoring(id).subject = made.subject.id;
    scoring(id).bands = std::move(made.rows);
    scoring(id).bands_in_percent =
        std::ranges::any_of(bands.rows, [&](const syntax::Band& row) { return typer_.is_in_percent(row.range); });
  }

  void read(const syntax::Adjustment& line, const syntax::Clause& clause, NodeId id) {
    const bool corrects = book_[id].is_scored() && !book_[id].is_leaf();
    if (corrects) begins_rule(id, clause);
    const bool takes =
        corrects || take_form(id, line.deduct ? model::ScoringForm::deduct : model::ScoringForm::add, clause);
    model::Adjustment adjustment;
    adjustment.deduct = line.deduct;
    adjustment.span = clause.span;
    if (line.entered) {
      if (takes) adjustment.amount = entered_amount(*line.entered, clause, id);
    } else {
      adjustment.amount = typer_.points(line.amount);
    }
    if (line.per) {
      const Typed per = typer_.type(*line.per);
      const bool countable = per.kind.tag == KindTag::count || per.kind.tag == KindTag::whole ||
                             per.kind.tag == KindTag::number || per.kind.tag == KindTag::days;
      if (!per.is_hole() && !countable) diagnostics_.report(per_of_kind, line.per->span, words(line.per->span));
      if (countable) adjustment.per = per.id;
    } else if (line.when) {
      adjustment.when = typer_.condition(*line.when);
    }
    if (takes) scoring(id).adjustments.push_back(adjustment);
  }

  void read(const syntax::ExpressionLine& line, const syntax::Clause& clause, NodeId id) {
    if (line.value.form == syntax::Form::hole) {  // a line that could not be read: it may have been any form
      unread_.insert(id);
      return;
    }
    if (!book_[id].is_scored()) {  // what is collected, of whatever kind
      const Typed collected = typer_.type(line.value);
      if (!collected.is_hole()) book_.nodes[model::index(id)].collected.push_back(collected.id);
      return;
    }
    const bool takes = take_form(id, model::ScoringForm::expression, clause);
    const ExpressionId value = typer_.points(line.value);
    if (takes) scoring(id).expression = {value, clause.span};
  }

  void read(const syntax::Entered& entered, const syntax::Clause& clause, NodeId id) {
    if (!take_form(id, model::ScoringForm::entered, clause)) return;
    scoring(id).entered = add_entered(entered, clause, id, 0);
  }

  /// What a council enters for one line: an input of the name `1.2:1`, by the place of the line among such lines.
  ExpressionId entered_amount(const syntax::Entered& entered, const syntax::Clause& clause, NodeId id) {
    std::uint32_t line = 1;
    for (const model::Input& input : book_.inputs) line += input.node == id && input.line != 0 ? 1 : 0;
    model::Expression read;
    read.operation = model::Operation::input;
    read.kind = of(KindTag::points);
    read.span = clause.span;
    read.input = add_entered(entered, clause, id, line);
    return typer_.store.add(std::move(read));
  }

  /// `line`: 0 where the points of the whole item are entered.
  model::InputId add_entered(const syntax::Entered& entered, const syntax::Clause& clause, NodeId id, std::uint32_t line) {
    const auto number = [](const std::optional<syntax::Numeral>& numeral) -> std::optional<Number> {
      return numeral ? Number::from_decimal(numeral->digits) : std::nullopt;
    };
    model::Input input;
    input.name = book_[id].number + (line == 0 ? std::string{} : ":" + std::to_string(line));
    input.title = book_[id].title;
    input.line = line;
    input.supplier = canonical_supplier(entered.by.text);
    input.role = model::InputRole::entered;
    input.kind = of(KindTag::points);
    input.range = value::Range::closed(number(entered.from).value_or(Number(0)),
                                       number(entered.to).value_or(book_[id].max));
    if (input.range.is_empty())
      diagnostics_.report(entered_range, clause.span, *input.range.low, *input.range.high);
    input.step = number(entered.step);
    input.node = id;
    input.span = clause.span;
    return add_made(std::move(input));
  }

  template <class Bound>
  void read_bound(const Bound& bound, const syntax::Clause& clause, NodeId id,
                  std::optional<model::Guard> model::Scoring::* slot) {
    const ExpressionId value = typer_.points(bound.bound);
    if (!once_in(scoring(id).*slot, id, clause)) return;
    if (scoring(id).form == model::ScoringForm::sum) bound_before_form_.emplace(id, clause.span);
    scoring(id).*slot = model::Guard{value, clause.span};
  }
  void read(const syntax::AtMost& bound, const syntax::Clause& clause, NodeId id) {
    read_bound(bound, clause, id, &model::Scoring::at_most);
  }
  void read(const syntax::NotBelow& bound, const syntax::Clause& clause, NodeId id) {
    read_bound(bound, clause, id, &model::Scoring::not_below);
  }

  /// A parent's rule begins with the first of its clauses that acts.
  void begins_rule(NodeId id, const syntax::Clause& clause) {
    if (!book_[id].is_leaf() && scoring(id).span == Span{}) scoring(id).span = clause.span;
  }

  void read_permission(std::optional<Span>& slot, const syntax::Clause& clause, NodeId id) {
    if (!is_scored(id, clause)) return;
    if (slot) report_twice(id, clause, *slot);
    slot = clause.span;
  }
  void read(const syntax::MayGoBelow&, const syntax::Clause& clause, NodeId id) {
    read_permission(scoring(id).may_go_below, clause, id);
  }
  void read(const syntax::MayPassMax&, const syntax::Clause& clause, NodeId id) {
    read_permission(scoring(id).may_pass_max, clause, id);
  }

  void read(const syntax::MeanOfChildren& mean, const syntax::Clause& clause, NodeId id) {
    if (!is_scored(id, clause)) return;
    if (book_[id].is_leaf()) diagnostics_.report(mean_of_leaf, clause.span);
    else scoring(id).form = mean.geometric ? model::ScoringForm::geometric_mean : model::ScoringForm::mean;
  }

  void read(const syntax::WithoutEvidence& without, const syntax::Clause& clause, NodeId id) {
    if (!once_in(scoring(id).evidence, id, clause)) return;
    scoring(id).evidence = evidence_clause(without, clause.span);
  }

  model::EvidenceClause evidence_clause(const syntax::WithoutEvidence& without, Span span) {
    model::EvidenceClause clause;
    clause.is_missing = !without.value;
    clause.otherwise = without.value ? typer_.points(*without.value) : typer_.store.literal(Number(0), of(KindTag::points), span);
    clause.span = span;
    return clause;
  }

  /// Once all clauses of an item are read: what it requires, and what holds without it.
  void read_evidence(NodeId id) {
    auto& clause = book_.nodes[model::index(id)].scoring.evidence;
    if (!requires_evidence_.contains(id)) {
      if (clause) diagnostics_.report(no_evidence_required, clause->span);
      clause.reset();
      return;
    }
    if (!clause && without_evidence_.first != nullptr) {
      typer_.max = book_[id].max;
      clause = evidence_clause(*without_evidence_.first, without_evidence_.second);
      typer_.max.reset();
      without_evidence_used_ = true;
    }
    if (!clause) {
      if (!program_.main.line_lost) diagnostics_.report(evidence_open, book_[id].span, name_of(book_[id]));
      return;
    }
    model::Input input;
    input.name = head_word("evidence", "tài liệu kiểm chứng");
    input.title = book_[id].evidence.empty() ? book_[id].title : book_[id].evidence.front();
    input.supplier = "unit";
    input.role = model::InputRole::evidence;
    input.kind = of(KindTag::yes_no);
    input.range = value::Range::closed(Number(0), Number(1));
    input.node = id;
    input.span = clause->span;
    model::Expression read;
    read.operation = model::Operation::input;
    read.kind = input.kind;
    read.span = clause->span;
    read.input = add_made(std::move(input));
    book_.nodes[model::index(id)].scoring.evidence->given = typer_.store.add(std::move(read));
  }

  /// An input that no line declares.
  model::InputId add_made(model::Input input) {
    const auto made = static_cast<model::InputId>(book_.inputs.size());
    book_.inputs.push_back(std::move(input));
    typer_.input_used.push_back(true);
    return made;
  }

  void add_appraised(NodeId id) {
    model::Input input;
    input.name = book_[id].number;
    input.title = book_[id].title;
    input.supplier = "council";
    input.role = model::InputRole::appraised;
    input.kind = of(KindTag::points);
    input.range = model::points_range(book_, book_[id]);  // what the rules can give an appraisal can set
    input.or_none = true;
    input.node = id;
    input.span = book_[id].span;
    book_.nodes[model::index(id)].scoring.appraised = add_made(std::move(input));
  }

  void read(const syntax::Evidence& evidence, const syntax::Clause& clause, NodeId id) {
    if (evidence.required && on_leaf(id, clause)) requires_evidence_.insert(id);
    for (const syntax::Text& text : evidence.texts) book_.nodes[model::index(id)].evidence.push_back(text.text);
  }
  void read(const syntax::Basis& basis, const syntax::Clause& clause, NodeId id) {
    model::Node& node = book_.nodes[model::index(id)];
    const auto [first, is_first] = basis_of_.emplace(id, clause.span);
    if (!is_first) report_twice(id, clause, first->second);
    node.basis = basis.text.text;
    node.reconstructed = basis.reconstructed;
  }
  void read(const syntax::Note& note, const syntax::Clause&, NodeId id) {
    book_.nodes[model::index(id)].notes.push_back(note.text.text);
  }
  void read(const syntax::Was& was, const syntax::Clause& clause, NodeId id) {
    model::Node& node = book_.nodes[model::index(id)];
    if (!node.was.empty()) diagnostics_.report(clause_twice, clause.span, name_of(node), words(clause.span));
    for (const syntax::EarlierItem& earlier : was.items) node.was.push_back({earlier.version.text, earlier.number});
  }
  void read(const syntax::LeftOpen&, const syntax::Clause& clause, NodeId id) {
    if (on_leaf(id, clause)) book_.nodes[model::index(id)].left_open = true;
  }
  void read(const syntax::Title&, const syntax::Clause& clause, NodeId) {
    diagnostics_.report(misplaced_clause, clause.span, words(clause.span));
  }
  void read(const syntax::Survey&, const syntax::Clause& clause, NodeId id) {
    if (book_[id].survey) diagnostics_.report(survey_means_nothing, clause.span, name_of(book_[id]));
    book_.nodes[model::index(id)].survey = true;
  }
  void read(const syntax::NotApplicableWhen& when, const syntax::Clause& clause, NodeId id) {
    const ExpressionId condition = typer_.condition(when.condition);
    if (!is_scored(id, clause)) return;
    auto& slot = scoring(id).not_applicable_when;
    if (slot) report_twice(id, clause, slot->span);
    slot = model::Guard{condition, clause.span};
  }
  void read(const syntax::FullPointsWhen& when, const syntax::Clause& clause, NodeId id) {
    const ExpressionId condition = typer_.condition(when.condition);
    if (once_in(scoring(id).full_points_when, id, clause))
      scoring(id).full_points_when = model::Guard{condition, clause.span};
  }
  void read(const syntax::Cap& cap, const syntax::Clause& clause, NodeId id) {
    const ExpressionId value = typer_.points(cap.value);
    const ExpressionId condition = typer_.condition(cap.condition);
    if (!is_scored(id, clause)) return;
    begins_rule(id, clause);
    scoring(id).caps.push_back({value, condition, clause.span});
  }
  void read(const syntax::ZeroWhen& when, const syntax::Clause& clause, NodeId id) {
    const ExpressionId condition = typer_.condition(when.condition);
    if (!is_scored(id, clause)) return;
    begins_rule(id, clause);
    scoring(id).zero_when.push_back({condition, clause.span});
  }
  void read(const syntax::IfMissing& missing, const syntax::Clause& clause, NodeId id) {
    const ExpressionId value = typer_.points(missing.value);
    if (once_in(scoring(id).if_missing, id, clause)) scoring(id).if_missing = model::Guard{value, clause.span};
  }
  void read(const syntax::Round& round, const syntax::Clause& clause, NodeId id) {
    if (once_in(scoring(id).round, id, clause))
      scoring(id).round = model::RoundClause{
          round.decimals, round.half_even ? value::Rounding::half_even : value::Rounding::half_away, clause.span};
  }
  void read(const syntax::Let& let, const syntax::Clause& clause, NodeId) { read_let(let, clause.span); }
  void read(const syntax::Expect& expect, const syntax::Clause& clause, NodeId id) {
    stated_.push_back({id, expect, clause.span});
  }

  // ---- publication and examples ------------------------------------------------------------------------------------

  void need_rank_by(Span span) {
    bool is_ranked = false;
    each<syntax::Rank>([&](const auto&, const auto&) { is_ranked = true; });
    if (!is_ranked) diagnostics_.report(rank_by_missing, span, words(span));
  }

  /// `index may pass 100%` and `index at most 100%` say two things of one end.
  void read_limit(const syntax::IndexLimit& limit, Span span) {
    const bool is_high = limit.end == syntax::IndexEnd::may_pass || limit.end == syntax::IndexEnd::at_most;
    const bool permits = limit.end == syntax::IndexEnd::may_pass || limit.end == syntax::IndexEnd::may_fall;
    std::optional<Span>& may = is_high ? book_.index_may_pass : book_.index_may_fall;
    std::optional<Span>& bound = is_high ? book_.index_at_most : book_.index_not_below;
    if (may || bound) {
      diagnostics_.report(head_twice, span, words(span)).related.push_back({may ? *may : *bound, stated_here_first, {}});
      return;
    }
    (permits ? may : bound) = span;
  }

  void read_publication() {
    each<syntax::IndexLimit>([&](const syntax::IndexLimit& limit, const syntax::Item& item) { read_limit(limit, item.span); });
    once<syntax::Publish>(head_word("publish", "công bố"), [&](const syntax::Publish& publish, const syntax::Item& item) {
      const model::IndexForm form = publish.form == syntax::IndexForm::percent  ? model::IndexForm::percent
                                    : publish.form == syntax::IndexForm::number ? model::IndexForm::number
                                                                                : model::IndexForm::points;
      book_.publish = model::Publish{form, publish.decimals,
                                     publish.half_even ? value::Rounding::half_even : value::Rounding::half_away,
                                     item.span};
    });
    once<syntax::Rank>(head_word("rank", "xếp hạng"), [&](const syntax::Rank& rank, const syntax::Item&) {
      book_.rank_by = rank.exact ? model::IndexUsed::exact : model::IndexUsed::published;
    });
    once<syntax::RankWithin>(head_word("rank within", "xếp hạng trong"), [&](const syntax::RankWithin& rank, const auto& item) {
      const Typed group = typer_.type(rank.group);
      if (group.is_hole()) return;
      const model::Expression& read = book_[group.id];
      const bool is_choice = read.operation == model::Operation::input && group.kind.tag == KindTag::choice;
      if (!is_choice) diagnostics_.report(group_of_kind, rank.group.span, words(rank.group.span), name_of(group.kind));
      else book_.rank_within = read.input;
      need_rank_by(item.span);
    });
    once<syntax::RankApart>(head_word("rank apart", "xếp riêng"), [&](const syntax::RankApart& rank, const auto& item) {
      book_.rank_apart = model::Guard{typer_.condition(rank.condition), item.span};
      need_rank_by(item.span);
    });
    once<syntax::Classes>(head_word("classes", "xếp loại"), [&](const syntax::Classes& classes, const syntax::Item&) {
      book_.classes_by = classes.exact ? model::IndexUsed::exact : model::IndexUsed::published;
      typer_.index_is_visible = true;
      for (const syntax::ClassLine& line : classes.lines) {
        model::ClassLine read_line{line.label.text, model::no_expression, line.span};
        if (line.condition) read_line.condition = typer_.condition(*line.condition);
        if (const auto first = std::ranges::find(book_.classes, line.label.text, &model::ClassLine::label);
            first != book_.classes.end() && !line.label.text.empty())
          diagnostics_.report(label_twice, line.label.span, line.label.text)
              .related.push_back({first->span, stated_here_first, {}});
        book_.classes.push_back(std::move(read_line));
      }
      typer_.index_is_visible = false;
    });
  }

  void read_examples() {
    each<syntax::Example>([&](const syntax::Example& example, const syntax::Item& item) {
      // A name of one letter reads as the number of an item; it is one where there is such an item.
      const bool is_item = node_by_number_.contains(example.node);
      if (example.method) read_method_example(example, example.method->text, item);
      else if (!is_item && typer_.find_method(example.node)) read_method_example(example, example.node, item);
      else read_node_example(example, item);
    });
  }

  void read_gives(const syntax::Example& example, model::Example& into) {
    if (!example.gives) return;
    into.gives_span = example.gives->span;
    switch (example.gives->form) {
      case syntax::Form::none: into.gives_state = value::State::none; return;
      case syntax::Form::missing: into.gives_state = value::State::missing; return;
      case syntax::Form::not_applicable: into.gives_state = value::State::not_applicable; return;
      default: break;
    }
    if (const auto known = typer_.known(*example.gives)) into.gives = known->number;
  }

  /// False where the same was set before; says so.
  bool sets_first(std::map<model::InputId, Span>& set_at, model::InputId id, const syntax::Setting& setting) {
    const auto [first, is_first] = set_at.emplace(id, setting.span);
    if (!is_first) report_set_twice(setting, first->second);
    return is_first;
  }

  void report_set_twice(const syntax::Setting& setting, Span first) {
    diagnostics_.report(setting_twice, setting.name.span, words(setting.name.span))
        .related.push_back({first, stated_here_first, {}});
  }

  void read_node_example(const syntax::Example& example, const syntax::Item& item) {
    model::Example read_example;
    std::map<model::InputId, Span> set_at;
    read_example.title = example.title ? example.title->text : std::string{};
    read_example.span = item.span;
    if (example.node.empty()) return;  // the line could not be read, which has been said
    const auto found = node_by_number_.find(example.node);
    if (found == node_by_number_.end()) {
      if (!typer_.said.names_are_missing)
        diagnostics_.report(example_unknown, example.target_span,
                            BilingualText{"item " + example.node, "mục " + example.node});
      return;
    }
    read_example.node = found->second;
    if (!book_[read_example.node].has_rule()) {
      diagnostics_.report(example_of_parent, example.target_span, name_of(book_[read_example.node]));
      return;
    }
    typer_.max = book_[read_example.node].max;
    for (const syntax::Setting& setting : example.settings) {
      if (setting.name.text.empty() && !setting.target) continue;
      auto id = set_input(setting, read_example.node);
      if (!id && setting.target) continue;
      if (id && *id != model::no_input && model::index(*id) >= inputs_of_rules_) {
        diagnostics_.report(set_in_vain, setting.name.span, words(setting.name.span));
        continue;
      }
      if (id && book_[*id].role == model::InputRole::column) {
        diagnostics_.report(column_set, setting.name.span, setting.name.text, book_.sets[book_[*id].place].name);
        continue;
      }
      if (!id) id = entered_of(read_example.node, setting.name.text);
      if (!id || *id == model::no_input) {
        // A line that could not be read may have been no setting at all.
        if (typer_.said.names_are_missing || setting.value.form == syntax::Form::hole) continue;
        std::vector<std::string> names;
        for (const model::Input& input : book_.inputs)
          if (model::is_given(input)) names.push_back(input.name);
        diagnostics_.report(setting_unknown, setting.name.span, setting.name.text,
                            did_you_mean(source::nearest(setting.name.text, names)));
        continue;
      }
      const auto value = typer_.setting(setting.value, *id);
      if (!value) continue;
      if (!sets_first(set_at, *id, setting)) continue;
      read_example.settings.push_back(*value);
    }
    for (const syntax::Record& record : example.records) read_record(record, read_example);
    read_gives(example, read_example);
    typer_.max.reset();
    book_.examples.push_back(std::move(read_example));
  }

  /// Points that are entered for the item (`1.2`) or for a line of it (`1.2:1`).
  std::optional<model::InputId> entered_of(NodeId node, std::string_view name) const {
    for (std::size_t i = 0; i < book_.inputs.size(); ++i)
      if (book_.inputs[i].role == model::InputRole::entered && book_.inputs[i].node == node && book_.inputs[i].name == name)
        return static_cast<model::InputId>(i);
    return std::nullopt;
  }

  /// The input that a setting is for. What is worked out of others (`previous(x) = 3`) may be set as well.
  std::optional<model::InputId> set_input(const syntax::Setting& setting, NodeId node) {
    if (!setting.target) return typer_.find_input(setting.name.text);
    if (setting.target->form == syntax::Form::evidence_word) {
      // A file may have an input of that name, too.
      if (const auto& clause = book_[node].scoring.evidence; clause && is(clause->given)) return book_[clause->given].input;
      if (const auto named = typer_.find_input(words(setting.name.span))) return named;
      diagnostics_.report(setting_unknown, setting.name.span, words(setting.name.span), "");
      return std::nullopt;
    }
    const Typed typed = typer_.type(*setting.target);
    if (typed.is_hole()) return std::nullopt;
    return book_[typed.id].input;
  }

  /// The column that a record sets: by its name, or what the rules of a unit below come to.
  static std::optional<syntax::Name> column_name(const syntax::Setting& setting) {
    if (!setting.target) return setting.name;
    if (setting.target->form == syntax::Form::class_word) return syntax::Name{"class", setting.name.span};
    if (setting.target->form == syntax::Form::name) return syntax::Name{setting.target->text, setting.name.span};
    return std::nullopt;
  }

  void read_record(const syntax::Record& written, model::Example& example) {
    model::Example::Record record;
    std::map<model::InputId, Span> set_at;
    if (!written.units) {
      const auto set = typer_.find_set(written.set.text);
      if (!set) {
        if (typer_.said.names_are_missing || typer_.is_lost_set(written.set.text)) return;
        std::vector<std::string> names;
        for (const model::RowSet& other : book_.sets)
          if (!other.name.empty()) names.push_back(other.name);
        diagnostics_.report(record_unknown, written.set.span, written.set.text,
                            did_you_mean(source::nearest(written.set.text, names)));
        return;
      }
      record.set = *set;
    }
    for (const syntax::Setting& setting : written.settings) {
      const auto name = column_name(setting);
      if (!name) {
        diagnostics_.report(setting_unknown, setting.name.span, words(setting.name.span), "");
        continue;
      }
      const auto id = typer_.column_of(record.set, *name);
      if (!id) continue;
      const auto value = typer_.setting(setting.value, *id);
      if (!value) continue;
      if (!sets_first(set_at, *id, setting)) continue;
      record.settings.push_back(*value);
    }
    example.records.push_back(std::move(record));
  }

  void read_method_example(const syntax::Example& example, const std::string& called, const syntax::Item& item) {
    const syntax::Method* method = typer_.find_method(called);
    if (method == nullptr || method->hole) {
      if (method == nullptr && !typer_.said.names_are_missing)
        diagnostics_.report(example_unknown, example.target_span,
                            BilingualText{"method " + called, "cách tính " + called});
      return;
    }
    if (method->of_max && !example.max) {
      diagnostics_.report(example_without_max, example.target_span);
      return;
    }
    if (example.max)
      if (const auto number = Number::from_decimal(example.max->digits)) typer_.max = *number;
    model::Example read_example;
    read_example.title = example.title ? example.title->text : std::string{};
    read_example.method = method->english.text;
    read_example.span = item.span;
    std::vector<std::optional<Typed>> arguments(method->parameters.size());
    std::vector<Span> set_at(method->parameters.size());
    bool sound = true;
    bool all_placed = true;  // false where a line may have meant any parameter
    for (const syntax::Setting& setting : example.settings) {
      if (setting.name.text.empty()) continue;
      std::size_t place = 0;
      while (place < method->parameters.size() && method->parameters[place].english.text != setting.name.text &&
             method->parameters[place].vietnamese.text != setting.name.text)
        ++place;
      if (place == method->parameters.size()) {
        diagnostics_.report(parameter_unknown, setting.name.span, called, setting.name.text);
        sound = all_placed = false;
        continue;
      }
      if (arguments[place]) {
        report_set_twice(setting, set_at[place]);
        sound = false;
        continue;
      }
      set_at[place] = setting.span;
      arguments[place] = typer_.argument(*method, place, called, typer_.type(setting.value), setting.value.span);
      sound &= !arguments[place]->is_hole();
    }
    for (std::size_t i = 0; i < arguments.size(); ++i)
      if (all_placed && !arguments[i] && !method->parameters[i].standard) {
        diagnostics_.report(parameter_unset, item.span, called,
                            BilingualText{method->parameters[i].english.text, method->parameters[i].vietnamese.text});
        sound = false;
      }
    if (sound) read_example.expression = typer_.instantiate(*method, std::move(arguments), item.span).id;
    read_gives(example, read_example);
    typer_.max.reset();
    if (is(read_example.expression)) book_.examples.push_back(std::move(read_example));
  }

  // ---- at the end --------------------------------------------------------------------------------------------------

  /// Only where nothing else is wrong: a line that could not be read may be the one that uses the input.
  void report_unused() {
    // What a frame does not use itself may be used by what completes it.
    if (diagnostics_.has_errors() || book_.first_left_open() != model::no_node) return;
    if (without_evidence_.first != nullptr && !without_evidence_used_)
      diagnostics_.report(no_evidence_to_lack, without_evidence_.second);
    for (std::size_t i = 0; i < book_.inputs.size(); ++i) {
      const model::Input& input = book_.inputs[i];
      if (!typer_.input_used[i] && !input.for_information) report_unused_input(input);
    }
    for (std::size_t i = 0; i < book_.constants.size(); ++i)
      if (!typer_.constant_used[i])
        diagnostics_.report(constant_unused, book_.constants[i].span, book_.constants[i].name);
  }

  void report_unused_input(const model::Input& input) {
    source::Finding& finding = diagnostics_.report(input_unused, input.span, input.name);
    if (input.span.file == book_.file) return;
    finding.help = {"`repeal input {0}`, or declare it again with `for information`",
                    "`bãi bỏ số liệu {0}`, hoặc khai báo lại kèm `để biết`"};
  }

  void count_items() {
    for (const model::Node& node : book_.nodes) {
      if (node.level == model::Level::deeper) continue;
      ++book_.items;
      if (node.reconstructed) ++book_.reconstructed_items;
    }
  }
};

}  // namespace

void read_bounds(ExpressionTyper& typer, model::Rulebook& book, model::InputId id, const syntax::KindClause& clause,
                 source::Diagnostics& diagnostics) {
  value::Range range;
  const Kind kind = book[id].kind;
  if (kind.tag == KindTag::count) range.low = Number(0);
  if (kind.tag == KindTag::yes_no) range = value::Range::closed(Number(0), Number(1));
  if (kind.tag == KindTag::choice)
    range = value::Range::closed(
        Number(0), Number(static_cast<std::int64_t>(book.choice_lists[kind.choice_list].size()) - 1));
  for (const model::Worth& worth : book[id].worths)
    if (worth.number) range = range.low ? value::hull(range, value::Range::point(*worth.number)) : value::Range::point(*worth.number);
  if (clause.written_0_to_100) range = value::Range::closed(Number(0), Number(1));
  const auto fits_kind = [&](const Kind& bound, bool bare) {
    return bare || kind.tag == KindTag::hole || bound.tag == KindTag::hole || result_of(Arithmetic::compare, kind.tag, bound.tag).has_value();
  };
  const auto narrow = [&](const syntax::Expression& written, bool is_high) {
    if (written.form == syntax::Form::name) {
      if (const auto other = typer.find_input(written.text)) {
        const model::Input& bounding = book[*other];
        if (bounding.role == model::InputRole::column &&
            (book[id].role != model::InputRole::column || book[id].place != bounding.place)) {
          diagnostics.report(bound_elsewhere, written.span, written.text, book.sets[bounding.place].name);
          return;
        }
        if (!fits_kind(book[*other].kind, false)) {
          diagnostics.report(bound_of_kind, written.span, typer.words(written.span), name_of(kind));
          return;
        }
        (is_high ? book.inputs[model::index(id)].at_most : book.inputs[model::index(id)].at_least).push_back(*other);
        return;
      }
    }
    const auto known = typer.known(written);
    if (!known) return;
    if (!fits_kind(known->kind, known->bare)) {
      diagnostics.report(bound_of_kind, written.span, typer.words(written.span), name_of(kind));
      return;
    }
    value::Range bound;
    (is_high ? bound.high : bound.low) = known->number;
    range = value::intersect(range, bound);
  };
  if (clause.from) narrow(*clause.from, false);
  if (clause.to) narrow(*clause.to, true);
  for (const syntax::Expression& bound : clause.at_least) narrow(bound, false);
  for (const syntax::Expression& bound : clause.at_most) narrow(bound, true);
  if (range.is_empty()) diagnostics.report(range_holds_nothing, book[id].span, book[id].name);
  else book.inputs[model::index(id)].range = range;
  typer.forget_declarations();
}

model::Rulebook elaborate(const Program& program, const source::Sources& sources, source::Diagnostics& diagnostics) {
  return Elaboration(program, sources, diagnostics).run();
}

}  // namespace barem::check

// `barem template RULES`: an empty data file to fill in: of all, of one party, or of a table's records.
#include "interpreter/data/template.h"

#include <algorithm>

#include "interpreter/command/inputs.h"
#include "interpreter/command/verbs.h"
#include "lang/syntax/build.h"
#include "lang/syntax/print.h"

namespace barem::command {

namespace {

constexpr Bilingual party_unknown{"the rules take nothing from `{0}`; they name: {1}",
                                  "bộ tiêu chí không lấy số liệu nào từ `{0}`; chỉ có: {1}"};
constexpr Bilingual table_unknown{"the rules have no table or questionnaire `{0}`; they have: {1}",
                                  "bộ tiêu chí không có bảng hay phiếu điều tra `{0}`; chỉ có: {1}"};
constexpr Bilingual no_tables{"the rules have no table and no questionnaire", "bộ tiêu chí không có bảng hay phiếu điều tra nào"};
constexpr Bilingual of_one_thing{"`--for` and `--records` do not go together: records have no party",
                                 "`--for` và `--records` không đi cùng nhau: bản ghi không thuộc bên nào"};

/// Suppliers as the language of the rules calls them.
std::vector<std::string> as_written(std::vector<std::string> parties, Language language) {
  const auto spelling = language == Language::english ? syntax::Spelling::english : syntax::Spelling::vietnamese;
  for (std::string& party : parties) party = syntax::print_supplier(party, spelling);
  return parties;
}

}  // namespace

int run_template(const Call& call) {
  if (call.has("--for") && call.has("--records")) return refuse_call(call, of_one_thing, {});
  Rules rules;
  if (!load_rulebook(call, call.operands[0], rules)) return answer_is_no;
  const model::Rulebook& rulebook = rules.rulebook();
  const Language language = rules.language(call);
  char separator = data::template_separator(rulebook);
  if (const std::optional<std::string> asked = call.value("--separator"))
    separator = *asked == "comma" ? ',' : *asked == "semicolon" ? ';' : '\t';
  std::string text;
  if (const std::optional<std::string> table = call.value("--records")) {
    std::vector<std::string> names;
    std::optional<std::uint32_t> found;
    for (std::uint32_t set = 0; set < rulebook.sets.size(); ++set) {
      const model::RowSet& one = rulebook.sets[set];
      if (one.kind != model::SetKind::table && one.kind != model::SetKind::questionnaire) continue;
      names.push_back(one.name);
      if (one.name == source::to_nfc(*table)) found = set;
    }
    if (names.empty()) return complain(no_tables, {}, language);
    if (!found) return complain(table_unknown, {*table, source::listed(names)}, language);
    text = data::template_of_records(rulebook, *found, separator);
  } else {
    std::string party;
    if (const std::optional<std::string> asked = call.value("--for")) {
      party = syntax::supplier_name(source::to_nfc(*asked));
      const std::vector<std::string> known = data::parties(rulebook);
      if (std::find(known.begin(), known.end(), party) == known.end())
        return complain(party_unknown, {*asked, source::listed(as_written(known, rulebook.language))}, language);
    }
    text = call.value("--format") == "long" ? data::template_long(rulebook, separator, party)
                                            : data::template_wide(rulebook, separator, party);
  }
  Output output(call);
  output.write(text);
  return output.finish(done);
}

}  // namespace barem::command

// `barem score RULES --data UNITS`: the ranked table, JSON or CSV; what is missing; what changed against an earlier run.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/command/inputs.h"
#include "interpreter/command/progress.h"
#include "interpreter/command/variations.h"
#include "interpreter/command/verbs.h"
#include "interpreter/report/scores.h"

namespace barem::command {

namespace {

constexpr Bilingual not_a_result{"{0} is neither a result that `barem score --format json` wrote nor a rule file",
                                 "{0} không phải kết quả do `barem score --format json` ghi, cũng không phải tệp quy tắc"};
constexpr Bilingual csv_against{"`--against` goes with `--format table` or `json`, not `csv`",
                                "`--against` đi với `--format table` hoặc `json`, không đi với `csv`"};
constexpr Bilingual vary_as{"`--vary` is a table of its own, or `--format json`; it goes with no `--against` and no `--missing`",
                            "`--vary` in bảng riêng hoặc `--format json`; không đi kèm `--against` hoặc `--missing`"};
constexpr Bilingual not_a_part{"`--vary {0}`: a percentage above 0 and below 100 is due, as in `--vary weights=10%`",
                               "`--vary {0}`: cần một tỷ lệ lớn hơn 0 và nhỏ hơn 100%, ví dụ `--vary weights=10%`"};
constexpr Bilingual vary_reads_again{"`--vary` reads the data once for each number: give it as a file, not as `-`",
                                     "`--vary` đọc lại số liệu cho từng con số: hãy đưa số liệu bằng tệp, không dùng `-`"};
constexpr Bilingual missing_as{"`--missing` is a list for people; it goes with no other `--format` and no `--against`",
                               "`--missing` là danh sách để đọc; không đi kèm `--format` khác hoặc `--against`"};

constexpr Bilingual reading{"reading the data", "đang đọc số liệu"};
constexpr Bilingual scoring{"scoring", "đang chấm điểm"};
constexpr Bilingual varying{"scoring with other numbers", "đang chấm với các con số khác"};
constexpr Bilingual comparing{"comparing", "đang so sánh"};
constexpr Bilingual writing{"writing the result", "đang ghi kết quả"};

report::Nodes nodes_of(const Call& call, report::Nodes standard) {
  const std::optional<std::string> nodes = call.value("--nodes");
  if (!nodes) return standard;
  return *nodes == "all" ? report::Nodes::all : *nodes == "fields" ? report::Nodes::fields : report::Nodes::none;
}

/// Older rules, with the data of now, which are made for the new ones.
std::optional<report::Earlier> earlier_by_rules(const Call& call, Rules& old, const Rules& now) {
  const std::optional<data::Units> units = read_units(call, old, &now);
  if (!units) return std::nullopt;
  const score::Sheet sheet = score::evaluate(*old.graph, old.rulebook(), *units, score::Keep::nodes);
  const report::Results results{old.rulebook(), *old.graph, *units, sheet};
  if (say_undecided(results, old.sources, old.language(call))) return std::nullopt;
  return report::earlier_from(results);
}

/// True where `--against` names rules, not a result.
bool is_against_rules(const Call& call) { return call.value("--against").value_or("").ends_with(".barem"); }

std::optional<report::Earlier> earlier_by_result(const Call& call, const std::string& path, const Rules& now) {
  const Language language = now.language(call);
  const load::FileText file = read_file(path);
  if (!file.bytes) {
    say_unreadable(path, file.reason, language);
    return std::nullopt;
  }
  std::optional<report::Earlier> earlier = report::earlier_from_json(*file.bytes);
  if (!earlier) complain(not_a_result, {path}, language);
  return earlier;
}

bool reads_standard_input(const Call& call) {
  const auto is_it = [](const std::string& given) { return given == "-" || given.ends_with("=-"); };
  if (call.operands[0] == "-") return true;
  return std::ranges::any_of(std::to_array({"--data", "--records", "--previous", "--history", "--level", "--successors"}),
                             [&](const char* option) { return std::ranges::any_of(call.values(option), is_it); });
}

std::optional<int> wrong_combination(const Call& call, const std::string& format) {
  if (call.has("--against") && format == "csv") return refuse_call(call, csv_against, {});
  if (call.has("--missing") && (format != "table" || call.has("--against")))
    return refuse_call(call, missing_as, {});
  if (!call.has("--vary")) return std::nullopt;
  if (format == "csv" || call.has("--against") || call.has("--missing")) return refuse_call(call, vary_as, {});
  for (const std::string& written : call.values("--vary"))
    if (!is_variation(written)) return refuse_call(call, not_a_part, {written});
  if (reads_standard_input(call)) return refuse_call(call, vary_reads_again, {});
  return std::nullopt;
}

}  // namespace

int run_score(const Call& call) {
  const std::string format = call.value("--format").value_or("table");
  if (const std::optional<int> status = wrong_data_call(call)) return *status;
  if (const std::optional<int> status = wrong_combination(call, format)) return *status;
  Rules rules;
  if (!load_rulebook(call, call.operands[0], rules)) return answer_is_no;
  const Language language = rules.language(call);
  std::optional<Progress> progress(std::in_place, language);
  progress->now(reading);
  std::optional<Rules> older;
  if (is_against_rules(call) && !load_rulebook(call, *call.value("--against"), older.emplace())) return answer_is_no;
  const std::optional<data::Units> units = read_units(call, rules, nullptr, older ? &*older : nullptr);
  if (!units) return answer_is_no;

  progress->now(scoring);
  const bool is_table = format == "table";
  const report::Nodes nodes = nodes_of(call, is_table ? report::Nodes::fields : report::Nodes::all);
  const bool needs_nodes = nodes == report::Nodes::all || call.has("--missing") || call.has("--against");
  const score::Sheet sheet = score::evaluate(*rules.graph, rules.rulebook(), *units,
                                             needs_nodes ? score::Keep::nodes : score::Keep::fields);
  const report::Results results{rules.rulebook(), *rules.graph, *units, sheet};
  if (say_undecided(results, rules.sources, language)) return answer_is_no;
  std::optional<report::Comparison> comparison;
  if (const std::optional<std::string> against = call.value("--against")) {
    progress->now(comparing);
    const std::optional<report::Earlier> earlier =
        older ? earlier_by_rules(call, *older, rules) : earlier_by_result(call, *against, rules);
    if (!earlier) return answer_is_no;
    comparison = report::compare(*earlier, results);
  }
  std::optional<std::vector<report::Variation>> variations;
  if (call.has("--vary")) {
    progress->now(varying);
    variations = variations_of(call, rules, *units);
    if (!variations) return answer_is_no;
  }

  Output output(call);
  progress->now(writing);
  if (!output.is_file()) progress.reset();  // the table needs the terminal
  const std::optional<std::size_t> columns = output.is_file() ? std::nullopt : terminal_columns();
  const report::Sink sink = [&](std::string_view piece) { output.write(piece); };
  if (variations && format == "json")
    report::variation_json(results, *variations, sink);
  else if (variations)
    output.write(report::variation_table(results, *variations, language, columns));
  else if (call.has("--missing"))
    output.write(report::missing_table(results, language, columns));
  else if (format == "json")
    report::scores_json(results, nodes, comparison ? &*comparison : nullptr, sink);
  else if (format == "csv")
    report::scores_csv(results, nodes, sink);
  else if (comparison)
    output.write(report::comparison_table(*comparison, results, language, columns));
  else
    output.write(report::scores_table(results, nodes, language, columns));
  return output.finish(call.has("--strict") && report::anything_missing(results) ? answer_is_no : done);
}

}  // namespace barem::command

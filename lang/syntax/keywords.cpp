// The table of words, and how a phrase is recognised in text.
// In: text at a place. Out: the length of what stands there. Not here: which phrase is due where (grammar).
#include "lang/syntax/keywords.h"

#include <algorithm>

namespace barem::syntax {
namespace {

using enum Phrase;
using enum Place;

constexpr bool reserved = true, free = false;
constexpr bool built = true, later = false;

// clang-format off
constexpr Keyword table_[] = {
  // what begins in column 1
  {barem,            "barem",                "barem",                     head},
  {rulebook,         "rulebook",             "bộ tiêu chí",               head},
  {version,          "version",              "phiên bản",                 head},
  {basis,            "basis",                "căn cứ",                    anywhere},
  {reconstructed,    "reconstructed",        "dựng lại",                  anywhere},
  {unit,             "unit",                 "đơn vị",                    head},
  {scale,            "scale",                "thang điểm",                head},
  {expect,           "expect",               "gồm",                       anywhere},
  {fields,           "fields",               "lĩnh vực",                  anywhere,   free, built, "field"},
  {criteria,         "criteria",             "tiêu chí",                  anywhere,   free, built, "criterion"},
  {components,       "components",           "tiêu chí thành phần",       anywhere,   free, built, "component"},
  {use,              "use",                  "dùng",                      head},
  {option,           "option",               "tùy chọn",                  head,       free, built, "", "tuỳ chọn"},
  {constant,         "constant",             "mức quy định",              head},
  {inputs_from,      "inputs from",          "số liệu từ",                head},
  {index_is,         "index is",             "chỉ số là",                 head},
  {geometric_mean_of_fields, "geometric mean of fields", "trung bình nhân các lĩnh vực", head},
  {mean_of_fields,   "mean of fields",       "trung bình các lĩnh vực",   head},
  {publish_index,    "publish index",        "công bố chỉ số",            head},
  {rank_by,          "rank by",              "xếp hạng theo",             head},
  {classes_by,       "classes by",           "xếp loại theo",             head},
  {published_index,  "published index",      "chỉ số công bố",            head},
  {exact_index,      "exact index",          "chỉ số chính xác",          head},
  {method,           "method",               "cách tính",                 head},
  {of_max,           "of max",               "theo điểm tối đa",          head,       free, built, "", "theo tối đa"},
  {example,          "example",              "ví dụ",                     head},
  {for_,             "for",                  "cho",                       head},
  {label_as,         "as",                   "ghi là",                    head},
  {weight,           "weight",               "trọng số",                  head},
  {points,           "points",               "điểm",                      anywhere,   free, built, "point"},
  {ministry,         "ministry",             "bộ",                        anywhere},
  {council,          "council",              "hội đồng",                  anywhere},
  {survey_supplier,  "survey",               "điều tra",                  anywhere},
  {as,               "as",                   "theo",                      head},
  {as_percent,       "percent",              "phần trăm",                 head},
  {as_number,        "number",               "số",                        head},
  {to,               "to",                   "đến",                       anywhere},
  {from,             "from",                 "từ",                        anywhere},
  {decimals,         "decimals",             "chữ số thập phân",          anywhere,   free, built, "decimal"},
  {half_even,        "half even",            "về số chẵn",                anywhere},
  {effective,        "effective",            "hiệu lực từ",               head},
  {amends,           "amends",               "sửa đổi",                   head},
  {completes,        "completes",            "cụ thể hóa",                head,       free, built, "", "cụ thể hoá"},
  {replace,          "replace",              "thay thế",                  head},
  {repeal,           "repeal",               "bãi bỏ",                    head},
  {insert,           "insert",               "bổ sung",                   head},
  {renumber,         "renumber",             "đánh số lại",               head},
  {renumber_as,      "as",                   "thành",                     head},
  {input,            "input",                "số liệu",                   head,       free, built, "inputs"},
  {notes,            "notes",                "ghi chú",                   head},
  {ranks,            "ranks",                "xếp hạng",                  head},
  {classes,          "classes",              "xếp loại",                  head},

  // clauses below a heading
  {evidence,         "evidence",             "tài liệu kiểm chứng",       clause},
  {note,             "note",                 "ghi chú",                   anywhere},
  {title,            "title",                "tên",                       clause},
  {survey,           "survey",               "điều tra xã hội học",       anywhere},
  {not_applicable_when, "not applicable when", "không áp dụng khi",       clause},
  {full_points_when, "full points when",     "được điểm tối đa khi",      clause},
  {cap,              "cap",                  "khống chế",                 clause},
  {zero_when,        "zero when",            "không điểm khi",            clause},
  {if_missing,       "if missing",           "nếu thiếu số liệu",         clause},
  {round,            "round",                "làm tròn",                  anywhere},
  {let,              "let",                  "đặt",                       anywhere},
  {at_most,          "at most",              "không quá",                 anywhere},
  {at_least,         "at least",             "ít nhất",                   kind},
  {not_below,        "not below",            "không dưới",                clause},
  {geometric_mean_of_children, "geometric mean of children", "trung bình nhân các mục con", clause},
  {mean_of_children, "mean of children",     "trung bình các mục con",    clause},
  {bands,            "bands",                "theo mức",                  clause},
  {add,              "add",                  "cộng",                      clause},
  {deduct,           "deduct",               "trừ",                       clause},
  {per,              "per",                  "cho mỗi",                   clause,     reserved},
  {entered,          "entered",              "cho điểm",                  clause},
  {in_steps_of,      "in steps of",          "theo bước",                 clause},
  {by,               "by",                   "",                          clause},
  {when,             "when",                 "khi",                       anywhere,   reserved},
  {otherwise,        "otherwise",            "còn lại",                   anywhere,   reserved},
  {gives,            "gives",                "được",                      clause},
  {was,              "was",                  "trước là",                  anywhere},
  {left_open,        "left open",            "giao cụ thể hóa",           clause,     free, built, "", "giao cụ thể hoá"},

  // kinds of inputs and parameters
  {number,           "number",               "số",                        kind},
  {percent,          "percent",              "tỷ lệ",                     kind,       free, built, "", "tỉ lệ"},
  {count,            "count",                "số lượng",                  kind},
  {days,             "days",                 "số ngày",                   kind},
  {date,             "date",                 "ngày",                      kind},
  {yes_no,           "yes/no",               "có/không",                  kind},
  {choice,           "choice",               "lựa chọn",                  kind},
  {written_0_to_100, "written 0 to 100",     "ghi từ 0 đến 100",          kind},
  {or_none,          "or none",              "hoặc không có",             kind},
  {or_not_applicable, "or not applicable",   "hoặc không áp dụng",        kind},
  {for_information,  "for information",      "để biết",                   kind},

  // expressions
  {and_,             "and",                  "và",                        expression, reserved},
  {or_,              "or",                   "hoặc",                      expression, reserved},
  {not_,             "not",                  "không phải",                expression, reserved},
  {is_none,          "is none",              "là không có",               expression},
  {is_not_none,      "is not none",          "có giá trị",                expression},
  {is_a,             "is a",                 "là một",                    expression},
  {is_an,            "is an",                "",                          expression},
  {none,             "none",                 "không có",                  expression, reserved},
  {missing,          "missing",              "thiếu số liệu",             expression},
  {not_applicable,   "not applicable",       "không áp dụng",             expression},
  {if_none,          "if none",              "nếu không có",              expression},
  {max,              "max",                  "điểm tối đa",               expression, reserved, built, "", "tối đa"},
  {year,             "year",                 "năm",                       anywhere,   reserved},
  {yes,              "yes",                  "có",                        expression, reserved},
  {no,               "no",                   "không",                     expression, reserved},
  {of,               "of",                   "của",                       expression},
  {larger_of,        "larger of",            "số lớn hơn trong",          expression},
  {smaller_of,       "smaller of",           "số nhỏ hơn trong",          expression},
  {absolute,         "absolute",             "trị tuyệt đối",             expression},
  {floor,            "floor",                "làm tròn xuống",            expression},
  {ceiling,          "ceiling",              "làm tròn lên",              expression},
  {root,             "root",                 "căn",                       expression},
  {ln,               "ln",                   "ln",                        expression},
  {exp,              "exp",                  "exp",                       expression},
  {power,            "power",                "lũy thừa",                  expression, free, built, "", "luỹ thừa"},
  {index,            "index",                "chỉ số",                    expression},
  {day_prefix,       "",                     "ngày",                      expression},

  // reserved words of what is not built yet
  {over,             "over",                 "trên",                      expression, reserved, built},
  {where,            "where",                "với",                       expression, reserved, built},
  {is,               "is",                   "là",                        expression, reserved},
  {if_,              "if",                   "nếu",                       expression, reserved},
  {every,            "every",                "mọi",                       expression, reserved, built},
  {some,             "some",                 "có ít nhất một",            expression, reserved, built},

  // belong to the language, not built yet
  {table,            "table",                "bảng",                      head,       free, built},
  {stages,           "stages",               "các bước",                  head,       free, built},
  {appraisal_may_set, "appraisal may set points", "thẩm định được quyết định điểm", head, free, built},
  {index_may_pass,   "index may pass 100%",  "chỉ số được vượt 100%",     head},
  {index_may_fall,   "index may fall below 0", "chỉ số được xuống dưới 0", head},
  {index_at_most,    "index at most 100%",   "chỉ số không quá 100%",     head},
  {index_not_below,  "index not below 0",    "chỉ số không dưới 0",       head},
  {survey_head,      "survey",               "phiếu điều tra",            head,       free, built},
  {units_below,      "units below",          "đơn vị cấp dưới",           head,       free, built},
  {promise,          "promise",              "cam kết",                   head,       free, later},
  {rank_within,      "rank within",          "xếp hạng trong",            head},
  {rank_apart,       "rank apart",           "xếp riêng",                 head},
  {bonus,            "bonus",                "điểm cộng",                 head},
  {penalty,          "penalty",              "điểm trừ",                  head},
  {not_scored,       "not scored",           "không chấm điểm",           head},
  {may_go_below,     "may go below 0",       "được xuống dưới 0",         clause},
  {may_pass_max,     "may pass max",         "được vượt điểm tối đa",     clause,     free, built, "", "được vượt tối đa"},
  {evidence_required, "evidence required",   "tài liệu kiểm chứng bắt buộc", clause,  free, built},
  {without_evidence, "without evidence",     "không có tài liệu kiểm chứng", clause,  free, built},
  {progressively,    "progressively",        "lũy tiến",                  clause,     free, built, "", "luỹ tiến"},
  {points_of,        "points of",            "điểm của",                  expression},
  {index_of,         "index of",             "chỉ số của",                expression},
  {own,              "own",                  "của mình",                  expression, free, built},
  {previous,         "previous",             "năm trước",                 expression, free, built},
  {in_year,          "in",                   "năm",                       expression, free, built},
  {counting,         "count",                "đếm",                       expression, free, built},
  {sum,              "sum",                  "tổng",                      expression, free, built},
  {mean,             "mean",                 "trung bình",                expression, free, built},
  {share,            "share",                "tỷ trọng",                  expression, free, built, "", "tỉ trọng"},
  {largest,          "largest",              "lớn nhất",                  expression, free, built},
  {smallest,         "smallest",             "nhỏ nhất",                  expression, free, built},
  {median,           "median",               "trung vị",                  expression, free, built},
  {quantile,         "quantile",             "phân vị",                   expression, free, built},
  {rank,             "rank",                 "thứ hạng",                  expression, free, built},

  // sets of rows and what is asked of them
  {variance,         "variance",             "phương sai",                expression},
  {sample_variance,  "sample variance",      "phương sai mẫu",            expression},
  {units_set,        "units",                "các đơn vị",                expression},
  {other_units,      "other units",          "các đơn vị khác",           expression},
  {with_values,      "with",                 "có số liệu",                expression},
  {grouped_by,       "by",                   "theo từng",                 expression},
  {answers,          "answers",              "phiếu",                     kind,       free, built, "answer"},
  {not_counted,      "not counted",          "không tính",                kind},
  {scored_by,        "scored by",            "chấm theo",                 head},
  {class_,           "class",                "xếp loại",                  expression},
  {adds_up_as,       "adds up as",           "gộp theo",                  kind},
  {weighted_by,      "weighted by",          "theo trọng số",             kind},
  {latest,           "latest",               "muộn nhất",                 kind},
  {earliest,         "earliest",             "sớm nhất",                  kind},
  {any_of,           "any",                  "có một là được",            kind},
  {all_of,           "all",                  "phải đủ cả",                kind},
};
// clang-format on

consteval bool in_order() {
  std::size_t at = 0;
  for (const Keyword& entry : table_)
    if (static_cast<std::size_t>(entry.phrase) != at++) return false;
  return at == static_cast<std::size_t>(count_);
}
static_assert(in_order(), "the table keeps the order of Phrase");

/// The single words that can be no name, of both spellings.
constexpr auto reserved_words = [] {
  constexpr auto is_one = [](std::string_view text) { return !text.empty() && text.find(' ') == text.npos; };
  constexpr std::size_t size = [is_one] {
    std::size_t words = 0;
    for (const Keyword& entry : table_)
      if (entry.reserved) words += std::size_t{is_one(entry.english)} + std::size_t{is_one(entry.vietnamese)};
    return words;
  }();
  std::array<std::string_view, size> words;
  std::size_t at = 0;
  for (const Keyword& entry : table_) {
    if (entry.reserved && is_one(entry.english)) words[at++] = entry.english;
    if (entry.reserved && is_one(entry.vietnamese)) words[at++] = entry.vietnamese;
  }
  return words;
}();

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

}  // namespace

const std::array<std::string_view, 12> month_names = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};

std::span<const Keyword> keywords() {
  return table_;
}

const Keyword& keyword(Phrase phrase) {
  return table_[static_cast<std::size_t>(phrase)];
}

bool is_reserved(std::string_view word) {
  return std::find(reserved_words.begin(), reserved_words.end(), word) != reserved_words.end();
}

std::size_t match_blanks(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (c == ' ' || c == '\t' || c == '\n')
      at += 1;
    else if (c == '\xC2' && text.substr(at, 2) == "\xC2\xA0")  // no-break space
      at += 2;
    else if (c == '\xE2' && (text.substr(at, 3) == "\xE2\x80\xAF" || text.substr(at, 3) == "\xE2\x80\x87"))
      at += 3;  // narrow no-break space, figure space
    else if (c == '#')
      at = std::min(text.find('\n', at), text.size());
    else
      break;
  }
  return at;
}

bool continues_word(std::string_view text) {
  if (text.empty()) return false;
  const char c = text[0];
  if (static_cast<unsigned char>(c) < 0x80) return is_digit(c) || is_ascii_letter(c);
  return source::is_letter(source::character_at(text, 0).value);
}

std::size_t match_word(std::string_view text) {
  if (text.empty() || is_digit(text[0])) return 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (static_cast<unsigned char>(c) < 0x80) {
      if (!is_digit(c) && !is_ascii_letter(c)) break;
      at += 1;
    } else {
      const source::Character character = source::character_at(text, at);
      if (!source::is_letter(character.value)) break;
      at += character.length;
    }
  }
  return at;
}

std::size_t match_begun_phrase(std::string_view phrase, std::string_view text) {
  std::size_t at = 1;
  for (std::size_t i = 1; i < phrase.size(); ++i) {
    if (phrase[i] == ' ') {
      const std::size_t blanks = match_blanks(text.substr(at));
      if (blanks == 0) return 0;
      at += blanks;
    } else {
      if (at >= text.size() || text[at] != phrase[i]) return 0;
      ++at;
    }
  }
  return continues_word(text.substr(at)) ? 0 : at;
}

}  // namespace barem::syntax

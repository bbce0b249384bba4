// The typing table: see kinds.h. Semantics 7 gives the reasons: points stay points, a ratio of points is a number,
// a percentage is a number with a printed form and never points or a count.
#include "lang/check/kinds.h"

#include <array>

namespace barem::check {

namespace {

using enum model::KindTag;
using enum Arithmetic;

constexpr std::array table{
    TypingRule{add, points, points, points},
    TypingRule{add, count, count, count},
    TypingRule{add, count, whole, number},
    TypingRule{add, whole, count, number},
    TypingRule{add, whole, whole, number},
    TypingRule{add, count, number, number},
    TypingRule{add, number, count, number},
    TypingRule{add, whole, number, number},
    TypingRule{add, number, whole, number},
    TypingRule{add, number, number, number},
    TypingRule{add, percent, percent, percent},
    TypingRule{add, percent, number, number},
    TypingRule{add, number, percent, number},
    TypingRule{add, days, days, days},
    TypingRule{add, date, days, date},
    TypingRule{add, days, date, date},

    TypingRule{subtract, points, points, points},
    TypingRule{subtract, count, count, number},
    TypingRule{subtract, count, whole, number},
    TypingRule{subtract, whole, count, number},
    TypingRule{subtract, whole, whole, number},
    TypingRule{subtract, count, number, number},
    TypingRule{subtract, number, count, number},
    TypingRule{subtract, whole, number, number},
    TypingRule{subtract, number, whole, number},
    TypingRule{subtract, number, number, number},
    TypingRule{subtract, percent, percent, percent},
    TypingRule{subtract, percent, number, number},
    TypingRule{subtract, number, percent, number},
    TypingRule{subtract, days, days, days},
    TypingRule{subtract, date, days, date},
    TypingRule{subtract, date, date, days},

    TypingRule{multiply, points, number, points},
    TypingRule{multiply, points, percent, points},
    TypingRule{multiply, points, count, points},
    TypingRule{multiply, points, whole, points},
    TypingRule{multiply, number, points, points},
    TypingRule{multiply, percent, points, points},
    TypingRule{multiply, count, points, points},
    TypingRule{multiply, whole, points, points},
    TypingRule{multiply, number, number, number},
    TypingRule{multiply, number, percent, number},
    TypingRule{multiply, percent, number, number},
    TypingRule{multiply, percent, percent, number},
    TypingRule{multiply, number, count, number},
    TypingRule{multiply, count, number, number},
    TypingRule{multiply, number, whole, number},
    TypingRule{multiply, whole, number, number},
    TypingRule{multiply, percent, count, number},
    TypingRule{multiply, count, percent, number},
    TypingRule{multiply, percent, whole, number},
    TypingRule{multiply, whole, percent, number},
    TypingRule{multiply, count, count, number},
    TypingRule{multiply, count, whole, number},
    TypingRule{multiply, whole, count, number},
    TypingRule{multiply, whole, whole, number},
    TypingRule{multiply, days, number, days},
    TypingRule{multiply, number, days, days},
    TypingRule{multiply, days, count, days},
    TypingRule{multiply, count, days, days},

    TypingRule{divide, points, points, number},
    TypingRule{divide, points, number, points},
    TypingRule{divide, points, percent, points},
    TypingRule{divide, points, count, points},
    TypingRule{divide, points, whole, points},
    TypingRule{divide, number, number, number},
    TypingRule{divide, number, percent, number},
    TypingRule{divide, percent, number, number},
    TypingRule{divide, percent, percent, number},
    TypingRule{divide, number, count, number},
    TypingRule{divide, count, number, number},
    TypingRule{divide, number, whole, number},
    TypingRule{divide, whole, number, number},
    TypingRule{divide, percent, count, number},
    TypingRule{divide, percent, whole, number},
    TypingRule{divide, count, percent, number},
    TypingRule{divide, whole, percent, number},
    TypingRule{divide, count, count, number},
    TypingRule{divide, count, whole, number},
    TypingRule{divide, whole, count, number},
    TypingRule{divide, whole, whole, number},
    TypingRule{divide, days, days, number},
    TypingRule{divide, days, number, days},
    TypingRule{divide, days, count, days},
    TypingRule{divide, number, days, number},
    TypingRule{divide, count, days, number},

    TypingRule{compare, points, points, yes_no},
    TypingRule{compare, number, number, yes_no},
    TypingRule{compare, number, percent, yes_no},
    TypingRule{compare, percent, number, yes_no},
    TypingRule{compare, percent, percent, yes_no},
    TypingRule{compare, number, count, yes_no},
    TypingRule{compare, count, number, yes_no},
    TypingRule{compare, number, whole, yes_no},
    TypingRule{compare, whole, number, yes_no},
    TypingRule{compare, count, count, yes_no},
    TypingRule{compare, count, whole, yes_no},
    TypingRule{compare, whole, count, yes_no},
    TypingRule{compare, whole, whole, yes_no},
    TypingRule{compare, days, days, yes_no},
    TypingRule{compare, date, date, yes_no},
    TypingRule{compare, yes_no, yes_no, yes_no},
    TypingRule{compare, choice, choice, yes_no},
};

}  // namespace

std::span<const TypingRule> typing_table() { return table; }

std::optional<model::KindTag> result_of(Arithmetic operation, model::KindTag left, model::KindTag right) {
  for (const TypingRule& rule : table)
    if (rule.operation == operation && rule.left == left && rule.right == right) return rule.result;
  return std::nullopt;
}

source::BilingualText name_of(model::Kind kind) {
  switch (kind.tag) {
    case number: return {"a number", "số"};
    case percent: return {"a percentage", "tỷ lệ phần trăm"};
    case count: return {"a count", "số lượng"};
    case whole: return {"a whole number", "số nguyên"};
    case points: return {"points", "điểm"};
    case date: return {"a date", "ngày"};
    case days: return {"a number of days", "số ngày"};
    case yes_no: return {"yes or no", "có hoặc không"};
    case choice: return {"a choice", "lựa chọn"};
    case hole: break;
  }
  return {"something unclear", "nội dung chưa rõ"};
}

model::KindTag tag_of(syntax::KindWord word) {
  switch (word) {
    case syntax::KindWord::number: return number;
    case syntax::KindWord::percent: return percent;
    case syntax::KindWord::count: return count;
    case syntax::KindWord::points: return points;
    case syntax::KindWord::date: return date;
    case syntax::KindWord::days: return days;
    case syntax::KindWord::yes_no: return yes_no;
    case syntax::KindWord::choice: return choice;
    case syntax::KindWord::whole: return whole;
  }
  return hole;
}

}  // namespace barem::check

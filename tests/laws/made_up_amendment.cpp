// Made-up amendments of made-up rulebooks: swaps, moves, replacements, repeals and insertions that leave sums as they
// are. See made_up.h.
#include <algorithm>
#include <set>

#include "tests/laws/made_up.h"

namespace barem::laws {

namespace {

/// An item of a rule file, found in its text.
struct Item {
  std::string number;
  std::string points;  ///< `1.5 points`
  std::string mean;  ///< its clause, where it is a mean
  bool is_leaf = true;
};

std::string parent_of(const std::string& number) {
  const std::size_t dot = number.rfind('.');
  return dot == std::string::npos ? "" : number.substr(0, dot);
}

std::vector<Item> items_of(const std::string& text) {
  std::vector<Item> items;
  for (std::size_t at = 0; at < text.size(); at = std::min(text.find('\n', at), text.size() - 1) + 1) {
    const std::string line = text.substr(at, text.find('\n', at) - at);
    if (line.empty()) continue;
    if (line[0] >= '0' && line[0] <= '9') {
      Item item;
      item.number = line.substr(0, line.find(' '));
      const std::size_t title_end = line.rfind('"');
      item.points = line.substr(title_end + 2);
      for (Item& other : items)
        if (other.number == parent_of(item.number)) other.is_leaf = false;
      items.push_back(item);
    } else if ((line == "  mean of children" || line == "  geometric mean of children") && !items.empty()) {
      items.back().mean = line + "\n";
    }
  }
  return items;
}

class Amender {
 public:
  Amender(Chance& chance, const std::string& base) : chance_(chance), items_(items_of(base)) {}

  std::string write() {
    std::string text;
    const std::size_t wanted = 1 + chance_.below(5);
    for (std::size_t tries = 0; tries < 4 * wanted; ++tries) text += step();
    std::string head = "barem 1\nrulebook \"Made up, amended\"\nversion 2025\namends 2024 \"base.barem\"\n";
    if (chance_.one_in(3)) head += "year 2025\n";
    if (chance_.one_in(4)) head += "publish index as points to 3 decimals\n";
    if (chance_.one_in(4)) head += "classes by exact index\n  \"high\" when index >= 70%\n  \"low\" otherwise\n";
    if (!inputs_.empty()) head += "\ninputs from unit\n" + inputs_;
    return head + text;
  }

 private:
  Chance& chance_;
  std::vector<Item> items_;
  std::set<std::string> touched_;  ///< items that have an alteration already, or stand in the way of one
  std::set<std::string> taken_;    ///< numbers that the new text gives away
  std::string inputs_;
  int names_ = 0;

  const Item& any() { return items_[chance_.below(items_.size())]; }

  /// Neither the item nor what is above or below it was altered.
  bool is_free(const Item& item) const {
    return std::ranges::none_of(touched_, [&](const std::string& other) {
      return other == item.number || other.starts_with(item.number + ".") || item.number.starts_with(other + ".");
    });
  }

  std::string new_number(const std::string& parent) {
    for (int last = 7;; ++last) {
      std::string number = (parent.empty() ? "" : parent + ".") + std::to_string(last);
      if (taken_.insert(number).second) return number;
    }
  }

  std::string rule(const std::string& points) {
    const std::string name = "y" + std::to_string(++names_);
    if (chance_.one_in(3)) {
      inputs_ += "  " + name + " count for information \"New input\"\n";
      return "  bands " + name + "\n    0 : 0\n    1 to 4 : 1/4 max\n    >= 5 : max\n";
    }
    inputs_ += "  " + name + " yes/no for information was old_" + name + " \"New input\"\n";
    return "  " + points.substr(0, points.find(' ')) + " when " + name + "\n  0 otherwise\n";
  }

  std::string step() {
    const Item& item = any();
    if (!is_free(item)) return {};
    switch (chance_.below(5)) {
      case 0: return swap(item);
      case 1: return move(item);
      case 2: return replace(item);
      case 3: return exchange(item);
      default: return insert_below(item);
    }
  }

  /// Two siblings change places, with all that lies below them.
  std::string swap(const Item& item) {
    const Item& other = any();
    if (parent_of(other.number) != parent_of(item.number) || other.number == item.number || !is_free(other)) return {};
    touched_.insert({item.number, other.number});
    return "\nrenumber " + item.number + " as " + other.number + ", " + other.number + " as " + item.number + "\n";
  }

  std::string move(const Item& item) {
    touched_.insert(item.number);
    std::string text = "\nrenumber " + item.number + " as " + new_number(parent_of(item.number)) + "\n";
    if (item.is_leaf && chance_.one_in(3))
      text += "\nreplace " + item.number + " \"Another title\" " + item.points + "\n" + rule(item.points);
    return text;
  }

  std::string replace(const Item& item) {
    touched_.insert(item.number);
    const std::string clauses = item.is_leaf ? rule(item.points) : item.mean;
    return "\nreplace " + item.number + " \"Replaced " + item.number + "\" " + item.points + "\n" + clauses;
  }

  /// One falls away, another of the same points comes in: under its number or a new one.
  std::string exchange(const Item& item) {
    if (parent_of(item.number).empty() && !chance_.one_in(4)) return {};
    touched_.insert(item.number);
    const std::string number = chance_.one_in(2) ? item.number : new_number(parent_of(item.number));
    return "\nrepeal " + item.number + "\n\ninsert " + number + " \"Inserted\" " + item.points + "\n" + rule(item.points);
  }

  /// A leaf is split into two, each scored by itself.
  std::string insert_below(const Item& item) {
    if (!item.is_leaf) return {};
    touched_.insert(item.number);
    std::string text = "\nreplace " + item.number + " \"Split\" " + item.points + "\n  mean of children\n";
    for (const char* last : {".1", ".2"})
      text += "\ninsert " + item.number + last + " \"Part\" 1 point\n  was 2024:" + item.number + "\n" + rule("1 point");
    return text;
  }
};

}  // namespace

std::string made_up_amendment(Chance& chance, const std::string& base) { return Amender(chance, base).write(); }

}  // namespace barem::laws

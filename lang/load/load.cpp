// Follows `amends` and `completes` from a file to the text it alters, and `use` to the methods it needs.
#include "lang/load/load.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <utility>
#include <vector>

#include "lang/load/library.h"
#include "lang/source/decode.h"
#include "lang/syntax/parse.h"

namespace barem::load {

using source::BilingualText;
using source::Language;
using source::Message;

namespace {

constexpr Message<2> file_unreadable{"E0200", "{0} cannot be read: {1}", "không đọc được {0}: {1}"};
constexpr Message<2> method_unknown{"E0201", "the standard library has no method `{0}`",
                                    "thư viện chuẩn không có cách tính `{0}`", "{1}", "{1}"};
constexpr Message<2> used_file_unreadable{
    "E0202", "the file `{0}` used here cannot be read: {1}", "không đọc được tệp `{0}` dùng ở đây: {1}",
    "files are looked up next to the file that names them", "tệp được tìm trong cùng thư mục với tệp nêu tên nó"};
constexpr Message<1> use_goes_round{"E0203", "these files use each other in a circle: {0}",
                                    "các tệp này dùng lẫn nhau thành vòng: {0}",
                                    "move what both need to a file of its own",
                                    "chuyển phần dùng chung sang một tệp riêng"};
constexpr Message<1> used_file_is_rulebook{
    "E0204", "`{0}` is a rulebook, and `use` takes files that declare methods only",
    "`{0}` là một bộ tiêu chí, còn `dùng` chỉ nhận tệp khai báo cách tính",
    "move the methods to a file of their own and use that", "chuyển các cách tính sang một tệp riêng rồi dùng tệp đó"};
constexpr Message<2> amended_file_unreadable{
    "E0210", "the file `{0}` named here cannot be read: {1}", "không đọc được tệp `{0}` nêu ở đây: {1}",
    "files are looked up next to the file that names them", "tệp được tìm trong cùng thư mục với tệp nêu tên nó"};
constexpr Message<1> amends_goes_round{"E0211", "these files amend each other in a circle: {0}",
                                       "các tệp này sửa đổi lẫn nhau thành vòng: {0}"};

/// `did you mean …`, or what the library has.
BilingualText offer_for(std::string_view name) {
  std::vector<std::string> candidates = method_names(Language::english);
  const std::vector<std::string> vietnamese = method_names(Language::vietnamese);
  BilingualText offer{"it has " + source::listed(candidates), "thư viện có " + source::listed(vietnamese)};
  candidates.insert(candidates.end(), vietnamese.begin(), vietnamese.end());
  const std::string nearest = source::nearest(name, candidates);
  if (!nearest.empty()) offer = {"did you mean `" + nearest + "`?", "ý bạn là `" + nearest + "`?"};
  return offer;
}

bool is_rulebook(const syntax::Tree& tree) {
  return std::any_of(tree.items.begin(), tree.items.end(), [](const syntax::Item& item) {
    return std::holds_alternative<syntax::Node>(item.body) || std::holds_alternative<syntax::Scale>(item.body) ||
           std::holds_alternative<syntax::RulebookTitle>(item.body) ||
           std::holds_alternative<syntax::Amends>(item.body) || std::holds_alternative<syntax::Completes>(item.body);
  });
}

/// By its ending: what `--data` takes.
bool is_data(std::string_view path) {
  return path.ends_with(".csv") || path.ends_with(".json");
}

std::filesystem::path as_path(const std::string& text) { return std::u8string(text.begin(), text.end()); }
std::string as_text(const std::filesystem::path& path) {
  const std::u8string text = path.lexically_normal().generic_u8string();
  return {text.begin(), text.end()};
}

/// The path of a file named in another, as a user would type it: next to the file that names it.
std::string path_beside(const std::string& naming, const std::string& named) {
  return as_text(as_path(naming).parent_path() / as_path(named));
}

class Loader {
 public:
  Loader(const FileReader& read, source::Sources& sources, source::Diagnostics& diagnostics)
      : read_(read), sources_(sources), diagnostics_(diagnostics) {}

  /// The tree of a file that the user named.
  std::optional<syntax::Tree> named_file(const std::string& path) {
    const FileText file = read_(path);
    if (!file.bytes) {
      const source::FileId id = sources_.add(source::Source(path, {}));
      diagnostics_.report(file_unreadable, {id, 0, 0}, path, file.reason);
      return std::nullopt;
    }
    return tree_of(path, *file.bytes);
  }

  /// False where something that a `use` names could not be taken.
  bool all_taken() const { return all_taken_; }

  /// The whole text of a file: itself, or what comes of the file it amends. Adds the steps that led there, and the files
  /// of the text before. Nothing where a file it builds on could not be read or altered, which has been said.
  std::optional<syntax::Tree> whole(syntax::Tree tree, const std::string& path,
                                    std::vector<amend::Amendment>& amendments) {
    const syntax::Item* line = amend::amending_line(tree);
    if (line == nullptr) return amend::refuse_alterations(tree, diagnostics_) ? std::optional(std::move(tree)) : std::nullopt;
    const auto* amends = std::get_if<syntax::Amends>(&line->body);
    const syntax::Text& name = amends != nullptr ? amends->file : std::get<syntax::Completes>(line->body).file;
    const std::string path_before = path_beside(path, name.text);
    way_.push_back(path);
    std::optional<syntax::Tree> before = text_before(name, path_before);
    if (before) before = whole(std::move(*before), path_before, amendments);
    way_.pop_back();
    if (!before) return std::nullopt;
    move_files(*before, path_before, path);
    amend::Consolidated consolidated =
        amend::consolidate(std::move(tree), std::move(*before), sources_, diagnostics_);
    amendments.push_back(std::move(consolidated.amendment));
    if (!consolidated.is_whole) return std::nullopt;
    return std::move(consolidated.tree);
  }

  /// Adds what a tree uses, in order of dependence.
  void follow(const syntax::Tree& tree, const std::string& path, std::vector<syntax::Tree>& used) {
    way_.push_back(path);
    for (const syntax::Item& item : tree.items) {
      const auto* use = std::get_if<syntax::Use>(&item.body);
      if (use == nullptr) continue;
      for (const syntax::Text& text : use->methods)
        use->file ? follow_file(text, path, used) : follow_method(text, used);
    }
    way_.pop_back();
  }

  std::optional<syntax::Tree> tree_of(const std::string& path, std::string_view bytes) {
    const std::optional<source::FileId> id = source::decode(path, bytes, sources_, diagnostics_);
    if (!id) return std::nullopt;
    return syntax::parse(*id, sources_, diagnostics_);
  }

 private:
  std::optional<syntax::Tree> text_before(const syntax::Text& name, const std::string& path) {
    if (goes_round(name, path, amends_goes_round)) return std::nullopt;
    const FileText file = read_(path);
    if (file.bytes) return tree_of(path, *file.bytes);
    diagnostics_.report(amended_file_unreadable, name.span, path, file.reason);
    return std::nullopt;
  }

  /// Says so where the way to this file leads through it already.
  bool goes_round(const syntax::Text& name, const std::string& path, const Message<1>& message) {
    const auto on_way = std::find(way_.begin(), way_.end(), path);
    if (on_way == way_.end()) return false;
    std::string circle;
    for (auto at = on_way; at != way_.end(); ++at) circle += *at + " → ";
    diagnostics_.report(message, name.span, circle + path);
    return true;
  }

  void follow_method(const syntax::Text& name, std::vector<syntax::Tree>& used) {
    const std::optional<embedded::File> file = find_method(name.text);
    if (!file) {
      all_taken_ = false;
      diagnostics_.report(method_unknown, name.span, name.text, offer_for(name.text));
      return;
    }
    const std::string path = "stdlib/" + std::string(file->name) + ".barem";
    if (is_known(path)) return;
    add(path, file->text, name.span, used);
  }

  void follow_file(const syntax::Text& name, const std::string& naming, std::vector<syntax::Tree>& used) {
    const std::string path = path_beside(naming, name.text);
    if (goes_round(name, path, use_goes_round)) {
      all_taken_ = false;
      return;
    }
    if (is_known(path)) return;
    const FileText file = read_(path);
    if (!file.bytes) {
      known_.push_back(path);
      all_taken_ = false;
      diagnostics_.report(used_file_unreadable, name.span, path, file.reason);
      return;
    }
    add(path, *file.bytes, name.span, used);
  }

  void add(const std::string& path, std::string_view bytes, source::Span named_at, std::vector<syntax::Tree>& used) {
    known_.push_back(path);
    std::optional<syntax::Tree> tree = tree_of(path, bytes);
    if (!tree || is_rulebook(*tree)) all_taken_ = false;
    if (!tree) return;
    if (is_rulebook(*tree)) {
      diagnostics_.report(used_file_is_rulebook, named_at, path);
      return;
    }
    follow(*tree, path, used);
    used.push_back(std::move(*tree));
  }

  bool is_known(const std::string& path) const {
    return std::find(known_.begin(), known_.end(), path) != known_.end();
  }

  const FileReader& read_;
  source::Sources& sources_;
  source::Diagnostics& diagnostics_;
  std::vector<std::string> way_;    // from the file the user named to the one being followed
  std::vector<std::string> known_;  // files read already, or found to be unreadable
  bool all_taken_ = true;
};

}  // namespace

namespace {

constexpr Message<2> level_unreadable{
    "E0205", "the rules of the units below, `{0}`, cannot be read: {1}", "không đọc được bộ tiêu chí của đơn vị cấp dưới `{0}`: {1}",
    "files are looked up next to the file that names them", "tệp được tìm trong cùng thư mục với tệp nêu tên nó"};
constexpr Message<1> levels_go_round{
    "E0206", "these rulebooks name each other for their units below, in a circle: {0}",
    "các bộ tiêu chí này lấy lẫn nhau để chấm đơn vị cấp dưới, thành vòng tròn: {0}"};
constexpr Message<1> levels_too_deep{"E0208", "rulebooks stand more than {0} levels below each other here",
                                     "các bộ tiêu chí nối nhau quá {0} cấp ở đây"};
constexpr Message<1> level_is_no_rulebook{"E0207", "`{0}` is no rulebook: it has no items to score",
                                          "tệp `{0}` không phải là bộ tiêu chí: không có mục nào để chấm"};

/// A country has a handful; each is read for each that names it, so that none can take forever.
constexpr std::size_t most_levels = 5;

/// Follows `units below` from a rulebook to those of the levels under it. `way`: the paths from the top.
class Levels {
 public:
  Levels(const FileReader& read, source::Sources& sources, source::Diagnostics& diagnostics)
      : read_(read), sources_(sources), diagnostics_(diagnostics) {}

  Loaded load(const std::string& path, syntax::Tree tree, Loader& loader) {
    Loaded loaded;
    const std::size_t errors_before = diagnostics_.error_count();
    const std::string normal = as_text(as_path(path));
    loaded.program.main.file = tree.file;
    loaded.program.main.spelling = tree.spelling;
    std::optional<syntax::Tree> whole = loader.whole(std::move(tree), normal, loaded.amendments);
    if (!whole) return loaded;
    loaded.program.main = std::move(*whole);
    for (const amend::Amendment& amendment : loaded.amendments) loaded.program.amended.push_back(amendment.before);
    const std::size_t checked_from = diagnostics_.findings().size();
    loader.follow(loaded.program.main, normal, loaded.program.used);
    way_.push_back(normal);
    for (const syntax::Item& item : loaded.program.main.items)
      if (const auto* below = std::get_if<syntax::UnitsBelow>(&item.body)) follow(below->file, normal, loaded);
    way_.pop_back();
    loaded.program.is_whole = loader.all_taken();
    for (const Language language : {Language::english, Language::vietnamese})
      std::ranges::move(method_names(language), std::back_inserter(loaded.program.library));
    loaded.checked = check::check(loaded.program, sources_, diagnostics_);
    point_at_both_files(loaded, sources_, diagnostics_, checked_from);
    loaded.is_sound = diagnostics_.error_count() == errors_before;
    return loaded;
  }

 private:
  void follow(const syntax::Text& named, const std::string& naming, Loaded& above) {
    const std::string path = path_beside(naming, named.text);
    auto& place = above.levels.emplace_back();
    const auto on_way = std::find(way_.begin(), way_.end(), path);
    if (on_way != way_.end()) {
      std::string circle;
      for (auto at = on_way; at != way_.end(); ++at) circle += *at + " → ";
      diagnostics_.report(levels_go_round, named.span, circle + path);
      above.program.levels.emplace_back(named.text, nullptr);
      return;
    }
    if (way_.size() > most_levels) {
      diagnostics_.report(levels_too_deep, named.span, most_levels);
      above.program.levels.emplace_back(named.text, nullptr);
      return;
    }
    const FileText file = read_(path);
    if (!file.bytes) {
      diagnostics_.report(level_unreadable, named.span, path, file.reason);
      above.program.levels.emplace_back(named.text, nullptr);
      return;
    }
    Loader loader(read_, sources_, diagnostics_);
    const std::size_t findings_before = diagnostics_.findings().size();
    std::optional<syntax::Tree> tree = loader.tree_of(path, *file.bytes);
    std::shared_ptr<const model::Rulebook> rulebook;
    if (tree && (is_data(path) || !is_rulebook(*tree))) {
      diagnostics_.findings().resize(findings_before);  // each line of data is a fault, of a file that should not be read
      diagnostics_.report(level_is_no_rulebook, named.span, path);
    } else if (tree) {
      place = std::make_unique<Loaded>(load(path, std::move(*tree), loader));
      if (place->is_sound) rulebook = std::make_shared<const model::Rulebook>(place->checked.rulebook);
    }
    above.program.levels.emplace_back(named.text, std::move(rulebook));
  }

  const FileReader& read_;
  source::Sources& sources_;
  source::Diagnostics& diagnostics_;
  std::vector<std::string> way_;
};

}  // namespace

Loaded load(const std::string& path, const FileReader& read, source::Sources& sources,
            source::Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  Loader loader(read, sources, diagnostics);
  std::optional<syntax::Tree> tree = loader.named_file(path);
  if (!tree) return {};
  Loaded loaded = Levels(read, sources, diagnostics).load(path, std::move(*tree), loader);
  loaded.is_sound = diagnostics.error_count() == errors_before;
  return loaded;
}

syntax::MethodNames library_names(const syntax::Tree& tree, syntax::Spelling spelling) {
  syntax::MethodNames names(spelling);
  names.add_all(tree);  // a method that the file declares itself keeps its names
  source::Sources sources;
  source::Diagnostics diagnostics;
  for (const syntax::Item& item : tree.items) {
    const auto* use = std::get_if<syntax::Use>(&item.body);
    if (use == nullptr || use->file) continue;
    for (const syntax::Text& method : use->methods) {
      const std::optional<embedded::File> file = find_method(method.text);
      if (!file) continue;
      const source::FileId id = sources.add(source::Source(std::string(file->name), std::string(file->text)));
      names.add_all(syntax::parse(id, sources, diagnostics));
    }
  }
  return names;
}

void point_at_both_files(const Loaded& loaded, const source::Sources& sources, source::Diagnostics& diagnostics,
                         std::size_t first) {
  amend::point_at_both_files(loaded.program.main, loaded.amendments, sources, diagnostics, first);
}

void move_files(syntax::Tree& tree, const std::string& from, const std::string& to) {
  const std::filesystem::path folder = as_path(from).parent_path();
  const std::filesystem::path target = as_path(to).parent_path();
  if (folder.lexically_normal() == target.lexically_normal()) return;
  for (syntax::Item& item : tree.items) {
    auto* use = std::get_if<syntax::Use>(&item.body);
    std::vector<syntax::Text*> names;
    if (auto* below = std::get_if<syntax::UnitsBelow>(&item.body)) names.push_back(&below->file);
    if (use != nullptr && use->file)
      for (syntax::Text& name : use->methods) names.push_back(&name);
    for (syntax::Text* name : names) {
      const std::filesystem::path named = (folder / as_path(name->text)).lexically_normal();
      const std::filesystem::path seen = named.lexically_relative(target.empty() ? "." : target.lexically_normal());
      if (!named.is_absolute() || target.is_absolute()) name->text = as_text(seen.empty() ? named : seen);
    }
  }
}

std::optional<syntax::Tree> load_tree(const std::string& path, const FileReader& read, source::Sources& sources,
                                      source::Diagnostics& diagnostics) {
  return Loader(read, sources, diagnostics).named_file(path);
}

}  // namespace barem::load

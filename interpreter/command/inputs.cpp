// Files, terminal and environment, for all verbs.
#include "interpreter/command/inputs.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "interpreter/command/progress.h"
#include "interpreter/prove/witness.h"
#include "interpreter/report/undecided.h"
#include "lang/source/render.h"
#include "lang/syntax/parse.h"

namespace barem::command {

using source::BilingualText;

namespace {

constexpr Bilingual file_unreadable{"{0} cannot be read: {1}", "không đọc được {0}: {1}"};
constexpr Bilingual file_unwritable{"{0} cannot be written: {1}", "không ghi được {0}: {1}"};
constexpr Bilingual more_findings{"… and {0} more; `--all` prints all of them",
                                  "… và {0} thông báo nữa; `--all` in tất cả"};
constexpr Bilingual nothing_to_score{"{0} has no fields; there is nothing to score",
                                     "{0} không có lĩnh vực nào; không có gì để chấm điểm"};
constexpr Bilingual frame_is_open{"{0} leaves item {1} open: what completes it can be scored, not the frame itself",
                                  "{0} giao cụ thể hóa mục {1}: chỉ chấm điểm được tệp cụ thể hóa, không chấm được khung"};
constexpr Bilingual data_absent{"`barem {0}` needs `--data UNITS`", "`barem {0}` cần `--data SỐ_LIỆU`"};
constexpr Bilingual set_unclear{"`--set` takes OPTION=VALUE, not `{0}`", "`--set` nhận TÙY_CHỌN=GIÁ_TRỊ, không nhận `{0}`"};
constexpr Bilingual number_unknown{"the rulebook has no item {0}", "bộ tiêu chí không có mục {0}"};
constexpr Bilingual number_unknown_near{"the rulebook has no item {0}; did you mean {1}?",
                                        "bộ tiêu chí không có mục {0}; ý bạn là {1}?"};
constexpr Bilingual nobody{"the data holds no unit", "số liệu không có đơn vị nào"};

/// What the system says, in our words for what happens often.
BilingualText reason_of(int error) {
  switch (error) {
    case ENOENT: return {"there is no such file", "không có tệp này"};
    case ENOTDIR: return {"there is no such folder", "không có thư mục này"};
    case EISDIR: return {"it is a folder", "đây là một thư mục"};
    case EACCES:
    case EPERM: return {"it is not permitted", "không có quyền"};
    case ENOSPC: return {"there is no space left", "hết chỗ trên đĩa"};
    case EIO: return {"the disk reports an error", "ổ đĩa báo lỗi"};
    case EROFS: return {"the disk cannot be written to", "đĩa chỉ cho phép đọc"};
    default: return {std::strerror(error), std::strerror(error)};
  }
}

/// The same for a file to be written: what is not there then is its folder.
BilingualText reason_not_written(int error) { return reason_of(error == ENOENT ? ENOTDIR : error); }

std::string filled(Bilingual text, const std::vector<std::string>& arguments, Language language) {
  return source::fill(text.in(language), {arguments.begin(), arguments.end()}, language);
}

int unheard = 0;  // how many stand; the program has one thread

void put_on_error(const std::string& text) {
  if (unheard != 0) return;
  clear_progress();
  std::fputs(text.c_str(), stderr);
}

bool has_colour() {
  const char* no_colour = std::getenv("NO_COLOR");
  if (no_colour != nullptr && *no_colour != '\0') return false;
  const char* terminal = std::getenv("TERM");
  return ::isatty(STDERR_FILENO) != 0 && (terminal == nullptr || std::string_view(terminal) != "dumb");
}

std::optional<std::string> read_whole(int descriptor) {
  std::string bytes;
  // Room for all of a file at once: text that grows is copied, and touches twice the memory.
  constexpr off_t most_room = 256 * 1024 * 1024;
  if (struct stat about {}; ::fstat(descriptor, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0)
    bytes.reserve(static_cast<std::size_t>(std::min(about.st_size, most_room)));
  std::array<char, 65536> buffer{};
  while (true) {
    const ssize_t count = ::read(descriptor, buffer.data(), buffer.size());
    if (count == 0) return bytes;
    if (count < 0) {
      if (errno == EINTR) continue;
      return std::nullopt;
    }
    bytes.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

/// Where a file really is: behind symbolic links, so that a link stays one.
std::string real_path(const std::string& path) {
  std::error_code error;
  const std::filesystem::path real = std::filesystem::weakly_canonical(path, error);
  return error ? path : real.string();
}

/// A terminal, a pipe or a device is written straight to: putting a file in its place would remove it.
bool is_special(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

/// The rights that the new file gets: those of the old one, else the usual ones.
void take_rights(const std::string& path, int descriptor) {
  struct stat status {};
  mode_t rights = 0;
  if (::stat(path.c_str(), &status) == 0) {
    rights = status.st_mode & 07777U;
  } else {
    const mode_t mask = ::umask(0);
    ::umask(mask);
    rights = 0666U & ~mask;
  }
  (void)::fchmod(descriptor, rights);  // on disks without rights there is nothing to keep
}

/// A new file beside the one that it will replace; its name comes back in `temporary`.
std::FILE* open_beside(const std::string& path, std::string& temporary) {
  if (std::error_code error; std::filesystem::is_directory(path, error)) {
    errno = EISDIR;
    return nullptr;
  }
  temporary = path + ".XXXXXX";
  const int descriptor = ::mkstemp(temporary.data());
  if (descriptor < 0) {
    temporary.clear();
    return nullptr;
  }
  take_rights(path, descriptor);
  return ::fdopen(descriptor, "wb");
}

}  // namespace

Unheard::Unheard() { ++unheard; }
Unheard::~Unheard() { --unheard; }

int complain(Bilingual text, const std::vector<std::string>& arguments, Language language) {
  const std::string line = std::string(language == Language::english ? "error: " : "lỗi: ") +
                           filled(text, arguments, language) + "\n";
  put_on_error(line);
  return answer_is_no;
}

void say_note(Bilingual text, const std::vector<std::string>& arguments, Language language) {
  put_on_error(std::string(language == Language::english ? "note: " : "lưu ý: ") + filled(text, arguments, language) + "\n");
}

load::FileText read_file(const std::string& path) {
  if (path == "-") {
    static bool was_read = false;
    if (was_read) return {std::nullopt, {"standard input can be read once only", "đầu vào chuẩn chỉ đọc được một lần"}};
    was_read = true;
    std::optional<std::string> bytes = read_whole(STDIN_FILENO);
    if (!bytes) return {std::nullopt, reason_of(errno)};
    return {std::move(bytes), {}};
  }
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return {std::nullopt, reason_of(errno)};
  std::optional<std::string> bytes = read_whole(descriptor);
  const int error = errno;
  ::close(descriptor);
  if (!bytes) return {std::nullopt, reason_of(error)};
  return {std::move(bytes), {}};
}

namespace {

/// A file that is read again from its beginning for each pass.
class BytesOfFile : public data::ByteReader {
 public:
  explicit BytesOfFile(std::FILE* file) : file_(file) {}
  ~BytesOfFile() override { std::fclose(file_); }
  BytesOfFile(const BytesOfFile&) = delete;
  BytesOfFile& operator=(const BytesOfFile&) = delete;
  std::size_t read(char* bytes, std::size_t size) override {
    const std::size_t count = std::fread(bytes, 1, size, file_);
    if (count < size && std::ferror(file_) != 0) error_ = errno;
    return count;
  }
  std::optional<BilingualText> fault() const override {
    return error_ == 0 ? std::nullopt : std::optional(reason_of(error_));
  }
  void rewind() override { std::rewind(file_); }

 private:
  std::FILE* file_;
  int error_ = 0;
};

}  // namespace

OpenedFile open_file(const std::string& path) {
  struct stat about {};
  const bool is_plain = path != "-" && ::stat(path.c_str(), &about) == 0 && S_ISREG(about.st_mode);
  if (is_plain) {
    if (std::FILE* file = std::fopen(path.c_str(), "rbe"); file != nullptr) return {std::make_unique<BytesOfFile>(file), {}};
    return {nullptr, reason_of(errno)};
  }
  load::FileText text = read_file(path);  // a pipe can be read once only, and says what a folder is not
  if (!text.bytes) return {nullptr, std::move(text.reason)};
  return {std::make_unique<data::BytesInMemory>(std::move(*text.bytes)), {}};
}

int say_unreadable(const std::string& path, const BilingualText& reason, Language language) {
  return complain(file_unreadable, {path, reason.in(language)}, language);
}

std::optional<BilingualText> write_file(const std::string& path, std::string_view text) {
  const std::string real = real_path(path);
  std::string temporary;
  std::FILE* file = open_beside(real, temporary);
  if (file == nullptr) return reason_not_written(errno);
  bool is_written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  int error = errno;
  if (std::fclose(file) != 0 && is_written) {
    is_written = false;
    error = errno;
  }
  if (is_written && ::rename(temporary.c_str(), real.c_str()) == 0) return std::nullopt;
  if (is_written) error = errno;
  ::unlink(temporary.c_str());
  return reason_not_written(error);
}

Output::Output(const Call& call) : language_(call.language()), path_(call.value("--output")) {
  if (path_ == "-") path_.reset();
  if (!path_) {
    file_ = stdout;
    return;
  }
  file_ = is_special(*path_) ? std::fopen(path_->c_str(), "wb") : open_beside(real_path(*path_), temporary_);
  failed_ = file_ == nullptr;
  if (failed_) fault_ = reason_not_written(errno);
}

Output::~Output() {
  if (path_ && file_ != nullptr) std::fclose(file_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void Output::write(std::string_view text) {
  if (failed_ || text.empty()) return;
  failed_ = std::fwrite(text.data(), 1, text.size(), file_) != text.size();
  if (failed_) fault_ = reason_not_written(errno);
}

int Output::finish(int status) {
  if (!failed_) {
    failed_ = std::fflush(file_) != 0;
    if (path_ && file_ != nullptr) failed_ = std::fclose(file_) != 0 || failed_;
    file_ = nullptr;
    if (!failed_ && !temporary_.empty()) failed_ = ::rename(temporary_.c_str(), real_path(*path_).c_str()) != 0;
    if (failed_)
      fault_ = reason_not_written(errno);
    else
      temporary_.clear();
  }
  if (!failed_) return status;
  return complain(file_unwritable,
                  {path_.value_or(language_ == Language::english ? "standard output" : "đầu ra chuẩn"),
                   fault_.in(language_)},
                  language_);
}

std::optional<std::size_t> terminal_columns() {
  if (const char* columns = std::getenv("COLUMNS"); columns != nullptr) {
    const int number = std::atoi(columns);
    if (number >= 20) return static_cast<std::size_t>(number);
  }
  if (::isatty(STDOUT_FILENO) == 0) return std::nullopt;
  struct winsize size {};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20) return size.ws_col;
  return 80;
}

void say_more(std::size_t count, Language language) {
  put_on_error("\n" + filled(more_findings, {std::to_string(count)}, language) + "\n");
}

void print_findings(const source::Diagnostics& diagnostics, const source::Sources& sources, Language language,
                    bool with_hints, bool all) {
  const source::RenderOptions options{language, has_colour()};
  std::size_t errors = 0;
  std::size_t hints = 0;
  std::size_t left_out = 0;
  std::string text;
  for (const source::Finding& finding : diagnostics.findings()) {
    const bool is_hint = finding.severity == source::Severity::hint;
    if (is_hint && !with_hints) continue;
    std::size_t& count = is_hint ? hints : errors;
    if (!all && ++count > printed_at_most) {
      ++left_out;
      continue;
    }
    if (!text.empty()) text += '\n';
    text += source::render(finding, sources, options);
  }
  if (left_out > 0) text += "\n" + filled(more_findings, {std::to_string(left_out)}, language) + "\n";
  if (!text.empty()) put_on_error(text);
}

Language Rules::language(const Call& call) const {
  if (call.asked) return *call.asked;
  // Of a file that was not there nothing is known.
  const bool is_there = sources.size() > 0 && !sources[source::FileId{0}].text().empty();
  return is_there ? syntax::language_of(loaded.program.main.spelling) : call.surroundings;
}

namespace {

/// Looks for a unit behind every doubt, of the rules below as well.
void settle_doubts(const load::Loaded& loaded, source::Diagnostics& diagnostics) {
  const model::Rulebook& rulebook = loaded.checked.rulebook;
  std::optional<graph::ScoringGraph> graph;
  if (!loaded.checked.doubts.empty()) graph = graph::compile(rulebook);
  for (const check::Doubt& doubt : loaded.checked.doubts) {
    const std::optional<prove::Witness> witness = prove::find_witness(rulebook, *graph, doubt);
    if (witness)
      check::report_confirmed(doubt, rulebook, witness->unit, witness->score, diagnostics);
    else
      check::report_not_shown(doubt, rulebook, diagnostics);
  }
  for (const std::unique_ptr<load::Loaded>& level : loaded.levels)
    if (level != nullptr) settle_doubts(*level, diagnostics);
}

/// True for rules that leave items open for others to complete.
bool is_frame(const Rules& rules) { return rules.rulebook().first_left_open() != model::no_node; }

}  // namespace

void load_rules(const std::string& path, Rules& rules, const load::FileReader& read) {
  rules.loaded = load::load(path, read, rules.sources, rules.diagnostics);
  const std::size_t loaded_findings = rules.diagnostics.findings().size();
  if (rules.loaded.is_sound && !is_frame(rules)) {
    settle_doubts(rules.loaded, rules.diagnostics);
    load::point_at_both_files(rules.loaded, rules.sources, rules.diagnostics, loaded_findings);
    rules.loaded.is_sound = !rules.diagnostics.has_errors();
  }
  rules.diagnostics.sort();
}

bool load_sound_rules(const Call& call, const std::string& path, Rules& rules) {
  load_rules(path, rules);
  if (rules.loaded.is_sound) {
    if (!is_frame(rules)) rules.graph = graph::compile(rules.rulebook());
    return true;
  }
  print_findings(rules.diagnostics, rules.sources, rules.language(call), false, call.has("--all"));
  return false;
}

bool load_annex(const Call& call, const std::string& path, Rules& rules) {
  if (!load_sound_rules(call, path, rules)) return false;
  if (!rules.rulebook().nodes.empty()) return true;
  complain(nothing_to_score, {path}, rules.language(call));
  return false;
}

bool can_be_scored(const Call& call, const std::string& path, const Rules& rules) {
  if (rules.graph) return true;
  const model::NodeId open = rules.rulebook().first_left_open();
  complain(frame_is_open, {path, rules.rulebook()[open].number}, rules.language(call));
  return false;
}

bool load_rulebook(const Call& call, const std::string& path, Rules& rules) {
  return load_annex(call, path, rules) && can_be_scored(call, path, rules);
}

std::optional<model::NodeId> find_node_or_say(const model::Rulebook& rulebook, const std::string& number,
                                              Language language) {
  if (const std::optional<model::NodeId> node = rulebook.find_node(number)) return node;
  std::vector<std::string> candidates;
  for (const model::Node& node : rulebook.nodes) candidates.push_back(node.number);
  const std::string nearest = source::nearest(number, candidates);
  nearest.empty() ? complain(number_unknown, {number}, language)
                  : complain(number_unknown_near, {number, nearest}, language);
  return std::nullopt;
}

std::optional<int> wrong_data_call(const Call& call) {
  if (!call.has("--data")) return refuse_call(call, data_absent, {std::string(call.verb->name)});
  for (const std::string& setting : call.values("--set"))
    if (setting.find('=') == std::string::npos || setting[0] == '=') return refuse_call(call, set_unclear, {setting});
  return std::nullopt;
}

namespace {

bool knows(const load::Loaded& loaded, const std::string& option) {
  return loaded.checked.rulebook.find_input(option).has_value();
}

/// An option that these rules do not have, but rules for units below.
bool is_of_rules_below(const load::Loaded& loaded, const std::string& option) {
  const auto below = [&](const std::unique_ptr<load::Loaded>& level) {
    return level != nullptr && (knows(*level, option) || is_of_rules_below(*level, option));
  };
  return !knows(loaded, option) && std::ranges::any_of(loaded.levels, below);
}

}  // namespace

std::optional<data::Units> read_units(const Call& call, Rules& rules, const Rules* made_for, const Rules* compared_with) {
  const Language language = rules.language(call);
  std::vector<data::DataFile> files;
  for (const std::string& path : call.values("--data")) {
    load::FileText file = read_file(path);
    if (!file.bytes) {
      say_unreadable(path, file.reason, language);
      return std::nullopt;
    }
    files.push_back({path, std::move(*file.bytes)});
  }
  data::ReadOptions options;
  if (const std::optional<std::string> decimal = call.value("--decimal"))
    options.decimal = *decimal == "comma" ? data::DecimalMark::comma : data::DecimalMark::dot;
  options.ignored_columns = call.values("--ignore");
  for (const std::string& setting : call.values("--set")) {
    const std::size_t equals = setting.find('=');
    options.options.emplace_back(source::to_nfc(setting.substr(0, equals)), setting.substr(equals + 1));
  }
  if (made_for != nullptr) options.made_for = &made_for->rulebook();
  if (compared_with != nullptr) options.compared_with = &compared_with->rulebook();
  std::vector<bool> used_ignores;
  const bool reads_more = std::ranges::any_of(std::to_array({"--records", "--previous", "--history", "--level"}),
                                              [&](const char* option) { return call.has(option); });
  if (reads_more || made_for != nullptr) options.used_ignores = &used_ignores;
  data::ReadOptions own = options;
  std::erase_if(own.options, [&](const auto& option) {
    return is_of_rules_below(rules.loaded, option.first) ||
           (made_for != nullptr && !knows(rules.loaded, option.first) && is_of_rules_below(made_for->loaded, option.first));
  });
  source::Diagnostics findings;
  std::optional<data::Units> units = data::read_units(rules.rulebook(), files, own, rules.sources, findings);
  findings.sort();
  print_findings(findings, rules.sources, language, made_for == nullptr, call.has("--all"));
  if (units && units->units.empty()) {
    complain(nobody, {}, language);
    return std::nullopt;
  }
  if (units && !complete_units(call, rules, made_for, options, *units)) return std::nullopt;
  if (units && reads_more && made_for == nullptr) {
    source::Diagnostics hints;
    data::report_unused_ignores(options, used_ignores, rules.sources, hints);
    print_findings(hints, rules.sources, language, true, false);
  }
  return units;
}

bool say_undecided(const report::Results& results, const source::Sources& sources, Language language) {
  if (results.sheet.undecided.empty()) return false;
  source::Diagnostics findings;
  report::report_undecided(results, findings);
  print_findings(findings, sources, language, true, false);
  return true;
}

}  // namespace barem::command

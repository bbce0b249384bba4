// `barem`, `barem help`, `barem help VERB`, `--help`: laid out from the table of verbs.
#include <cstdio>

#include "interpreter/command/inputs.h"
#include "interpreter/command/verbs.h"
#include "interpreter/report/layout.h"

namespace barem::command {

namespace {

constexpr std::size_t text_column = 24;
constexpr std::size_t page_width = 80;

/// `  left     text`, the text in a column of its own, on the next line where the left side is long.
std::string line_of(const std::string& left, std::string_view text) {
  std::string line = "  " + left;
  const std::size_t width = source::width(line);
  if (width + 2 > text_column)
    line += "\n" + std::string(text_column, ' ');
  else
    line.append(text_column - width, ' ');
  std::string below = report::wrapped(text, page_width - text_column, 0);
  for (std::size_t at = below.find('\n'); at != std::string::npos; at = below.find('\n', at + 1))
    below.insert(at + 1, text_column, ' ');
  return line + below + "\n";
}

std::string lines_of(std::span<const Option> options, Language language) {
  std::string text;
  for (const Option& option : options) {
    std::string left = option.brief.empty() ? std::string() : std::string(option.brief) + ", ";
    left += option.name;
    if (option.takes != Takes::nothing) left += " " + std::string(option.value.in(language));
    text += line_of(left, option.text.in(language));
  }
  return text;
}

std::string_view in(Language language, std::string_view english, std::string_view vietnamese) {
  return Bilingual{english, vietnamese}.in(language);
}

}  // namespace

std::string help_text(Language language) {
  std::string text(in(language,
                      "Barem scores units by the rules of a decision, exactly.\n\n",
                      "Barem chấm điểm các đơn vị theo quy định của một quyết định, chính xác tuyệt đối.\n\n"));
  std::string later;
  for (const Verb& verb : verbs()) {
    if (verb.run == nullptr)
      later += (later.empty() ? "" : ", ") + std::string(verb.name);
    else
      text += line_of("barem " + std::string(verb.name), verb.text.in(language));
  }
  text += "\n";
  text += line_of("barem --version", in(language, "the version of this program", "phiên bản chương trình"));
  text += "\n";
  text += in(language, "`barem help VERB` shows what a command takes, with examples.\nNot built yet: ",
             "`barem help LỆNH` cho biết cách gọi một lệnh, kèm ví dụ.\nChưa được xây dựng: ");
  return text + later + ".\n";
}

std::string help_text(const Verb& verb, Language language) {
  std::string text = "barem " + std::string(verb.name);
  if (!verb.operands.english.empty()) text += " " + std::string(verb.operands.in(language));
  text += "\n" + std::string(verb.text.in(language)) + "\n";
  if (verb.run == nullptr) {
    text += in(language, "\nThis command is not built yet.\n", "\nLệnh này chưa được xây dựng.\n");
    return text;
  }
  text += "\n" + lines_of(verb.options, language) + lines_of(common_options(), language);
  if (verb.examples.english.empty()) return text;
  text += std::string("\n") + std::string(in(language, "examples:", "ví dụ:")) + "\n";
  std::string_view examples = verb.examples.in(language);
  while (!examples.empty()) {
    const std::size_t end = std::min(examples.find('\n'), examples.size());
    text += "  " + std::string(examples.substr(0, end)) + "\n";
    examples.remove_prefix(std::min(end + 1, examples.size()));
  }
  return text;
}

int run_help(const Call& call) {
  Output output(call);
  if (call.operands.empty()) {
    output.write(help_text(call.language()));
    return output.finish(done);
  }
  const Verb* verb = find_verb(call.operands[0]);
  if (verb == nullptr) {
    std::vector<std::string> candidates;
    for (const Verb& known : verbs()) candidates.emplace_back(known.name);
    const std::string nearest = source::nearest(call.operands[0], candidates);
    if (nearest.empty())
      return refuse_call(call, {"there is no command `{0}`", "không có lệnh `{0}`"}, {call.operands[0]});
    return refuse_call(call, {"there is no command `{0}`; did you mean `{1}`?", "không có lệnh `{0}`; ý bạn là `{1}`?"},
                       {call.operands[0], nearest});
  }
  output.write(help_text(*verb, call.language()));
  return output.finish(done);
}

}  // namespace barem::command

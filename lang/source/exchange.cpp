// Findings for machines, written by hand: two fixed shapes, and nothing of them is ever read here.
#include "lang/source/exchange.h"

#include <map>
#include <string_view>

#include "lang/source/render.h"

namespace barem::source {

namespace {

/// Where a span begins and ends, as people count.
struct Region {
  std::string_view file;
  Place begin;
  Place end;
};

Region region_of(Span span, const Sources& sources) {
  if (static_cast<std::size_t>(span.file) >= sources.size()) return {};
  const Source& source = sources[span.file];
  return {source.name(), source.place(span.begin), source.place(span.end)};
}

/// `"line": 3` and the like, in the order they are added.
class Object {
 public:
  void add(std::string_view key, std::string_view json) {
    if (text_.size() > 1) text_ += ", ";
    text_.append("\"").append(key).append("\": ").append(json);
  }
  void add_text(std::string_view key, std::string_view text) { add(key, json_quoted(text)); }
  void add_count(std::string_view key, std::size_t count) { add(key, std::to_string(count)); }
  std::string text() const { return text_ + "}"; }

 private:
  std::string text_ = "{";
};

/// `[a, b]` of things that are JSON already.
class Array {
 public:
  void add(std::string_view json) {
    if (text_.size() > 1) text_ += ", ";
    text_ += json;
  }
  std::string text() const { return text_ + "]"; }

 private:
  std::string text_ = "[";
};

void add_region(Object& object, const Region& region) {
  object.add_text("file", region.file);
  object.add_count("line", region.begin.line);
  object.add_count("column", region.begin.column);
  object.add_count("end_line", region.end.line);
  object.add_count("end_column", region.end.column);
}

/// A path as the reference of a URI: what a URI gives another meaning is written in hexadecimal.
std::string to_uri(std::string_view path) {
  constexpr std::string_view plain = "-._~/";
  constexpr std::string_view hexadecimal = "0123456789ABCDEF";
  std::string uri;
  for (char byte : path) {
    if (byte == '\\') byte = '/';
    const bool is_plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                          (byte >= '0' && byte <= '9') || plain.find(byte) != std::string_view::npos;
    if (is_plain) {
      uri += byte;
    } else {
      const auto value = static_cast<unsigned char>(byte);
      uri += {'%', hexadecimal[value >> 4U], hexadecimal[value & 15U]};
    }
  }
  return uri;
}

std::string sarif_message(std::string_view text) {
  Object message;
  message.add_text("text", text);
  return message.text();
}

Object sarif_location(Span span, const Sources& sources) {
  const Region region = region_of(span, sources);
  Object artifact;
  artifact.add_text("uri", to_uri(region.file));
  Object lines;
  lines.add_count("startLine", region.begin.line);
  lines.add_count("startColumn", region.begin.column);
  lines.add_count("endLine", region.end.line);
  lines.add_count("endColumn", region.end.column);
  Object physical;
  physical.add("artifactLocation", artifact.text());
  physical.add("region", lines.text());
  Object location;
  location.add("physicalLocation", physical.text());
  return location;
}

/// SARIF has no place for help and the unit: they follow the message.
std::string sarif_text(const Finding& finding, Language language) {
  std::string text = fill(finding.text.in(language), finding.arguments, language);
  if (!finding.unit.empty()) text += "\n" + unit_text(finding, language);
  const std::string help = fill(finding.help.in(language), finding.arguments, language);
  if (!help.empty()) text += "\n" + help;
  return text;
}

std::string sarif_result(const Finding& finding, std::size_t rule, const Sources& sources,
                         Language language) {
  Object result;
  result.add_text("ruleId", finding.code);
  result.add_count("ruleIndex", rule);
  result.add_text("level", finding.severity == Severity::error ? "error" : "note");
  result.add("message", sarif_message(sarif_text(finding, language)));
  Array locations;
  if (static_cast<std::size_t>(finding.span.file) < sources.size())
    locations.add(sarif_location(finding.span, sources).text());
  result.add("locations", locations.text());
  if (!finding.related.empty()) {
    Array others;
    for (const Related& related : finding.related) {
      Object location = sarif_location(related.span, sources);
      location.add("message", sarif_message(fill(related.text.in(language), related.arguments, language)));
      others.add(location.text());
    }
    result.add("relatedLocations", others.text());
  }
  return result.text();
}

}  // namespace

std::string json_quoted(std::string_view text) {
  constexpr std::string_view hexadecimal = "0123456789abcdef";
  std::string result;
  result.reserve(text.size() + 2);
  result += '"';
  for (std::size_t at = 0; at < text.size();) {
    const char byte = text[at];
    const auto value = static_cast<unsigned char>(byte);
    if (value >= 0x80U) {
      const Character character = character_at(text, at);
      append(result, character.value);
      at += character.length;
      continue;
    }
    ++at;
    switch (byte) {
      case '"':
        result += "\\\"";
        break;
      case '\\':
        result += "\\\\";
        break;
      case '\n':
        result += "\\n";
        break;
      case '\r':
        result += "\\r";
        break;
      case '\t':
        result += "\\t";
        break;
      default:
        if (value >= 0x20U) {
          result += byte;
        } else {
          result += {'\\', 'u', '0', '0', hexadecimal[value >> 4U], hexadecimal[value & 15U]};
        }
    }
  }
  result += '"';
  return result;
}

std::string to_json(const Finding& finding, const Sources& sources, Language language) {
  Object object;
  object.add_text("code", finding.code);
  object.add_text("severity", finding.severity == Severity::error ? "error" : "hint");
  add_region(object, region_of(finding.span, sources));
  object.add_text("message", fill(finding.text.in(language), finding.arguments, language));
  if (!finding.help.in(language).empty())
    object.add_text("help", fill(finding.help.in(language), finding.arguments, language));
  if (!finding.related.empty()) {
    Array others;
    for (const Related& related : finding.related) {
      Object other;
      add_region(other, region_of(related.span, sources));
      other.add_text("message", fill(related.text.in(language), related.arguments, language));
      others.add(other.text());
    }
    object.add("related", others.text());
  }
  if (!finding.unit.empty()) {
    Object unit;
    for (const auto& [name, value] : finding.unit) {
      const std::string quoted = json_quoted(name);
      unit.add(std::string_view(quoted).substr(1, quoted.size() - 2), json_quoted(value.in(language)));
    }
    object.add("unit", unit.text());
  }
  return object.text();
}

std::string to_sarif(const Diagnostics& diagnostics, const Sources& sources, Language language,
                     std::string_view version) {
  std::map<std::string_view, std::size_t> numbers;
  Array rules;
  Array results;
  for (const Finding& finding : diagnostics.findings()) {
    const auto [entry, is_new] = numbers.try_emplace(finding.code, numbers.size());
    if (is_new) {
      Object rule;
      rule.add_text("id", finding.code);
      rules.add(rule.text());
    }
    results.add(sarif_result(finding, entry->second, sources, language));
  }
  Object driver;
  driver.add_text("name", "barem");
  driver.add_text("version", version);
  driver.add("rules", rules.text());
  Object tool;
  tool.add("driver", driver.text());
  Object run;
  run.add("tool", tool.text());
  run.add_text("columnKind", "unicodeCodePoints");
  run.add("results", results.text());
  Array runs;
  runs.add(run.text());
  Object log;
  log.add_text("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
  log.add_text("version", "2.1.0");
  log.add("runs", runs.text());
  return log.text();
}

}  // namespace barem::source

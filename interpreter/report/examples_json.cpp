// `test --format json`: a file an object, its examples and the lines that none of them reaches.
#include "interpreter/report/examples.h"
#include "interpreter/report/json_writer.h"

namespace barem::report {

namespace {

void write_results(JsonWriter& json, const FileExamples& file) {
  json.key("examples");
  json.open_array();
  for (const ExampleResult& result : file.results) {
    json.line_break();
    json.open_object();
    if (!result.title.empty()) json.field("title", result.title);
    json.field("for", result.target);
    if (result.path != file.path) json.field("file", result.path);
    json.key("line");
    json.whole(result.line);
    json.key("passes");
    json.boolean(result.passes);
    json.field("expected", result.expected);
    json.field("got", result.got);
    json.close_object();
  }
  json.close_array();
}

void write_coverage(JsonWriter& json, const FileExamples& file) {
  json.key("lines");
  json.whole(file.lines);
  json.key("not_reached");
  json.open_array();
  for (const UnreachedLine& line : file.unreached) {
    json.line_break();
    json.open_object();
    json.key("line");
    json.whole(line.line);
    if (!line.number.empty()) json.field("number", line.number);
    json.field("words", line.words);
    json.close_object();
  }
  json.close_array();
}

}  // namespace

std::string examples_json(const std::vector<FileExamples>& files) {
  std::string text;
  const Sink sink = [&](std::string_view piece) { text += piece; };
  JsonWriter json(sink);
  json.open_object();
  json.key("files");
  json.open_array();
  for (const FileExamples& file : files) {
    json.line_break();
    json.open_object();
    json.field("file", file.path);
    json.key("sound");
    json.boolean(file.is_sound);
    write_results(json, file);
    write_coverage(json, file);
    json.close_object();
  }
  json.close_array();
  json.close_object();
  json.end();
  return text;
}

}  // namespace barem::report

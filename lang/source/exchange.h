// Findings for machines: JSON in the shape the command-line contract fixes, and SARIF 2.1.0.
#pragma once

#include <string>

#include "lang/source/diagnostic.h"

namespace barem::source {

/// One finding as a JSON object: {"code", "severity", "file", "line", "column", "end_line", "end_column", "message",
/// "help", "related": […], "unit": {…}}; `help`, `related` and `unit` only where there is one.
std::string to_json(const Finding& finding, const Sources& sources, Language language);
/// All findings as one SARIF log.
std::string to_sarif(const Diagnostics& diagnostics, const Sources& sources, Language language,
                     std::string_view version);
/// Text as a JSON string, quotes included; bytes that are no UTF-8 become U+FFFD.
std::string json_quoted(std::string_view text);

}  // namespace barem::source

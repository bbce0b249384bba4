// The one table of verbs and options, with their texts in both languages. Parsing, help and messages read it.
#include "interpreter/command/verbs.h"

#include <array>

namespace barem::command {

namespace {

constexpr std::size_t any_number = 1000000;

// ---- options that several verbs have ------------------------------------------------------------------------------

constexpr Bilingual file_word{"FILE", "TỆP"};
constexpr Bilingual units_word{"UNITS", "SỐ_LIỆU"};

constexpr Option data_option{"--data", "", Takes::several, units_word,
                             {"data of the units, CSV or JSON; several files add to one another",
                              "số liệu của các đơn vị, CSV hoặc JSON; nhiều tệp bổ sung cho nhau"}};
constexpr Option set_option{"--set", "", Takes::several, {"OPTION=VALUE", "TÙY_CHỌN=GIÁ_TRỊ"},
                            {"sets an option of the rules for this run", "đặt một tùy chọn của bộ tiêu chí"}};
constexpr Option decimal_option{"--decimal", "", Takes::one, {"comma|dot", "comma|dot"},
                                {"decimal mark of the data; by default comma in files separated by `;`",
                                 "dấu thập phân của số liệu; mặc định là dấu phẩy trong tệp phân cách bằng `;`"},
                                true};
constexpr Option ignore_option{"--ignore", "", Takes::several, {"COLUMN", "CỘT"},
                               {"a column of the data that is not for the rules",
                                "cột số liệu không dùng cho bộ tiêu chí"}};
constexpr Option output_option{"--output", "-o", Takes::one, file_word,
                               {"writes the result to a file, whole or not at all",
                                "ghi kết quả ra tệp, trọn vẹn hoặc không ghi"}};
constexpr Option all_option{"--all", "", Takes::nothing, {},
                            {"prints all errors, not the first 100 only", "in mọi lỗi, không chỉ 100 lỗi đầu"}};
constexpr Option records_option{"--records", "", Takes::several, {"TABLE=FILE", "BẢNG=TỆP"},
                                {"records of a table", "bản ghi của một bảng"}};
constexpr Option previous_option{"--previous", "", Takes::one, units_word,
                                 {"data of the year before", "số liệu năm trước"}};
constexpr Option history_option{"--history", "", Takes::several, {"YEAR=UNITS", "NĂM=SỐ_LIỆU"},
                                {"data of an earlier year", "số liệu của một năm trước đây"}};
constexpr Option successors_option{"--successors", "", Takes::one, file_word,
                                   {"what became of units that merged or were split: columns old, new", "bảng chuyển đổi đơn vị (cũ, mới) sau sáp nhập, chia tách"}};
constexpr Option level_option{"--level", "", Takes::several, {"NAME=UNITS", "CẤP=SỐ_LIỆU"},
                              {"data of a lower level", "số liệu của cấp dưới"}};

// ---- options by verb ----------------------------------------------------------------------------------------------

constexpr std::array common{
    Option{"--language", "", Takes::one, {"en|vi", "en|vi"},
           {"language of messages and tables; by default that of the rule file, or of the system",
            "ngôn ngữ của thông báo và bảng; mặc định theo tệp quy tắc, hoặc theo hệ thống"}, true},
    Option{"--help", "-h", Takes::nothing, {}, {"shows this", "hiện phần này"}},
};

constexpr std::array check_options{
    Option{"--format", "", Takes::one, {"text|json|sarif", "text|json|sarif"},
           {"form of what is found; by default text", "dạng kết quả; mặc định text"}, true},
    all_option,
    Option{"--strict", "", Takes::nothing, {}, {"hints are faults too: exit status 1", "coi gợi ý là lỗi: mã thoát 1"}},
};

constexpr std::array score_options{
    data_option, set_option, decimal_option, ignore_option,
    Option{"--format", "", Takes::one, {"table|json|csv", "table|json|csv"},
           {"form of the result; by default table", "dạng kết quả; mặc định table"}, true},
    Option{"--nodes", "", Takes::one, {"all|fields|none", "all|fields|none"},
           {"how much of the tree is put out; by default fields in the table, all in json and csv",
            "in bao nhiêu mục; mặc định fields trong bảng, all trong json và csv"}, true},
    Option{"--missing", "", Takes::nothing, {}, {"lists what is still to come, per unit",
                                                 "liệt kê số liệu còn thiếu của từng đơn vị"}},
    Option{"--against", "", Takes::one, {"OLD", "CŨ"},
           {"an earlier result (json) or older rules: adds what was before, and what accounts for the change",
            "kết quả cũ (json) hoặc bộ tiêu chí cũ: thêm chỉ số, hạng trước đó và nguyên nhân thay đổi"}},
    Option{"--vary", "", Takes::several, {"[WHAT=]PART", "[TÊN=]TỶ_LỆ"},
           {"takes weights, constants or one constant down and up by a part of themselves, one at a time (constants=10%): how far indices and ranks move",
            "giảm và tăng lần lượt từng trọng số, từng mức quy định hoặc một mức (constants=10%): chỉ số và hạng thay đổi trong khoảng nào"}},
    Option{"--strict", "", Takes::nothing, {}, {"missing scores: exit status 1", "còn thiếu điểm: mã thoát 1"}},
    output_option, all_option, records_option, previous_option, history_option, successors_option, level_option,
};

constexpr std::array explain_options{
    data_option, set_option, decimal_option, ignore_option,
    Option{"--unit", "", Takes::one, {"ID", "MÃ"}, {"the unit to explain", "đơn vị cần giải thích"}},
    Option{"--format", "", Takes::one, {"text|json", "text|json"},
           {"form of the result; by default text", "dạng kết quả; mặc định text"}, true},
    output_option, all_option, records_option, previous_option, history_option, successors_option, level_option,
};

constexpr std::array audit_options{
    data_option, set_option, decimal_option, ignore_option,
    Option{"--format", "", Takes::one, {"text|json|csv", "text|json|csv"},
           {"form of the result; by default text", "dạng kết quả; mặc định text"}, true},
    Option{"--strict", "", Takes::nothing, {},
           {"anything that differs or was not given: exit status 1", "có chênh lệch hoặc còn thiếu: mã thoát 1"}},
    output_option, all_option, records_option, previous_option, history_option, successors_option, level_option,
};

constexpr std::array fmt_options{
    Option{"--check", "", Takes::nothing, {}, {"changes nothing; lists the files that would change: exit status 1",
                                               "không sửa; liệt kê tệp sẽ đổi: mã thoát 1"}},
    Option{"--to", "", Takes::one, {"en|vi", "en|vi"}, {"the spelling to write", "viết theo tiếng nào"}, true},
    Option{"--edition", "", Takes::one, {"N", "N"}, {"the edition of the language to write; this program knows 1",
                                                     "ấn bản ngôn ngữ cần viết; chương trình này biết ấn bản 1"}},
    all_option,
};

constexpr std::array test_options{
    Option{"--format", "", Takes::one, {"text|tap|junit|json", "text|tap|junit|json"},
           {"form of the result; by default text", "dạng kết quả; mặc định text"}, true},
    Option{"--coverage", "", Takes::nothing, {},
           {"lists the lines of the rules that no example reaches",
            "liệt kê các dòng quy tắc chưa có ví dụ nào áp dụng"}},
    output_option, all_option,
};

constexpr std::array doc_options{
    Option{"--format", "", Takes::one, {"md|json", "md|json"},
           {"form of the annex; by default md, a table to print", "dạng phụ lục; mặc định md, bảng để in"}, true},
    output_option, all_option,
};

constexpr std::array graph_options{output_option, all_option};

constexpr std::array template_options{
    Option{"--for", "", Takes::one, {"PARTY", "BÊN"},
           {"only what that party gives: unit, ministry, council, survey …",
            "chỉ phần của một bên: đơn vị, bộ, hội đồng, điều tra …"}},
    Option{"--records", "", Takes::one, {"TABLE", "BẢNG"},
           {"an empty file for the records of a table", "tệp trống cho các bản ghi của một bảng"}},
    Option{"--format", "", Takes::one, {"wide|long", "wide|long"},
           {"a column an input, or a row a value; by default wide", "mỗi chỉ tiêu một cột, hoặc mỗi giá trị một dòng; mặc định wide"}, true},
    Option{"--separator", "", Takes::one, {"comma|semicolon|tab", "comma|semicolon|tab"},
           {"between cells; by default semicolon for Vietnamese rules, else comma",
            "dấu phân cách ô; mặc định semicolon cho bộ tiêu chí tiếng Việt, còn lại comma"}, true},
    output_option, all_option,
};

constexpr std::array consolidate_options{
    Option{"--origin", "", Takes::nothing, {}, {"says of every item which line of which file it comes from",
                                                "ghi rõ mỗi mục lấy từ dòng nào của tệp nào"}},
    output_option,
};

// ---- verbs --------------------------------------------------------------------------------------------------------

constexpr Bilingual rules_many{"RULES...", "QUY_TẮC..."};
constexpr Bilingual rules_one{"RULES", "QUY_TẮC"};

const std::array all_verbs{
    Verb{"check", rules_many, {"find every mistake without any data", "tìm mọi lỗi mà không cần số liệu"}, 1, any_number,
         check_options,
         {"barem check province-2022.barem\n"
          "barem check *.barem --format sarif > barem.sarif",
          "barem check province-2022.barem\n"
          "barem check *.barem --format sarif > barem.sarif"},
         run_check},
    Verb{"score", {"RULES --data UNITS", "QUY_TẮC --data SỐ_LIỆU"}, {"score and rank the units", "chấm điểm và xếp hạng các đơn vị"}, 1, 1,
         score_options,
         {"barem score province-2022.barem --data units.csv\n"
          "barem score province-2022.barem --data units.csv --data survey.csv --set survey_held=yes\n"
          "barem score province-2022.barem --data units.csv --format json -o result-2022.json\n"
          "barem score province-2022.barem --data units.csv --missing\n"
          "barem score province-2023.barem --data units-2023.csv --against result-2022.json",
          "barem score tinh-2022.barem --data don-vi.csv\n"
          "barem score tinh-2022.barem --data don-vi.csv --data dieu-tra.csv --set có_điều_tra=có\n"
          "barem score tinh-2022.barem --data don-vi.csv --format json -o ket-qua-2022.json\n"
          "barem score tinh-2022.barem --data don-vi.csv --missing\n"
          "barem score tinh-2023.barem --data don-vi-2023.csv --against ket-qua-2022.json"},
         run_score},
    Verb{"explain", {"RULES --data UNITS --unit ID [NUMBER]", "QUY_TẮC --data SỐ_LIỆU --unit MÃ [SỐ]"},
         {"why this score: every step, with the rule's own lines", "vì sao được điểm này: từng bước, kèm dòng quy tắc"}, 1, 2,
         explain_options,
         {"barem explain province-2022.barem --data units.csv --unit cao-bang\n"
          "barem explain province-2022.barem --data units.csv --unit cao-bang 1.1.2",
          "barem explain tinh-2022.barem --data don-vi.csv --unit cao-bang\n"
          "barem explain tinh-2022.barem --data don-vi.csv --unit cao-bang 1.1.2"},
         run_explain},
    Verb{"test", rules_many, {"run the examples in rule files", "chạy các ví dụ trong tệp quy tắc"}, 1, any_number, test_options,
         {"barem test province-2022.barem\n"
          "barem test province-2022.barem --coverage\n"
          "barem test *.barem --format junit -o examples.xml",
          "barem test tinh-2022.barem\n"
          "barem test tinh-2022.barem --coverage\n"
          "barem test *.barem --format junit -o vi-du.xml"},
         run_test},
    Verb{"fmt", rules_many, {"lay rule files out, in either spelling", "trình bày lại tệp quy tắc, theo một trong hai thứ tiếng"}, 1, any_number,
         fmt_options,
         {"barem fmt province-2022.barem\n"
          "barem fmt --check *.barem\n"
          "barem fmt --to vi - < province-2022.barem > tinh-2022.barem",
          "barem fmt tinh-2022.barem\n"
          "barem fmt --check *.barem\n"
          "barem fmt --to en - < tinh-2022.barem > province-2022.barem"},
         run_fmt},
    Verb{"doc", rules_one, {"the annex as a printable table", "phụ lục dạng bảng để in"}, 1, 1, doc_options,
         {"barem doc province-2022.barem -o annex.md\n"
          "barem doc province-2022.barem --format json",
          "barem doc tinh-2022.barem -o phu-luc.md\n"
          "barem doc tinh-2022.barem --format json"},
         run_doc},
    Verb{"graph", {"RULES [NUMBER]", "QUY_TẮC [SỐ]"}, {"the scoring graph", "đồ thị chấm điểm"}, 1, 2, graph_options,
         {"barem graph province-2022.barem 1.1.2 | dot -Tsvg > graph.svg",
          "barem graph tinh-2022.barem 1.1.2 | dot -Tsvg > do-thi.svg"},
         run_graph},
    Verb{"template", rules_one, {"an empty data file to fill in", "tệp số liệu trống để điền"}, 1, 1, template_options,
         {"barem template province-2022.barem -o units.csv\n"
          "barem template province-2022.barem --format long\n"
          "barem template province-2022.barem --for council -o council.csv",
          "barem template tinh-2022.barem -o don-vi.csv\n"
          "barem template tinh-2022.barem --format long\n"
          "barem template tinh-2022.barem --for 'hội đồng' -o hoi-dong.csv"},
         run_template},
    Verb{"audit", {"RULES --data UNITS", "QUY_TẮC --data SỐ_LIỆU"},
         {"compare claimed and computed points; list evidence not given, changed values",
          "đối chiếu điểm tự chấm; nêu tài liệu còn thiếu, số liệu thay đổi"}, 1, 1,
         audit_options,
         {"barem audit province-2022.barem --data self-score.csv --data appraisal.csv\n"
          "barem audit province-2022.barem --data units.csv --format csv -o audit.csv",
          "barem audit tinh-2022.barem --data tu-cham.csv --data tham-dinh.csv\n"
          "barem audit tinh-2022.barem --data don-vi.csv --format csv -o doi-chieu.csv"},
         run_audit},
    Verb{"consolidate", rules_one, {"an amended version as one whole rule file", "bản hợp nhất của bộ tiêu chí đã sửa đổi"}, 1, 1,
         consolidate_options,
         {"barem consolidate province-2023.barem -o whole-2023.barem\n"
          "barem consolidate province-2023.barem --origin",
          "barem consolidate tinh-2023.barem -o hop-nhat-2023.barem\n"
          "barem consolidate tinh-2023.barem --origin"},
         run_consolidate},
    Verb{"prove", rules_one, {"prove the promises, or show the unit that breaks them", "chứng minh các cam kết, hoặc nêu đơn vị vi phạm"}, 1, 1, {}, {}},
    Verb{"diff", {"OLD NEW [--data UNITS]", "CŨ MỚI [--data SỐ_LIỆU]"}, {"what changed, and whom it moves", "thay đổi gì, ảnh hưởng đến ai"}, 2, 2, {}, {}},
    Verb{"whatif", {"RULES --data UNITS --set E", "QUY_TẮC --data SỐ_LIỆU --set E"}, {"the scores if …", "điểm sẽ ra sao nếu …"}, 1, 1, {}, {}},
    Verb{"advise", {"RULES --data UNITS --unit ID", "QUY_TẮC --data SỐ_LIỆU --unit MÃ"}, {"which small changes gain most", "thay đổi nhỏ nào được nhiều điểm nhất"}, 1, 1, {}, {}},
    Verb{"sql", {"RULES --dialect D", "QUY_TẮC --dialect D"}, {"the scoring as SQL", "cách chấm điểm dưới dạng SQL"}, 1, 1, {}, {}},
    Verb{"new", {"--from ANNEX", "--from PHỤ_LỤC"}, {"a draft rule file from a table", "bản nháp tệp quy tắc từ một bảng"}, 0, 0, {}, {}},
    Verb{"report", {"RULES --data UNITS", "QUY_TẮC --data SỐ_LIỆU"}, {"one HTML page to look at", "một trang HTML để xem"}, 1, 1, {}, {}},
    Verb{"lsp", {}, {"language server", "máy chủ ngôn ngữ cho trình soạn thảo"}, 0, 0, {}, {}},
    Verb{"explain-error", {"CODE", "MÃ"}, {"the long story of a message", "giải thích đầy đủ một thông báo"}, 1, 1, {},
         {"barem explain-error E0312", "barem explain-error E0312"},
         run_explain_error},
    Verb{"help", {"[VERB]", "[LỆNH]"}, {"this list, or one verb in full", "danh sách này, hoặc chi tiết một lệnh"}, 0, 1, {},
         {"barem help score\nbarem score --help --language vi", "barem help score\nbarem score --help --language en"},
         run_help},
};

}  // namespace

std::span<const Verb> verbs() { return all_verbs; }

std::span<const Option> common_options() { return common; }

const Verb* find_verb(std::string_view name) {
  for (const Verb& verb : all_verbs)
    if (verb.name == name) return &verb;
  return nullptr;
}

}  // namespace barem::command

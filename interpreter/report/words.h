// The words of reports in both languages, one table for all shapes.
// Not here: the words of findings (each beside the pass that reports it), those of the command line (command/call).
#pragma once

#include <array>

#include "lang/source/diagnostic.h"

namespace barem::report::words {

using source::Bilingual;

// ---- heads of columns and rows ----
inline constexpr Bilingual rank{"rank", "hạng"};
inline constexpr Bilingual unit{"unit", "đơn vị"};
inline constexpr Bilingual name{"name", "tên"};
inline constexpr Bilingual index{"index", "chỉ số"};
inline constexpr Bilingual unit_class{"class", "loại"};
inline constexpr Bilingual rank_within{"rank within", "hạng trong nhóm"};
inline constexpr Bilingual rank_apart{"apart", "xếp riêng"};
inline constexpr Bilingual can_be{"can be", "có thể"};
inline constexpr Bilingual rank_can_be{"rank can be", "hạng có thể"};
inline constexpr Bilingual mean{"mean", "trung bình"};
inline constexpr Bilingual least{"least", "thấp nhất"};
inline constexpr Bilingual greatest{"greatest", "cao nhất"};
inline constexpr Bilingual was{"was", "trước"};
inline constexpr Bilingual change{"change", "thay đổi"};
inline constexpr Bilingual components{"components", "thành phần"};
inline constexpr Bilingual number{"No.", "STT"};
inline constexpr Bilingual content{"content", "nội dung"};
inline constexpr Bilingual maximum{"max. points", "điểm tối đa"};
inline constexpr Bilingual total{"total", "tổng điểm"};
inline constexpr Bilingual how_scored{"how scored", "cách chấm điểm"};
inline constexpr Bilingual evidence{"evidence", "tài liệu kiểm chứng"};

// ---- states ----
inline constexpr Bilingual missing{"missing", "chưa có số liệu"};
inline constexpr Bilingual none{"none", "không có"};
inline constexpr Bilingual not_applicable{"not applicable", "không áp dụng"};
inline constexpr Bilingual not_scored{"not scored", "không chấm điểm"};
inline constexpr Bilingual bonus{"bonus, at most {0}", "điểm cộng, không quá {0}"};
inline constexpr Bilingual penalty{"penalty, at most {0}", "điểm trừ, không quá {0}"};
inline constexpr Bilingual open{"open", "chưa xác định"};

// ---- what a table says below itself: {0} … filled in order ----
inline constexpr Bilingual fields_in_percent{
    "Fields in percent of their applicable maximum; mean, least and greatest over the decided units ({0}).",
    "Lĩnh vực tính theo % điểm tối đa được áp dụng; trung bình, thấp nhất, cao nhất của các đơn vị đã xác định ({0})."};
inline constexpr Bilingual items_in_percent{
    "Items in percent of their applicable maximum; mean, least and greatest over the decided units ({0}).",
    "Các mục tính theo % điểm tối đa được áp dụng; trung bình, thấp nhất, cao nhất của các đơn vị đã xác định ({0})."};
inline constexpr Bilingual is_narrow{
    "Too narrow for all of it: fields are in whole percents, and ranges are left out. `-o FILE` writes all.",
    "Màn hình hẹp: % lĩnh vực làm tròn, không in các khoảng. `-o TỆP` ghi đủ."};
inline constexpr Bilingual blocks_in_points{"Outside the scale, in points: {0}.", "Ngoài thang điểm, tính theo điểm: {0}."};
inline constexpr Bilingual ranked_apart{"Units ranked apart, among themselves: {0}.", "Số đơn vị xếp hạng riêng: {0}."};
inline constexpr Bilingual units_undecided{"Units not decided: {0}.", "Đơn vị chưa xác định được chỉ số: {0}."};
inline constexpr Bilingual values_missing{
    "Values missing: {0}, most often `{1}` ({2}). `--missing` lists them.",
    "Số liệu còn thiếu: {0}, nhiều nhất là `{1}` ({2}). `--missing` liệt kê đủ."};
inline constexpr Bilingual nothing_applicable{"Units to which nothing applies, so without an index: {0}.",
                                              "Đơn vị không có mục nào được áp dụng nên không có chỉ số: {0}."};
inline constexpr Bilingual option_unset{"The option `{0}` is not set: `--set {0}=…`.",
                                        "Tùy chọn `{0}` chưa được đặt: `--set {0}=…`."};
inline constexpr Bilingual reconstructed{
    "{0} of {1} {1|item|items} {0|is|are} reconstructed (mô phỏng): the text of the decision was not at hand.",
    "{0}/{1} mục là dựng lại (mô phỏng): khi soạn không có văn bản quyết định."};
inline constexpr Bilingual nothing_missing{"Nothing is missing that could change a result.",
                                           "Không thiếu số liệu nào còn ảnh hưởng đến kết quả."};
inline constexpr Bilingual changes_nothing{"changes nothing any more", "không còn ảnh hưởng"};
inline constexpr Bilingual leaves_open{"leaves open", "chưa xác định"};
inline constexpr Bilingual open_apart{"whether it is ranked apart", "có xếp hạng riêng hay không"};
inline constexpr Bilingual comes_from{"from", "từ"};
inline constexpr Bilingual data_of_year{"data of {0}", "số liệu năm {0}"};
inline constexpr Bilingual data_of_units{"data of all units", "số liệu của các đơn vị"};
inline constexpr Bilingual records_of{"records of {0}", "bản ghi {0}"};
inline constexpr Bilingual level_below{"units below, {0}", "cấp dưới {0}"};
/// Who supplies an input, by the English word that the model keeps.
inline constexpr std::array suppliers{
    Bilingual{"unit", "đơn vị"},
    Bilingual{"ministry", "bộ"},
    Bilingual{"council", "hội đồng"},
    Bilingual{"survey", "điều tra"},
};

// ---- explanations ----
inline constexpr Bilingual points_of{"{0} of {1} {1|point|points}", "{0}/{1} điểm"};
inline constexpr Bilingual points_open{"{0} of {1} {1|point|points}", "{0} trong tối đa {1} điểm"};
inline constexpr Bilingual points_taken_off{"takes off {0} {0|point|points}, at most {1}", "trừ {0} điểm, tối đa {1} điểm"};
inline constexpr Bilingual rank_in_group{"{0} in {1}", "hạng {0} trong {1}"};
inline constexpr Bilingual rank_among_apart{"{0} of those ranked apart", "hạng {0} trong số xếp riêng"};
inline constexpr Bilingual gate_fails{"`{0}` is not reached: its condition on every item fails in {1}.",
                                      "Không đạt `{0}`: các mục không thỏa điều kiện chung là {1}."};
inline constexpr Bilingual class_by{"Class by the line: {0}", "Xếp loại theo dòng: {0}"};
inline constexpr Bilingual items_below{"the items below it", "các mục bên dưới"};
inline constexpr Bilingual holds{"holds", "đúng"};
inline constexpr Bilingual does_not_hold{"does not hold", "không đúng"};
inline constexpr Bilingual cannot_be_known{"cannot be known yet", "chưa xác định được"};
inline constexpr Bilingual does_not_apply{"does not apply, and so neither does the item",
                                          "không áp dụng, nên cả mục không áp dụng"};
inline constexpr Bilingual if_none_above_holds{"if no line above holds", "nếu các dòng trên đều không đúng"};
inline constexpr Bilingual gives{"gives", "được"};
inline constexpr Bilingual would_give{"would give", "sẽ được"};
inline constexpr Bilingual adds{"adds", "cộng"};
inline constexpr Bilingual would_add{"would add", "sẽ cộng"};
inline constexpr Bilingual takes_off{"takes off", "trừ"};
inline constexpr Bilingual would_take_off{"would take off", "sẽ trừ"};
inline constexpr Bilingual is{"is", "là"};
inline constexpr Bilingual between{"between {0} and {1}", "từ {0} đến {1}"};
inline constexpr Bilingual at_least{"{0} or more", "từ {0} trở lên"};
inline constexpr Bilingual at_most{"{0} or less", "không quá {0}"};
inline constexpr Bilingual anything{"not known", "chưa biết"};
inline constexpr Bilingual is_not_known{"is not known", "chưa biết"};
inline constexpr Bilingual either{" or ", " hoặc "};
inline constexpr Bilingual either_after_range{", or ", ", hoặc "};
inline constexpr Bilingual not_set{"not set", "chưa đặt"};
inline constexpr Bilingual not_entered{"not entered yet, can be {0}", "chưa nhập, có thể được {0}"};
inline constexpr Bilingual entered{"points entered", "điểm đã nhập"};
inline constexpr Bilingual data{"Data", "Số liệu"};
inline constexpr Bilingual evidence_asked{"Evidence asked for", "Tài liệu kiểm chứng yêu cầu"};
inline constexpr Bilingual evidence_given{"Evidence given", "Tài liệu kiểm chứng đã nộp"};
inline constexpr Bilingual note{"Note", "Ghi chú"};
inline constexpr Bilingual set_by_appraisal{"points set by the appraisal", "điểm do thẩm định quyết định"};
inline constexpr Bilingual by_stages{"Stages", "Các bước"};
inline constexpr Bilingual claimed{"points claimed", "điểm tự chấm"};
inline constexpr Bilingual evidence_lacks{
    "Required evidence was not given in {0} {0|case|cases}; `barem audit` lists them.",
    "Còn thiếu tài liệu kiểm chứng bắt buộc: {0} trường hợp; `barem audit` liệt kê đủ."};
inline constexpr Bilingual nothing_given{"none", "chưa có"};
inline constexpr Bilingual would_earn_more{"What would have earned more", "Điều kiện để được điểm cao hơn"};
inline constexpr Bilingual better_points{"{0} {0|point|points}", "{0} điểm"};
inline constexpr Bilingual instead_of{"instead of", "thay vì"};
inline constexpr Bilingual left_open{"left open", "giao cụ thể hóa"};
inline constexpr Bilingual version{"Version", "Phiên bản"};
inline constexpr Bilingual effective_from{"effective {0}", "hiệu lực từ {0}"};
inline constexpr Bilingual basis{"Basis", "Căn cứ"};
inline constexpr Bilingual basis_reconstructed{"reconstructed", "dựng lại"};
inline constexpr Bilingual full_elsewhere{"Items of the scale not listed have their full points.",
                                          "Các mục trong thang điểm không nêu ở trên đều đạt điểm tối đa."};
inline constexpr Bilingual ask_for_more{"`barem explain … --unit {0} {1}` shows the steps of one of them.",
                                        "`barem explain … --unit {0} {1}` cho thấy từng bước của một mục."};

// ---- audits ----
inline constexpr Bilingual claims_head{"Points claimed against points computed",
                                       "Điểm tự chấm so với điểm tính theo bộ tiêu chí"};
inline constexpr Bilingual no_claims{"The data claim no points.", "Số liệu không có điểm tự chấm."};
inline constexpr Bilingual claims_counted{"Points are claimed for {0} {0|item|items}; {1} of them {1|differs|differ}. Claims never count.",
                                          "Số mục có điểm tự chấm: {0}, trong đó khác với điểm tính được: {1}. Điểm tự chấm chỉ để đối chiếu."};
inline constexpr Bilingual claimed_points{"claimed", "tự chấm"};
inline constexpr Bilingual computed{"computed", "tính được"};
inline constexpr Bilingual difference{"difference", "chênh lệch"};
inline constexpr Bilingual stage{"stage", "bước"};
inline constexpr Bilingual set_head{"Points set by the appraisal, which count", "Điểm do thẩm định quyết định (được tính)"};
inline constexpr Bilingual nothing_set{"None were set.", "Không có."};
inline constexpr Bilingual points_set{"set", "thẩm định"};
inline constexpr Bilingual lacking_head{"Required evidence that was not given", "Tài liệu kiểm chứng bắt buộc còn thiếu"};
inline constexpr Bilingual no_evidence_required{"The rules require none.", "Bộ tiêu chí không bắt buộc tài liệu nào."};
inline constexpr Bilingual no_evidence_lacks{"All of it was given.", "Đã nộp đủ."};
inline constexpr Bilingual without_it{"points without it", "điểm khi thiếu"};
inline constexpr Bilingual changed_head{"Values that differ between stages", "Số liệu khác nhau giữa các bước"};
inline constexpr Bilingual nothing_changed{"None differ.", "Không có."};
inline constexpr Bilingual value_of{"value", "số liệu"};
inline constexpr Bilingual reason{"reason", "lý do"};

// ---- examples ----
inline constexpr Bilingual example_fails{"{0}:{1}: example {2}for {3}", "{0}:{1}: ví dụ {2}cho {3}"};
inline constexpr Bilingual expected_got{"expected {0}, got {1}", "cần được {0}, tính ra {1}"};
inline constexpr Bilingual all_pass{"{0}: all examples pass ({1})", "{0}: mọi ví dụ đều đúng ({1})"};
inline constexpr Bilingual some_fail{"{0}: examples that fail: {1} of {2}", "{0}: ví dụ sai: {1}/{2}"};
inline constexpr Bilingual not_reached{"{0}: lines that no example reaches: {1} of {2}; `--coverage` lists them",
                                       "{0}: dòng chưa có ví dụ nào áp dụng: {1}/{2}; `--coverage` liệt kê"};
inline constexpr Bilingual coverage{"{0}: lines that examples reach: {1} of {2}",
                                    "{0}: dòng đã có ví dụ áp dụng: {1}/{2}"};
inline constexpr Bilingual not_reached_here{"no example reaches", "chưa có ví dụ nào áp dụng"};
inline constexpr Bilingual has_errors{"the rules have errors", "bộ tiêu chí có lỗi"};

// ---- comparisons ----
inline constexpr Bilingual compared_with{"Compared with {0}; units most moved first.",
                                         "So với {0}; đơn vị thay đổi nhiều nhất đứng trước."};
inline constexpr Bilingual components_in_points_of_index{
    "Components: what each adds to the change of the index; together they are the whole of it.",
    "Tiêu chí thành phần: phần đóng góp vào thay đổi của chỉ số; cộng lại đúng bằng thay đổi đó."};
inline constexpr Bilingual components_unknown{
    "Where no components are given, the older result or the form of the index does not tell them apart.",
    "Chỗ không nêu tiêu chí thành phần là do kết quả cũ hoặc dạng chỉ số không tách được."};
inline constexpr Bilingual and_more{"and {0} more", "và {0} mục khác"};
inline constexpr Bilingual new_unit{"new", "mới"};
inline constexpr Bilingual units_gone{"No longer there: {0}.", "Không còn: {0}."};

}  // namespace barem::report::words

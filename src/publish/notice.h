// 督察通报: a notice from rows. Each number is computed once; the finished text, the words people added included, is then
// counted again against the rows, because published notices contradict themselves (27 open in one paragraph, 28 in the next).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "publish/official_document.h"
#include "publish/workbook.h"

namespace luodi::publish {

/// A commitment as a notice counts it: wholes, not their parts.
struct NoticeRow {
  std::string commitment_id;
  std::string text;
  std::string unit;
  std::string helping;
  std::string due_date;  ///< ISO or ""
  std::string state;     ///< in words, for the annex
  bool closed = false;
  bool assigned = true;   ///< false: `unit` is only proposed
  long days_late = 0;     ///< of an open one; 0 if it is not late
  std::string meeting{};  ///< where a notice counts several: which
};

struct NoticeInput {
  std::string meeting;  ///< 2026年第5次县政府常务会议, or several: 2026年1月至3月县政府常务会议
  std::string cutoff;   ///< ISO day that the rows were counted on
  std::string day;      ///< ISO day of the notice
  std::string office;   ///< 县政府督查室
  std::string number;   ///< 政督〔2026〕3号
  std::string addressee;
  std::vector<std::string> demands;  ///< next requirements, a paragraph each; none: the usual ones
  std::vector<NoticeRow> rows;
};

/// What the rows count to.
struct NoticeCounts {
  std::int64_t total = 0, closed = 0, open = 0, late = 0, on_time = 0, undated = 0;  ///< open = late + on_time + undated
  std::int64_t closed_percent = 0, open_percent = 0;                                 ///< add up to 100
};
NoticeCounts count(const std::vector<NoticeRow>& rows);

struct Notice {
  OfficialDocument document;
  Sheet annex;
  NoticeCounts counts;
};
/// usage if there is nothing to count; otherwise a notice that passes check_notice unless the demands contradict the rows.
Result<Notice> compose_notice(const NoticeInput& input);

/// Counts the finished text again: every "n项", "n%", "二十七项", "百分之八十", "八成", "一半", "三分之一" must be what the rows
/// say for the words before it. Returns the sentences that do not fit, with the number that would; empty if all fit. A goal
/// (达到80%, 不低于十项) is no count. Numbers of items ("第3项") are references and must lie between 1 and the number of rows.
std::vector<std::string> contradictions(const std::vector<BodyParagraph>& body, const std::vector<NoticeRow>& rows);

}  // namespace luodi::publish

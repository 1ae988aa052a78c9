// What the supervision desk shows and takes: a commitment's life, its reports, slips and steps, lights and time limits.
// Terms are those of 督查督办: 交办 assigned, 签收 accepted, 移交异议 objected, 反馈 feedback and report, 办结 closed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "luodi/values/desk.h"
#include "luodi/values/dossiers.h"

namespace luodi {

/// 时限预设. How long a step may take, and by what rule. `unit`: working_days | days.
struct LimitRule {
  std::string limit_id;  ///< assign | objection | first_feedback | minutes_item | document | urgent_note | other_note
  std::string name;      ///< Chinese, as shown
  std::int64_t amount = 0;
  std::string unit;
  std::string source;      ///< rule and place it was found
  std::string valid_from;  ///< ISO day
};
BOOST_DESCRIBE_STRUCT(LimitRule, (), (limit_id, name, amount, unit, source, valid_from))

/// 亮灯规则. A light where a measure lies in [from, to), which `above` and `up_to` turn into (from, to]; an empty end is open.
/// measure: days_late | days_left | progress_gap (points behind an even pace, fractions and all). The worst light of all rules
/// that hold is shown.
struct LightRule {
  std::string rule_id;
  std::string light;  ///< green | yellow | red
  std::string measure;
  std::optional<std::int64_t> from;
  std::optional<std::int64_t> to;
  std::string name;  ///< Chinese, as shown
  std::string source;
  std::optional<bool> above{};  ///< `from` itself is not in it
  std::optional<bool> up_to{};  ///< `to` itself is
};
BOOST_DESCRIBE_STRUCT(LightRule, (), (rule_id, light, measure, from, to, name, source, above, up_to))

/// 升级规则. A slip of this kind is due once a commitment is so many days late; fewer than 0: days before its date.
struct SlipRule {
  std::string rule_id;
  std::string kind;  ///< blue | yellow | orange | red
  std::int64_t days_late = 0;
  std::string name;
  std::string source;
};
BOOST_DESCRIBE_STRUCT(SlipRule, (), (rule_id, kind, days_late, name, source))

/// 亮灯. The light of one commitment on one day, with the rule that gave it and what was measured.
struct LightView {
  std::string light = "none";  ///< none (not assigned yet) | green | yellow | red
  std::string rule_id;         ///< "" where no rule holds: green by default
  std::string because;         ///< the rule's name
  double measured = 0;         ///< days late, days left or points
};
BOOST_DESCRIBE_STRUCT(LightView, (), (light, rule_id, because, measured))

/// A file kept as evidence 佐证材料; the content lies under its hash once.
struct EvidenceFile {
  std::string file_hash;
  std::string file_name;
  std::int64_t size = 0;
};
BOOST_DESCRIBE_STRUCT(EvidenceFile, (), (file_hash, file_name, size))

/// A record that a report points to 关联记录. kind: commitment | meeting | document | enterprise; the title as it was then.
struct EvidenceLink {
  std::string kind, id, title;
};
BOOST_DESCRIBE_STRUCT(EvidenceLink, (), (kind, id, title))

/// 反馈. kind: feedback (still under way) | final. verdict: null while open, accepted | returned after the review.
struct ReportView {
  std::string report_id;
  std::string commitment_id;
  std::string kind;
  std::string text;
  std::optional<std::int64_t> progress;  ///< percent as the unit says
  std::string by;                        ///< account
  std::string at;
  std::vector<EvidenceFile> files;
  std::optional<std::string> verdict;
  std::optional<std::string> verdict_reason;
  std::optional<std::string> verdict_by;
  std::optional<std::string> verdict_at;
  std::vector<EvidenceLink> links{};
};
BOOST_DESCRIBE_STRUCT(ReportView, (),
                      (report_id, commitment_id, kind, text, progress, by, at, files, verdict, verdict_reason, verdict_by,
                       verdict_at, links))

/// 督办单. kind: blue 提醒 | yellow or orange 警示 | red 督办; the number counts per kind and year.
struct SlipView {
  std::string slip_id;
  std::string kind;
  std::string number;  ///< e.g. 蓝单〔2026〕3号
  std::string text;
  std::string at;
  std::string by;
  std::optional<std::string> voided_at{}, voided_reason{};
};
BOOST_DESCRIBE_STRUCT(SlipView, (), (slip_id, kind, number, text, at, by, voided_at, voided_reason))

/// 督察通报 as issued.
struct NoticeView {
  std::string notice_id;
  std::string number;
  std::string title;
  std::string meeting_id;
  std::string cutoff;
  std::int64_t total = 0;
  std::int64_t closed = 0;
  std::int64_t open = 0;
  std::string docx_hash;
  std::string xlsx_hash;
  std::string at;
  std::string by;
  std::optional<std::string> voided_at{}, voided_reason{};
  std::optional<std::string> also_of{};  ///< further meetings it counts, ids with a blank between
};
BOOST_DESCRIBE_STRUCT(NoticeView, (),
                      (notice_id, number, title, meeting_id, cutoff, total, closed, open, docx_hash, xlsx_hash, at, by, voided_at,
                       voided_reason, also_of))

/// One act in a commitment's life, as its entry says it.
struct StepView {
  std::int64_t seq = 0;
  std::string act;
  std::string at;
  std::string by;
  std::string state;  ///< after the act
  std::optional<std::string> text;
  std::optional<std::string> due_date;
  std::optional<std::string> unit;  ///< of an assignment: whom; of a helping unit added: which
};
BOOST_DESCRIBE_STRUCT(StepView, (), (seq, act, at, by, state, text, due_date, unit))

/// A stretch of days with one light.
struct LightRun {
  std::string from;
  std::string to;
  std::string light;
};
BOOST_DESCRIBE_STRUCT(LightRun, (), (from, to, light))

/// The meeting that a carried-over commitment goes to.
struct NextMeeting {
  std::string meeting_id;
  std::string date;
  std::string meeting_kind;
  std::optional<std::string> ordinal;
};
BOOST_DESCRIBE_STRUCT(NextMeeting, (), (meeting_id, date, meeting_kind, ordinal))

/// 一事一页. All of one commitment on one page.
struct StoryView {
  CommitmentView commitment;
  LightView light;
  std::string sentence_before;  ///< what stands in the paper before the requirement, and after it
  std::string sentence_after;
  std::string sentence_text;        ///< the paper's own words; a typed part has others
  std::vector<std::string> acts;    ///< what the caller may do now
  std::vector<ReportView> reports;  ///< its own and those of its parts, the newest first
  std::vector<SlipView> slips;
  std::vector<StepView> steps;
  std::vector<CommitmentView> parts;
  std::vector<LightRun> lights;
  std::optional<NextMeeting> carried_to;  ///< of what is carried over, once that meeting is there
  std::optional<RaisedAtView> raised_at;  ///< of a request that was passed on, for those who may see visits
  std::vector<DocumentTitle> documents;   ///< whose measures it is the duty to draw up
};
BOOST_DESCRIBE_STRUCT(StoryView, (),
                      (commitment, light, sentence_before, sentence_after, sentence_text, acts, reports, slips, steps, parts,
                       lights, carried_to, raised_at, documents))

}  // namespace luodi

// Requests and answers of the supervision desk.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/access.h"
#include "luodi/values/supervision.h"

namespace luodi::engine {

/// What the list shows: a page of commitments that fit, as of a day. `light`: red | yellow | green | none.
/// `order`: commitment_id | due_date | unit | state | meeting_date. `limit` at most 1000.
/// `worklist`: only what stands in this list of the caller's start page (TodayList::kind).
struct CommitmentsRequest {
  std::optional<std::string> meeting_id, state, unit_id, topic, words, light, as_of, order, campaign_id, worklist;
  std::optional<std::int64_t> descending, limit, offset;
};
BOOST_DESCRIBE_STRUCT(CommitmentsRequest, (),
                      (meeting_id, state, unit_id, topic, words, light, as_of, order, campaign_id, worklist, descending, limit,
                       offset))
struct LightCount {
  std::string light;
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(LightCount, (), (light, count))
struct CommitmentsAnswer {
  std::vector<CommitmentView> commitments;
  std::int64_t total = 0;          ///< of all pages
  std::vector<LightCount> lights;  ///< of all pages, before the light filter
  std::string as_of;               ///< the day shown
  std::int64_t counted = 0;  ///< of the total, what notices count: without what was merged and without parts of wholes in it
};
BOOST_DESCRIBE_STRUCT(CommitmentsAnswer, (), (commitments, total, lights, as_of, counted))
struct CommitmentRequest {
  std::string commitment_id;
};
BOOST_DESCRIBE_STRUCT(CommitmentRequest, (), (commitment_id))

/// 交办. Without a due date the limit for minutes items gives one; `feedback_days` asks for periodic feedback.
/// `lead_unit_id`: "" assigns each to the units that its sentence names, the first of them leading.
struct AssignRequest {
  std::vector<std::string> commitment_ids;
  std::string lead_unit_id;
  std::optional<std::vector<std::string>> helping_unit_ids;
  std::optional<std::string> leader, due_date;
  std::optional<std::string> limit_id;  ///< which limit gives the day where none is named: minutes_item, document, urgent_note …
  std::optional<std::int64_t> feedback_days;
  std::optional<bool> preview;
};
BOOST_DESCRIBE_STRUCT(AssignRequest, (),
                      (commitment_ids, lead_unit_id, helping_unit_ids, leader, due_date, limit_id, feedback_days, preview))
/// Acts that say no more than a note or a reason (accept, object, return, close, archive, reopen, suspend, resume, carry).
struct ActRequest {
  std::vector<std::string> commitment_ids;
  std::optional<std::string> text;
  std::optional<bool> preview;
};
BOOST_DESCRIBE_STRUCT(ActRequest, (), (commitment_ids, text, preview))
struct FileOfReport {
  std::string file_hash, file_name;
};
BOOST_DESCRIBE_STRUCT(FileOfReport, (), (file_hash, file_name))
struct RecordLink {
  std::string kind, id;
};
BOOST_DESCRIBE_STRUCT(RecordLink, (), (kind, id))
/// 反馈. `last`: the matter is done and goes to the review; then it needs words, and a file, a link to a record or a progress of
/// 100.
struct ReportRequest {
  std::string commitment_id, text;
  std::optional<std::int64_t> progress;
  bool last = false;
  std::optional<std::vector<FileOfReport>> files;
  std::optional<std::vector<RecordLink>> links;
};
BOOST_DESCRIBE_STRUCT(ReportRequest, (), (commitment_id, text, progress, last, files, links))
struct ExtendRequest {
  std::vector<std::string> commitment_ids;
  std::string due_date, text;
  std::optional<bool> preview;
};
BOOST_DESCRIBE_STRUCT(ExtendRequest, (), (commitment_ids, due_date, text, preview))
struct HelperRequest {
  std::vector<std::string> commitment_ids;
  std::string unit_id;
  std::optional<bool> preview;
};
BOOST_DESCRIBE_STRUCT(HelperRequest, (), (commitment_ids, unit_id, preview))
struct MergeIntoRequest {
  std::vector<std::string> commitment_ids;
  std::string into;
  std::optional<bool> preview;
};
BOOST_DESCRIBE_STRUCT(MergeIntoRequest, (), (commitment_ids, into, preview))
struct PartRequest {
  std::string text;
  std::optional<std::string> unit, due_date;
};
BOOST_DESCRIBE_STRUCT(PartRequest, (), (text, unit, due_date))
struct DecomposeRequest {
  std::string commitment_id;
  std::vector<PartRequest> parts;
};
BOOST_DESCRIBE_STRUCT(DecomposeRequest, (), (commitment_id, parts))
/// 督办单. kind: blue | yellow | red; without a text the rule's own words stand.
struct SlipRequest {
  std::vector<std::string> commitment_ids;
  std::string kind;
  std::optional<std::string> text;
  std::optional<bool> preview;
};
BOOST_DESCRIBE_STRUCT(SlipRequest, (), (commitment_ids, kind, text, preview))

/// An act that could not be done on one of several commitments, in a preview.
struct RefusedAct {
  std::string commitment_id, reason, detail;
};
BOOST_DESCRIBE_STRUCT(RefusedAct, (), (commitment_id, reason, detail))
/// What an act made, or would make (`preview`).
struct ActAnswer {
  std::vector<CommitmentView> commitments;
  std::vector<RefusedAct> refused;
  bool preview = false;
};
BOOST_DESCRIBE_STRUCT(ActAnswer, (), (commitments, refused, preview))

/// 今日. One list of the start page: to_assign, to_accept, to_review, objected, returned, overdue, due_soon, helping, suspended.
struct TodayList {
  std::string kind;
  std::int64_t total = 0;
  std::int64_t late = 0;  ///< of to_assign: whose limit for the assignment is over; of to_assign and helping: with a red light
  std::vector<CommitmentView> commitments;
};
BOOST_DESCRIBE_STRUCT(TodayList, (), (kind, total, late, commitments))
/// What happened since yesterday.
struct TodayStep {
  std::string commitment_id, text, act, at, by, state;
};
BOOST_DESCRIBE_STRUCT(TodayStep, (), (commitment_id, text, act, at, by, state))
/// A running meeting with its lights.
struct TodayMeeting {
  std::string meeting_id;
  std::optional<std::string> date, ordinal;
  std::string meeting_kind;
  std::int64_t total = 0, closed = 0;
  std::vector<LightCount> lights;
  std::vector<CommitmentView> sentences;  ///< for leaders: each sentence with its light
};
BOOST_DESCRIBE_STRUCT(TodayMeeting, (), (meeting_id, date, ordinal, meeting_kind, total, closed, lights, sentences))
/// `meetings`: so many of the running meetings, the newest; 30 where nothing is said.
struct TodayRequest {
  std::optional<std::int64_t> meetings;
};
BOOST_DESCRIBE_STRUCT(TodayRequest, (), (meetings))
struct TodayAnswer {
  std::string day;
  std::vector<TodayList> lists;
  std::vector<TodayStep> changed;
  std::vector<TodayMeeting> meetings;  ///< running: with a commitment that is not closed; newest first
  std::int64_t running = 0;            ///< how many meetings run
};
BOOST_DESCRIBE_STRUCT(TodayAnswer, (), (day, lists, changed, meetings, running))

/// 督办事项登记: what came by another way than a meeting. `texts`: a requirement each; `from`: who asks, in which paper;
/// `received_on`: none is today; without a due date the kind's limit gives one; `file_hash`: a kept file (evidence.keep).
struct MatterRequest {
  std::string kind;
  std::vector<std::string> texts;
  std::optional<std::string> from, received_on, unit_id, due_date, file_hash, file_name;
};
BOOST_DESCRIBE_STRUCT(MatterRequest, (), (kind, texts, from, received_on, unit_id, due_date, file_hash, file_name))
struct MatterKindView {
  std::string kind, name, limit_id;
};
BOOST_DESCRIBE_STRUCT(MatterKindView, (), (kind, name, limit_id))

struct RulesAnswer {
  std::vector<LimitRule> limits;
  std::vector<LightRule> lights;
  std::vector<SlipRule> slips;
  std::vector<MatterKindView> matters;      ///< kinds of matters that come by another way than a meeting
  std::vector<std::string> single_matters;  ///< kinds of meeting whose papers only their own units see
};
BOOST_DESCRIBE_STRUCT(RulesAnswer, (), (limits, lights, slips, matters, single_matters))
struct SlipRulesRequest {
  std::vector<SlipRule> rules;
};
BOOST_DESCRIBE_STRUCT(SlipRulesRequest, (), (rules))
struct LimitsRequest {
  std::vector<LimitRule> rules;
};
BOOST_DESCRIBE_STRUCT(LimitsRequest, (), (rules))
struct LightsRequest {
  std::vector<LightRule> rules;
};
BOOST_DESCRIBE_STRUCT(LightsRequest, (), (rules))

/// 督察通报 of a meeting, or of several: `more_meetings`. `cutoff`: the day the rows are counted on (none: today); `code`:
/// 机关代字 of the number; `office` and `addressee` as printed; `demands`: next requirements, a paragraph each (none: the usual
/// ones).
struct NoticeRequest {
  std::string meeting_id;
  std::optional<std::string> cutoff, code, office, addressee;
  std::optional<std::vector<std::string>> demands, more_meetings;
};
BOOST_DESCRIBE_STRUCT(NoticeRequest, (), (meeting_id, cutoff, code, office, addressee, demands, more_meetings))
struct NoticeParagraph {
  std::int64_t level = 0;  ///< 0 text, 1 and 2 headings
  std::string text;
};
BOOST_DESCRIBE_STRUCT(NoticeParagraph, (), (level, text))
/// A notice as it would be saved; `contradictions`: sentences whose numbers the rows do not bear out. It is saved only
/// without them.
struct NoticeDraft {
  std::string title, number, cutoff, signer, date;
  std::vector<NoticeParagraph> paragraphs;
  std::vector<std::string> contradictions;
  std::int64_t total = 0, closed = 0, open = 0, late = 0;
};
BOOST_DESCRIBE_STRUCT(NoticeDraft, (),
                      (title, number, cutoff, signer, date, paragraphs, contradictions, total, closed, open, late))
struct NoticesAnswer {
  std::vector<NoticeView> notices;
};
BOOST_DESCRIBE_STRUCT(NoticesAnswer, (), (notices))
/// `form`: docx | xlsx (the annex).
struct VoidSlipRequest {
  std::string slip_id, reason;
};
BOOST_DESCRIBE_STRUCT(VoidSlipRequest, (), (slip_id, reason))
struct VoidNoticeRequest {
  std::string notice_id, reason;
};
BOOST_DESCRIBE_STRUCT(VoidNoticeRequest, (), (notice_id, reason))
struct NoticeFileRequest {
  std::string notice_id, form;
};
BOOST_DESCRIBE_STRUCT(NoticeFileRequest, (), (notice_id, form))
struct SlipFileRequest {
  std::string slip_id;
};
BOOST_DESCRIBE_STRUCT(SlipFileRequest, (), (slip_id))

struct EvidenceRequest {
  std::string file_hash;
};
BOOST_DESCRIBE_STRUCT(EvidenceRequest, (), (file_hash))
struct SessionsAnswer {
  std::vector<access::SessionView> sessions;
};
BOOST_DESCRIBE_STRUCT(SessionsAnswer, (), (sessions))
struct SessionRequest {
  std::string session_id;
};
BOOST_DESCRIBE_STRUCT(SessionRequest, (), (session_id))
struct LoginName {
  std::string login;
};
BOOST_DESCRIBE_STRUCT(LoginName, (), (login))
struct ChangeAccountRequest {
  std::string account_id, role;
  std::optional<std::string> unit_id, division;
};
BOOST_DESCRIBE_STRUCT(ChangeAccountRequest, (), (account_id, role, unit_id, division))

}  // namespace luodi::engine

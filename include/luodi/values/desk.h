// What the desks show and take: papers, meetings, directives, commitments, units, accounts. Plain described structs; their
// JSON is the API's, their names are the database's columns.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "luodi/values/reading.h"

namespace luodi {

/// A change between source and mended text, for the screen that shows both. `was_span` counts the source's code points.
struct ChangeView {
  Span span{};
  Span was_span{};
  std::string was;
  std::string how;
  std::string sure;
};
/// A place to look at. `code`: candidates, digit, date, amount, lost, place_name.
struct DoubtView {
  Span span{};
  std::string code;
  std::int64_t candidates = 0;
  std::string evidence;
};
BOOST_DESCRIBE_STRUCT(ChangeView, (), (span, was_span, was, how, sure))
BOOST_DESCRIBE_STRUCT(DoubtView, (), (span, code, candidates, evidence))

/// 文件来源. A paper as it was imported.
struct PaperView {
  std::string paper_id;
  std::string file_name;
  std::string encoding;
  std::string proof;               ///< proved | reproduced | none
  std::vector<std::string> kinds;  ///< damage kinds found
  std::string imported_at;
  std::string imported_by;
  std::string text;      ///< mended
  std::string original;  ///< as decoded, before mending; equal to text where nothing was mended
  std::vector<ChangeView> changes;
  std::vector<DoubtView> doubtful;
  std::vector<Coverage> coverage;
  std::vector<Remark> remarks;
};
BOOST_DESCRIBE_STRUCT(PaperView, (),
                      (paper_id, file_name, encoding, proof, kinds, imported_at, imported_by, text, original, changes, doubtful,
                       coverage, remarks))

/// A clause of a directive with its own verb, proposed as a sub-commitment.
struct ClauseView {
  std::string text;
  Span span{};
};
BOOST_DESCRIBE_STRUCT(ClauseView, (), (text, span))

/// 要求 with its state: proposed | confirmed | refused | settled | split | merged.
struct DirectiveView {
  std::string directive_id;
  std::string paper_id;
  std::string item_id;
  std::string text;
  Span span{};
  std::optional<std::string> unit;
  std::optional<std::string> deadline;
  std::optional<std::string> due_date;
  std::string due_kind;
  std::optional<std::string> due_reason;
  std::string topic;
  std::string state;
  std::optional<std::string> reason;  ///< why it was refused
  std::optional<std::string> commitment_id;
  std::optional<std::string> commitment_state;  ///< how far that commitment is; one that is assigned is not undone any more
  std::optional<std::string> proposed_unit;     ///< lead unit the program proposes
  std::optional<std::string> proposed_because;  ///< named | reporting | duty
  std::optional<std::string> proposed_source;   ///< the duty table's row
  std::optional<std::string> twin_of;           ///< the same requirement in the meeting's first source
  std::int64_t corrected = 0;                   ///< corrections of its words, unit or day that stand
  std::vector<ClauseView> clauses;
};
BOOST_DESCRIBE_STRUCT(DirectiveView, (),
                      (directive_id, paper_id, item_id, text, span, unit, deadline, due_date, due_kind, due_reason, topic, state,
                       reason, commitment_id, commitment_state, proposed_unit, proposed_because, proposed_source, twin_of,
                       corrected, clauses))

struct ItemView {
  std::string item_id;
  std::string paper_id;
  std::string kind;
  std::string subject;
  Span subject_span{};
  std::optional<std::string> reporting_unit;
  std::vector<DirectiveView> directives;
};
BOOST_DESCRIBE_STRUCT(ItemView, (), (item_id, paper_id, kind, subject, subject_span, reporting_unit, directives))

struct MeetingRow {
  std::string meeting_id;
  std::optional<std::string> date;
  std::optional<std::string> date_text;
  std::optional<std::string> body;
  std::string meeting_kind;
  std::optional<std::string> ordinal;
  std::optional<std::string> chair_name;
  std::optional<std::string> chair_title;
  std::optional<std::string> title;
  std::int64_t items = 0;
  std::int64_t directives = 0;
  std::int64_t open = 0;  ///< directives still proposed
  std::int64_t commitments = 0;
  std::int64_t sources = 0;
};
BOOST_DESCRIBE_STRUCT(MeetingRow, (),
                      (meeting_id, date, date_text, body, meeting_kind, ordinal, chair_name, chair_title, title, items,
                       directives, open, commitments, sources))

/// What a meeting is: as a paper was read, or as a person puts it right. date: ISO, or --MM-DD where the year is not known.
struct MeetingFacts {
  std::optional<std::string> date, body, ordinal, chair_name, chair_title;
  std::string meeting_kind;
};
BOOST_DESCRIBE_STRUCT(MeetingFacts, (), (date, body, ordinal, chair_name, chair_title, meeting_kind))

/// A difference between two papers of one meeting.
struct DifferenceView {
  std::string field;  ///< date, ordinal, chair, directive …
  std::optional<std::string> first;
  std::optional<std::string> second;
  std::string second_paper_id;
};
BOOST_DESCRIBE_STRUCT(DifferenceView, (), (field, first, second, second_paper_id))

/// 结转: a commitment that an earlier meeting left to this one.
struct CarriedView {
  std::string commitment_id;
  std::string text;
  std::optional<std::string> unit;
  std::string meeting_id;  ///< the meeting it comes from
  std::optional<std::string> meeting_date;
  std::string carried_on;  ///< the day it was carried over
};
BOOST_DESCRIBE_STRUCT(CarriedView, (), (commitment_id, text, unit, meeting_id, meeting_date, carried_on))

/// An upper-level document by name.
struct DocumentTitle {
  std::string document_id, title;
};
BOOST_DESCRIBE_STRUCT(DocumentTitle, (), (document_id, title))

struct MeetingView {
  MeetingRow meeting;
  MeetingFacts as_read;  ///< what the first source says, before any correction
  std::vector<Person> participants;
  std::vector<Person> invited;
  std::vector<PaperView> sources;
  std::vector<ItemView> items;
  std::vector<DifferenceView> differences;
  std::vector<CarriedView> carried;      ///< what was carried over to this meeting and waits there
  std::vector<DocumentTitle> documents;  ///< whose measures this meeting decided
};
BOOST_DESCRIBE_STRUCT(MeetingView, (), (meeting, as_read, participants, invited, sources, items, differences, carried, documents))

/// 承诺事项. States: see supervision/life.h. Lists give `light` for today or for the day asked for.
struct CommitmentView {
  std::string commitment_id;
  std::string text;
  std::optional<std::string> unit;          ///< lead unit 牵头单位 by name; before the assignment the proposed one
  std::optional<std::string> lead_unit_id;  ///< set by the assignment
  std::vector<std::string> helping_units;   ///< 配合单位, by name
  std::optional<std::string> leader;        ///< responsible leader 责任领导
  std::optional<std::string> due_date;
  std::string due_kind;
  std::optional<std::string> due_reason;  ///< how an assignment came by its date: the limit and its source
  std::optional<std::string> deadline;
  std::string topic;
  std::string state;
  std::string light;  ///< none | green | yellow | red
  std::optional<std::int64_t> progress;
  std::optional<std::int64_t> feedback_days;   ///< periodic feedback: every so many days
  std::optional<std::string> next_feedback;    ///< the day of the next one
  std::optional<std::string> feedback_reason;  ///< of the first one: the limit and its source
  std::optional<std::string> assign_by;        ///< the day until which it is to be assigned
  std::optional<std::string> assign_reason;    ///< by which limit, counted from when
  std::optional<std::string> assigned_on;
  std::optional<std::string> reported_on;  ///< the day of the final report that waits for its review
  std::optional<std::string> objection_until;
  std::optional<std::string> merged_into;
  std::string meeting_id;
  std::optional<std::string> meeting_date;
  std::optional<std::string> meeting_ordinal;
  std::string meeting_kind;
  std::string item_subject;
  std::string paper_id;
  std::string directive_id;
  std::int64_t span_begin = 0;
  std::int64_t span_end = 0;
  std::optional<std::string> parent_id;
  std::string confirmed_by;
  std::string confirmed_at;
};
BOOST_DESCRIBE_STRUCT(CommitmentView, (),
                      (commitment_id, text, unit, lead_unit_id, helping_units, leader, due_date, due_kind, due_reason, deadline,
                       topic, state, light, progress, feedback_days, next_feedback, feedback_reason, assign_by, assign_reason,
                       assigned_on, reported_on, objection_until, merged_into, meeting_id, meeting_date, meeting_ordinal,
                       meeting_kind, item_subject, paper_id, directive_id, span_begin, span_end, parent_id, confirmed_by,
                       confirmed_at))

struct UnitView {
  std::string unit_id;
  std::string name;
  std::string short_name;
  std::string kind;
  std::optional<std::string> parent;
  std::optional<std::string> division{};  ///< 行政区划代码 (GB/T 2260), where the ledger is that of several counties
};
BOOST_DESCRIBE_STRUCT(UnitView, (), (unit_id, name, short_name, kind, parent, division))

/// 账号. role: viewer | clerk | unit_lead | supervision | leader | administrator; clerks and unit leads belong to a unit.
struct AccountView {
  std::string account_id;
  std::string login;
  std::string display_name;
  std::string role;
  std::optional<std::string> unit_id;
  std::optional<std::string> division{};  ///< sees what units of this division lead or help: 610700 a city and its counties
  std::int64_t closed = 0;                ///< 1: of somebody who left; nobody logs in with it
};
BOOST_DESCRIBE_STRUCT(AccountView, (), (account_id, login, display_name, role, unit_id, division, closed))

struct AuditLine {
  std::string at;
  std::string actor;
  std::string action;
  std::string subject;
  std::string detail;
};
BOOST_DESCRIBE_STRUCT(AuditLine, (), (at, actor, action, subject, detail))

struct EntryView {
  std::int64_t seq = 0;
  std::string kind;
  std::string subject;
  std::string actor;
  std::string at;
  std::string source;
};
BOOST_DESCRIBE_STRUCT(EntryView, (), (seq, kind, subject, actor, at, source))

}  // namespace luodi

// Requests and answers of the operations that are not views of their own (see luodi/values/desk.h).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/access.h"
#include "luodi/values/desk.h"

namespace luodi::engine {

struct NoRequest {};
BOOST_DESCRIBE_STRUCT(NoRequest, (), ())

struct SetupRequest {
  std::string token, login, display_name, password;
};
BOOST_DESCRIBE_STRUCT(SetupRequest, (), (token, login, display_name, password))
struct LoginRequest {
  std::string login, password;
};
BOOST_DESCRIBE_STRUCT(LoginRequest, (), (login, password))
struct PasswordRequest {
  std::string old_password, new_password;
};
BOOST_DESCRIBE_STRUCT(PasswordRequest, (), (old_password, new_password))
struct ResetPasswordRequest {
  std::string account_id, password;
};
BOOST_DESCRIBE_STRUCT(ResetPasswordRequest, (), (account_id, password))
struct CloseAccountRequest {
  std::string account_id;
  bool closed = true;
};
BOOST_DESCRIBE_STRUCT(CloseAccountRequest, (), (account_id, closed))
struct AccountRequest {
  std::string login, display_name, role, password;
  std::optional<std::string> unit_id, division;
};
BOOST_DESCRIBE_STRUCT(AccountRequest, (), (login, display_name, role, password, unit_id, division))

struct PasteRequest {
  std::string file_name, text;
};
BOOST_DESCRIBE_STRUCT(PasteRequest, (), (file_name, text))
struct WithdrawPaperRequest {
  std::string paper_id, reason;
};
BOOST_DESCRIBE_STRUCT(WithdrawPaperRequest, (), (paper_id, reason))
struct PaperId {
  std::string paper_id;
};
BOOST_DESCRIBE_STRUCT(PaperId, (), (paper_id))
struct MeetingRequest {
  std::string meeting_id;
};
BOOST_DESCRIBE_STRUCT(MeetingRequest, (), (meeting_id))
/// Puts right what was misread of a meeting: nothing given leaves a field, an empty text takes it away.
struct CorrectMeetingRequest {
  std::string meeting_id;
  std::optional<std::string> date, body, meeting_kind, ordinal, chair_name, chair_title;
};
BOOST_DESCRIBE_STRUCT(CorrectMeetingRequest, (), (meeting_id, date, body, meeting_kind, ordinal, chair_name, chair_title))
/// moved: open requirements whose day followed the meeting's; kept: commitments that keep the day they were confirmed with.
struct MeetingCorrectedAnswer {
  MeetingRow meeting;
  std::int64_t moved = 0, kept = 0;
};
BOOST_DESCRIBE_STRUCT(MeetingCorrectedAnswer, (), (meeting, moved, kept))
/// Confirms directives. `unit` and `due_date` count for a single directive only; `clauses` are places of its clauses that
/// become sub-commitments.
struct ConfirmRequest {
  std::vector<std::string> directive_ids;
  std::optional<std::string> unit;
  std::optional<std::string> due_date;
  std::optional<std::vector<std::int64_t>> clauses;
};
BOOST_DESCRIBE_STRUCT(ConfirmRequest, (), (directive_ids, unit, due_date, clauses))
/// Corrects a proposed directive: a new span of the paper's text, a unit, a due date ("" takes one away).
struct CorrectRequest {
  std::string directive_id;
  std::optional<Span> span;
  std::optional<std::string> unit;
  std::optional<std::string> due_date;
};
BOOST_DESCRIBE_STRUCT(CorrectRequest, (), (directive_id, span, unit, due_date))
/// Adds a requirement that the program did not read: a span of a meeting's paper. It goes to the agenda item before it.
struct AddRequest {
  std::string paper_id;
  Span span{};
};
BOOST_DESCRIBE_STRUCT(AddRequest, (), (paper_id, span))
/// A year's holiday notice of the State Council: days off and make-up days worked, ISO; `source` names the notice.
struct CalendarRequest {
  std::int64_t year = 0;
  std::string source;
  std::vector<std::string> off;
  std::vector<std::string> worked;
};
BOOST_DESCRIBE_STRUCT(CalendarRequest, (), (year, source, off, worked))
struct AccountId {
  std::string account_id;
};
BOOST_DESCRIBE_STRUCT(AccountId, (), (account_id))
struct SplitRequest {
  std::string directive_id;
  std::vector<Span> spans;
};
BOOST_DESCRIBE_STRUCT(SplitRequest, (), (directive_id, spans))
struct DirectivesRequest {
  std::vector<std::string> directive_ids;
};
BOOST_DESCRIBE_STRUCT(DirectivesRequest, (), (directive_ids))
struct RefuseRequest {
  std::vector<std::string> directive_ids;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(RefuseRequest, (), (directive_ids, reason))
struct ChangeRequest {
  std::string commitment_id;
  std::optional<std::string> unit;
  std::optional<std::string> due_date;
};
BOOST_DESCRIBE_STRUCT(ChangeRequest, (), (commitment_id, unit, due_date))

struct Done {
  bool done = true;
};
BOOST_DESCRIBE_STRUCT(Done, (), (done))
struct ImportAnswer {
  std::string paper_id;
  std::optional<std::string> meeting_id;
  bool fresh = true;  ///< false: the same paper was there, nothing changed
};
BOOST_DESCRIBE_STRUCT(ImportAnswer, (), (paper_id, meeting_id, fresh))
struct StateAnswer {
  bool needs_setup = false;
  std::optional<AccountView> account;
  std::string version;
};
BOOST_DESCRIBE_STRUCT(StateAnswer, (), (needs_setup, account, version))
struct MeetingsAnswer {
  std::vector<MeetingRow> meetings;
  std::vector<PaperView> loose;  ///< papers that tell of no meeting
};
BOOST_DESCRIBE_STRUCT(MeetingsAnswer, (), (meetings, loose))
struct ConfirmedAnswer {
  std::vector<CommitmentView> commitments;
};
BOOST_DESCRIBE_STRUCT(ConfirmedAnswer, (), (commitments))
struct UnitsAnswer {
  std::vector<UnitView> units;
};
BOOST_DESCRIBE_STRUCT(UnitsAnswer, (), (units))
struct AccountsAnswer {
  std::vector<AccountView> accounts;
};
BOOST_DESCRIBE_STRUCT(AccountsAnswer, (), (accounts))
/// What is searched for in the audit or among the entries. `from`, `to`: days; `form`: xlsx | csv, of exports.
struct LookRequest {
  std::optional<std::string> words, actor, from, to, form;
  std::optional<std::int64_t> limit, offset;
  access::LookedFor looked_for(std::int64_t most) const {
    return {words.value_or(""), actor.value_or(""), from.value_or(""), to.value_or(""), limit.value_or(most), offset.value_or(0)};
  }
};
BOOST_DESCRIBE_STRUCT(LookRequest, (), (words, actor, from, to, form, limit, offset))
struct AuditAnswer {
  std::vector<AuditLine> lines;
};
BOOST_DESCRIBE_STRUCT(AuditAnswer, (), (lines))
struct EntriesAnswer {
  std::vector<EntryView> entries;
};
BOOST_DESCRIBE_STRUCT(EntriesAnswer, (), (entries))
struct ErrorAnswer {
  std::string code, where, reason, detail;
};
BOOST_DESCRIBE_STRUCT(ErrorAnswer, (), (code, where, reason, detail))

}  // namespace luodi::engine

// The supervision desk's operations: acts on commitments, lists, stories, the start page.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/house.h"
#include "engine/supervision_requests.h"
#include "supervision/index.h"

namespace luodi::engine {

/// Which commitments a caller sees: all, or those that a unit of his own leads or helps (clerk, unit lead), or a unit of the
/// division that the account is held to; what no unit leads yet, a desk sees by the accounts of its division that confirmed it.
struct Scope {
  bool all = true;
  std::vector<std::string> units, accounts;
  std::optional<supervision::Theirs> theirs() const {
    return all ? std::nullopt : std::optional(supervision::Theirs{units, accounts});
  }
};
Result<Scope> scope_of(store::Connection& c, const Caller& caller);
/// Rules, the library and campaigns are of the whole ledger: forbidden, with this reason, to an account held to a division.
Result<void> of_whole_ledger(const Caller& caller, const std::string& where, const char* reason);

/// The meetings that an account held to a division sees: those of which it sees a commitment or brought a paper; nothing: all.
Result<std::optional<std::set<std::string>>> meetings_seen(House& house, store::Connection& c, const Caller& caller);

/// not_found where the account is held to a division that has no part in the meeting.
Result<void> must_see(House& house, store::Connection& c, const Caller& caller, const std::string& meeting_id);
/// The same of a paper's meeting, or of a paper without one that somebody else brought.
Result<void> must_see_paper(House& house, store::Connection& c, const Caller& caller, const std::string& paper_id);

/// What a caller is to a commitment.
struct Sides {
  bool desk = false, lead = false, lead_head = false, sees = false;
};
Sides sides_of(const Caller& caller, const Scope& scope, const supervision::Standing& standing);
/// A commitment that the caller sees; `not_found` where there is none or it is not theirs, in the same words.
Result<CommitmentView> seen_commitment(store::Connection& c, const Caller& caller, const std::string& commitment_id);

// Acts (supervise.cpp).
Result<ActAnswer> assign(House& house, const Caller& caller, const AssignRequest& request);
/// accept, object, return, close, archive, reopen, suspend, resume, carry.
Result<ActAnswer> simple_act(House& house, const Caller& caller, const std::string& act, const ActRequest& request);
Result<ActAnswer> report(House& house, const Caller& caller, const ReportRequest& request);
Result<ActAnswer> extend(House& house, const Caller& caller, const ExtendRequest& request);
Result<ActAnswer> add_helper(House& house, const Caller& caller, const HelperRequest& request);
Result<ActAnswer> merge_into(House& house, const Caller& caller, const MergeIntoRequest& request);
Result<ActAnswer> decompose(House& house, const Caller& caller, const DecomposeRequest& request);
Result<ActAnswer> send_slip(House& house, const Caller& caller, const SlipRequest& request);

/// 督办事项登记 (matters.cpp). conflict "matter.known" for the same words of the same day.
Result<ConfirmedAnswer> register_matter(House& house, const Caller& caller, const MatterRequest& request);

// Views (supervision_views.cpp, start_page.cpp).
/// In a reading transaction that is open: several pages of one moment.
Result<CommitmentsAnswer> list_in(House& house, store::Connection& c, const Caller& caller, const CommitmentsRequest& request);
Result<CommitmentsAnswer> list(House& house, const Caller& caller, const CommitmentsRequest& request);
Result<StoryView> story(House& house, const Caller& caller, const std::string& commitment_id);
Result<TodayAnswer> today(House& house, const Caller& caller, const TodayRequest& request);
/// Counts by severity() as the answers give them, the worst light first.
std::vector<LightCount> counts_of(const std::int64_t (&by_severity)[4]);
/// Fills the lights of rows as they stand on a day.
Result<void> light_up(store::Connection& c, std::vector<CommitmentView>& rows, const Date& day, const std::string& before);

// Rules and evidence (rules.cpp).
Result<RulesAnswer> rules(House& house);
Result<Done> set_limits(House& house, const Caller& caller, const LimitsRequest& request);
Result<Done> set_lights(House& house, const Caller& caller, const LightsRequest& request);
Result<Done> set_slips(House& house, const Caller& caller, const SlipRulesRequest& request);
/// Keeps a file as evidence; it belongs to nothing until a report names it. Papers marked secret are refused.
Result<EvidenceFile> keep_evidence(House& house, const Caller& caller, const std::string& file_name, const std::string& bytes);
/// The file, if a report of a commitment that the caller sees names it.
Result<Engine::File> get_evidence(House& house, const Caller& caller, const std::string& file_hash);

/// Until when a requirement is to be assigned, with the limit; nothing where working days of a coming year are not known yet.
struct AssignLimit {
  std::optional<std::string> day, reason;
};
/// Counted from the day its paper was issued, or, where the paper does not say, from today.
Result<AssignLimit> assign_limit(store::Connection& c, const std::optional<std::string>& issued, const Date& today);
/// usage "due.far" for a day more than 20 years away, either side: a slip of the finger (1026, 9999), not a date to keep.
Result<void> check_reach(const std::string& due_date, const Date& today);
/// True of nothing but blanks, full-width ones too.
bool is_blank(const std::string& text);
/// usage "refuse.reason" where a reason says nothing, or too much: of what is refused, taken back or voided.
Result<void> check_reason(const std::string& reason);
/// The name a unit goes by in the county's papers (县发改局). usage "unit.unknown".
Result<std::string> unit_name(store::Connection& c, const std::string& unit_id);
/// The kept files that somebody names, with their sizes; usage where a name is none or nothing was kept under the hash.
Result<std::vector<EvidenceFile>> kept_files(store::Connection& c, const std::vector<FileOfReport>& named);

/// What a report points to, each once, with its title. usage "record.unknown" for what is not there or not the caller's to see.
Result<std::vector<EvidenceLink>> checked_links(House& house, store::Connection& c, const Caller& caller,
                                                const std::vector<RecordLink>& links);

/// Assigns in a writing transaction that is open already; no preview. Takes days that are over: tables tell of work that runs.
Result<void> assign_in(House& house, store::Connection& c, const Caller& caller, const AssignRequest& request);

// Notices and slips as documents (notices.cpp).
/// A state as papers and tables print it; the screens' words stand in web/src/i18n.
std::string state_word(const std::string& state);
Result<NoticeDraft> draft_notice(House& house, const Caller& caller, const NoticeRequest& request);
/// Saves a notice with its docx and its annex. conflict names the sentences that contradict the rows.
Result<NoticeView> issue_notice(House& house, const Caller& caller, const NoticeRequest& request);
Result<NoticesAnswer> list_notices(House& house, const Caller& caller);
Result<Engine::File> notice_file(House& house, const Caller& caller, const NoticeFileRequest& request);
/// Voids what was issued by mistake, with a reason: it stays to be seen, its number given. conflict where it is void already.
Result<Done> void_slip(House& house, const Caller& caller, const VoidSlipRequest& request);
Result<Done> void_notice(House& house, const Caller& caller, const VoidNoticeRequest& request);
/// A slip as docx, for those who see its commitment.
Result<Engine::File> slip_file(House& house, const Caller& caller, const std::string& slip_id);

}  // namespace luodi::engine

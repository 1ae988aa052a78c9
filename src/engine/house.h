// House: what the operations work on: the ledger with its projections, the audit, the limits.
#pragma once

#include <memory>
#include <string>

#include <boost/json/object.hpp>

#include "access/access.h"
#include "base/clock.h"
#include "cultivation/dossier_projection.h"
#include "cultivation/projection.h"
#include "cultivation/sight.h"
#include "engine/paper_texts.h"
#include "engine/requests.h"
#include "engine/running_imports.h"
#include "engine/running_link.h"
#include "ledger/meetings.h"
#include "luodi/engine.h"
#include "registers/directory/projection.h"
#include "supervision/commitments.h"
#include "supervision/index.h"
#include "supervision/library.h"
#include "supervision/notices.h"

namespace luodi::engine {

class Backups;

struct House {
  explicit House(std::unique_ptr<store::Store> s, const Clock* given = nullptr)
      : clock(given != nullptr ? *given : system_clock),
        store(std::move(s)),
        ledger(*store, clock,
               {&access_tables, &meetings, &commitments, &notices, &library, &enterprises, &cultivation, &dossiers}),
        audit(ledger) {}

  SystemClock system_clock;
  const Clock& clock;
  std::unique_ptr<store::Store> store;
  access::AccessProjection access_tables;
  ledger::MeetingsProjection meetings;
  supervision::CommitmentsProjection commitments;
  supervision::NoticesProjection notices;
  supervision::LibraryProjection library;
  registers::EnterprisesProjection enterprises;
  cultivation::CultivationProjection cultivation;
  cultivation::DossiersProjection dossiers;
  ledger::Ledger ledger;
  access::Audit audit;
  supervision::CommitmentIndex index;
  RunningImports imports;
  RunningLink linking, watching;
  PaperTexts texts;
  Backups* backups = nullptr;  ///< the engine's; null in a house that is only looked at
  std::size_t most_bytes = 50U << 20U;
};

/// One act as an entry, in a writing transaction that is open. `personal`: JSON of what may be erased, "" none.
Result<void> append(House& house, store::Connection& c, const Caller& caller, const std::string& kind, const std::string& subject,
                    const boost::json::object& payload, const std::string& personal = "");
/// A unit changes what it brought itself; the supervision office and the administrator change any.
Result<void> may_change(const Caller& caller, std::string_view owner_unit, const std::string& where);
/// Calendar and list of members are the statistics bureau's: the units to which the duty table gives 五上 or 纳统, and the desk.
/// Where it names none, every unit may.
Result<void> may_keep_statistics(store::Connection& c, const Caller& caller, const std::string& where);
/// True for a unit to which the duty table gives 五上 or 纳统: it may take up what another unit keeps.
Result<bool> keeps_statistics(store::Connection& c, const Caller& caller);
/// Whether it may, for screens that offer it: the role has to allow such acts too.
bool may_keep(store::Connection& c, const Caller& caller);
/// The town that the caller's unit is the government of, as addresses and registers write it; "" it is none.
Result<std::string> town_of(store::Connection& c, const Caller& caller);
/// Whose figures a caller sees: leaders, the desk and who keeps the statistics see every unit's; a unit those of its town and of
/// the dossiers and visits it keeps. Viewers see none (the operations are not theirs).
Result<cultivation::Sight> sight_of(store::Connection& c, const Caller& caller);
/// forbidden where an enterprise is not within it.
Result<void> may_see_figures(store::Connection& c, const Caller& caller, const std::string& enterprise_id);
Result<Done> as_done(const Result<void>& done);

// Papers and meetings.
Result<ImportAnswer> import_bytes(House& house, const Caller& caller, const std::string& file_name, const std::string& bytes);
Result<MeetingsAnswer> list_meetings(House& house, const Caller& caller);
Result<MeetingView> view_meeting(House& house, const Caller& caller, const std::string& meeting_id);
/// Takes a paper back that was loaded by mistake; nothing of it may be confirmed. The entry and the file stay.
/// A paper's file as it was brought, byte for byte.
Result<Engine::File> paper_file(House& house, const Caller& caller, const PaperId& request);
Result<Done> withdraw_paper(House& house, const Caller& caller, const WithdrawPaperRequest& request);
Result<MeetingCorrectedAnswer> correct_meeting(House& house, const Caller& caller, const CorrectMeetingRequest& request);
/// Refuses a file that is a paper marked as secret; of it nothing is kept but an audit line.
Result<void> refuse_if_marked(House& house, const Caller& caller, const std::string& bytes);
/// The record of `mend --report` and of an import.
Result<ledger::PaperRecord> record_of_file(const std::string& file_name, const std::string& bytes, std::size_t most_bytes);

// Directives and commitments.
Result<ConfirmedAnswer> confirm(House& house, const Caller& caller, const ConfirmRequest& request);
/// A year's holiday notice as an entry; working days of that year can be counted from now on.
Result<Done> import_calendar(House& house, const Caller& caller, const CalendarRequest& request);
/// Hands the imported years to the working-day table; at start and after an import.
Result<void> load_calendar(House& house);
/// Hands the county's own lines of classes to those who classify.
Result<void> load_class_lines(House& house);
Result<DirectiveView> add(House& house, const Caller& caller, const AddRequest& request);
Result<Done> correct(House& house, const Caller& caller, const CorrectRequest& request);
Result<Done> split(House& house, const Caller& caller, const SplitRequest& request);
Result<Done> merge(House& house, const Caller& caller, const DirectivesRequest& request);
Result<Done> refuse(House& house, const Caller& caller, const RefuseRequest& request);
Result<Done> settle(House& house, const Caller& caller, const DirectivesRequest& request);
Result<Done> undo(House& house, const Caller& caller, const DirectivesRequest& request);
Result<CommitmentView> change_commitment(House& house, const Caller& caller, const ChangeRequest& request);

/// The ledger's verdict on itself.
Result<VerifyReport> verify(House& house);

// The demo county.
Result<void> import_demo(House& house, const Caller& caller);

}  // namespace luodi::engine

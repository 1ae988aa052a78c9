// See table.h. Every operation stands here once: name, who may, method and path, types, summary, what it does.
#include "engine/table.h"

#include "describe/row.h"
#include "engine/rows.h"
#include "engine/tables.h"
#include "luodi_version.h"

namespace luodi::engine {
namespace {

constexpr std::int64_t kLookedAt = 200;

std::vector<Row> make() {
  std::vector<Row> t;
  t.push_back(row<NoRequest, StateAnswer>("state", kAnyone, "GET", "/api/state",
                                          "Whether the program is set up, and who is logged in.",
                                          [](House& h, const Caller& caller, const NoRequest&) {
                                            return read<StateAnswer>(h, [&](store::Connection& c, StateAnswer& a) {
                                              if (!caller.account.account_id.empty()) a.account = caller.account;
                                              a.version = kVersion;
                                              return put(access::needs_setup(c), a.needs_setup);
                                            });
                                          }));
  t.push_back(row<NoRequest, MeetingsAnswer>(
      "meetings.list", kAccounts, "GET", "/api/meetings", "All meetings, and papers that tell of none.",
      [](House& h, const Caller& caller, const NoRequest&) { return list_meetings(h, caller); }));
  t.push_back(row<MeetingRequest, MeetingView>("meetings.get", kAccounts, "GET", "/api/meetings/{meeting_id}",
                                               "One meeting with its papers, items and directives.",
                                               [](House& h, const Caller& caller, const MeetingRequest& r) {
                                                 h.audit.note(caller.account.account_id, "meeting.seen", r.meeting_id, "");
                                                 return view_meeting(h, caller, r.meeting_id);
                                               }));
  t.push_back(row<CorrectMeetingRequest, MeetingCorrectedAnswer>("meetings.correct", kDesk, "POST", "/api/meetings/correct",
                                                                 "Puts right what was misread of a meeting.", correct_meeting));
  t.push_back(row<PasteRequest, ImportAnswer>(
      "papers.paste", kDesk, "POST", "/api/papers/paste", "Imports pasted text as a paper.",
      [](House& h, const Caller& caller, const PasteRequest& r) { return import_bytes(h, caller, r.file_name, r.text); }));
  t.push_back(row<NoRequest, ImportAnswer>("papers.import", kDesk, "POST", "/api/papers",
                                           "Imports one file: its bytes are the body, its name stands in the query as file_name.",
                                           [](House&, const Caller&, const NoRequest&) -> Result<ImportAnswer> {
                                             return fail(ErrorCode::usage, "body", "papers.bytes", "send the file's bytes");
                                           }));
  t.back().operation.takes_file = true;
  t.back().take_file = [](House& h, const Caller& caller, const std::string& name, const std::string& bytes) {
    return as_json(import_bytes(h, caller, name, bytes));
  };
  t.push_back(file_row<PaperId>("papers.file", kAccounts, "/api/papers/{paper_id}/file", "A paper's file as it was brought.",
                                paper_file));
  t.push_back(row<WithdrawPaperRequest, Done>("papers.withdraw", kDesk, "POST", "/api/papers/withdraw",
                                              "Takes a paper back that was loaded by mistake, with a reason.", withdraw_paper));
  t.push_back(row<ConfirmRequest, ConfirmedAnswer>("directives.confirm", kDesk, "POST", "/api/directives/confirm",
                                                   "Confirms directives as commitments.", confirm));
  t.push_back(row<CorrectRequest, Done>("directives.correct", kDesk, "POST", "/api/directives/correct",
                                        "Corrects a proposed directive's span, unit or due date.", correct));
  t.push_back(row<AddRequest, DirectiveView>("directives.add", kDesk, "POST", "/api/directives/add",
                                             "Adds a requirement that was not read, by a span of the paper.", add));
  t.push_back(row<SplitRequest, Done>("directives.split", kDesk, "POST", "/api/directives/split",
                                      "Splits a proposed directive into parts.", split));
  t.push_back(row<DirectivesRequest, Done>("directives.merge", kDesk, "POST", "/api/directives/merge",
                                           "Merges proposed directives into one.", merge));
  t.push_back(row<RefuseRequest, Done>("directives.refuse", kDesk, "POST", "/api/directives/refuse",
                                       "Refuses proposed directives, with a reason.", refuse));
  t.push_back(row<DirectivesRequest, Done>("directives.settle", kDesk, "POST", "/api/directives/settle",
                                           "Settles exhortations as principle, no task.", settle));
  t.push_back(row<DirectivesRequest, Done>("directives.undo", kDesk, "POST", "/api/directives/undo",
                                           "Takes back what was done to directives.", undo));
  t.push_back(row<ChangeRequest, CommitmentView>("commitments.change", kDesk, "POST", "/api/commitments/change",
                                                 "Changes a commitment's unit or due date.", change_commitment));
  t.push_back(row<NoRequest, UnitsAnswer>(
      "units.list", kAccounts, "GET", "/api/units", "The county's units.", [](House& h, const Caller&, const NoRequest&) {
        return read<UnitsAnswer>(h, [&](store::Connection& c, UnitsAnswer& a) { return put(access::list_units(c), a.units); });
      }));
  t.push_back(row<NoRequest, AccountsAnswer>(
      "accounts.list", kAdministrator, "GET", "/api/accounts", "All accounts.", [](House& h, const Caller&, const NoRequest&) {
        return read<AccountsAnswer>(
            h, [&](store::Connection& c, AccountsAnswer& a) { return put(access::list_accounts(c), a.accounts); });
      }));
  t.push_back(row<AccountRequest, AccountView>(
      "accounts.create", kAdministrator, "POST", "/api/accounts", "Makes an account.",
      [](House& h, const Caller& caller, const AccountRequest& r) {
        return access::create_account(h.ledger, {r.login, r.display_name, r.role, r.password, r.unit_id, r.division},
                                      caller.account.account_id);
      }));
  t.push_back(row<AccountId, Done>("accounts.erase_name", kAdministrator, "POST", "/api/accounts/erase-name",
                                   "Erases the personal name of an account; its acts stay.",
                                   [](House& h, const Caller&, const AccountId& r) -> Result<Done> {
                                     if (auto ok = access::erase_name(h.ledger, r.account_id); !ok)
                                       return tl::unexpected(ok.error());
                                     return Done{};
                                   }));
  t.push_back(row<CalendarRequest, Done>("calendar.import", kAdministrator, "POST", "/api/calendar",
                                         "Takes a year's holiday notice, so that working days of that year can be counted.",
                                         import_calendar));
  t.push_back(row<LookRequest, AuditAnswer>("audit.list", kAdministrator, "GET", "/api/audit",
                                            "Lines of the audit, newest first: who looked, what was refused.",
                                            [](House& h, const Caller&, const LookRequest& r) -> Result<AuditAnswer> {
                                              auto lines = h.audit.search(r.looked_for(kLookedAt));
                                              if (!lines) return tl::unexpected(lines.error());
                                              return AuditAnswer{std::move(*lines)};
                                            }));
  t.push_back(row<LookRequest, EntriesAnswer>("ledger.entries", kAdministrator, "GET", "/api/ledger/entries",
                                              "Entries of the ledger, newest first.",
                                              [](House& h, const Caller&, const LookRequest& r) -> Result<EntriesAnswer> {
                                                auto entries = search_entries(h, r.looked_for(kLookedAt));
                                                if (!entries) return tl::unexpected(entries.error());
                                                return EntriesAnswer{std::move(*entries)};
                                              }));
  t.push_back(
      file_row<LookRequest>("audit.export", kAdministrator, "/api/export/audit", "The audit as a workbook.", export_audit));
  t.push_back(
      file_row<LookRequest>("entries.export", kAdministrator, "/api/export/entries", "Entries as a workbook.", export_entries));
  t.push_back(row<NoRequest, VerifyReport>("ledger.verify", kAdministrator, "POST", "/api/ledger/verify",
                                           "Verifies the chain and the kept files.",
                                           [](House& h, const Caller&, const NoRequest&) { return verify(h); }));
  return t;
}

}  // namespace

const std::vector<Row>& table() {
  static const std::vector<Row> rows = [] {
    std::vector<Row> all = make();
    for (Row& r : supervision_rows()) all.push_back(std::move(r));
    for (Row& r : enterprise_rows()) all.push_back(std::move(r));
    for (Row& r : cultivation_rows()) all.push_back(std::move(r));
    for (Row& r : dossier_rows()) all.push_back(std::move(r));
    for (Row& r : members_rows()) all.push_back(std::move(r));
    return all;
  }();
  return rows;
}

}  // namespace luodi::engine

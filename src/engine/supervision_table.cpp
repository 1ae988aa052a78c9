// Operations of the supervision desk and of accounts, in the form of table.cpp.
#include "access/passwords.h"
#include "engine/backups.h"
#include "engine/library.h"
#include "engine/rows.h"
#include "engine/supervision.h"
#include "engine/tables.h"

namespace luodi::engine {
namespace {

/// An act that says no more than a note or a reason.
Row simple(const char* act, const std::vector<Role>& who, const char* summary) {
  const std::string name = std::string("commitments.") + act, path = std::string("/api/commitments/act/") + act;
  return row<ActRequest, ActAnswer>(
      name.c_str(), who, "POST", path.c_str(), summary,
      [act = std::string(act)](House& h, const Caller& caller, const ActRequest& r) { return simple_act(h, caller, act, r); });
}

void add_views(std::vector<Row>& t) {
  t.push_back(row<TodayRequest, TodayAnswer>("today", kAccounts, "GET", "/api/today",
                                             "The start page of the caller: what waits, what is due, what changed.", today));
  t.push_back(row<CommitmentsRequest, CommitmentsAnswer>("commitments.list", kAccounts, "GET", "/api/commitments",
                                                         "A page of the commitments that the caller sees, as of a day.", list));
  t.push_back(row<CommitmentRequest, StoryView>(
      "commitments.get", kAccounts, "GET", "/api/commitments/{commitment_id}", "One commitment's story on one page.",
      [](House& h, const Caller& caller, const CommitmentRequest& r) { return story(h, caller, r.commitment_id); }));
}

void add_acts(std::vector<Row>& t) {
  t.push_back(row<MatterRequest, ConfirmedAnswer>(
      "matters.register", kDesk, "POST", "/api/matters",
      "Registers what came by another way than a meeting: its requirements become confirmed commitments.", register_matter));
  t.push_back(row<AssignRequest, ActAnswer>("commitments.assign", kDesk, "POST", "/api/commitments/act/assign",
                                            "Assigns commitments to one lead unit, with helping units and a due date.", assign));
  t.push_back(simple("accept", kUnit, "The lead unit accepts what it was assigned."));
  t.push_back(simple("object", kUnitLead, "The head of the lead unit objects, within the limit, with a reason."));
  t.push_back(row<ReportRequest, ActAnswer>("commitments.report", kUnit, "POST", "/api/commitments/act/report",
                                            "The lead unit reports: feedback, or the final report with its evidence.", report));
  t.push_back(simple("recall", kDesk, "Takes an assignment back that nobody has worked on yet, with a reason."));
  t.push_back(simple("return", kDesk, "Returns a report with reasons."));
  t.push_back(simple("close", kDesk, "Closes what was reported; the report counts as accepted."));
  t.push_back(simple("archive", kDesk, "Archives what is closed."));
  t.push_back(simple("reopen", kDesk, "Opens again what was closed, with a reason."));
  t.push_back(simple("suspend", kDesk, "Suspends what is under way, with a reason."));
  t.push_back(simple("resume", kDesk, "Goes on from the state before the suspension."));
  t.push_back(simple("unmerge", kDesk, "Takes a merge back: goes on from the state before it."));
  t.push_back(
      simple("recompose", kDesk, "Takes a decomposition back while none of its parts is assigned; the parts are withdrawn."));
  t.push_back(simple("carry", kDesk, "Carries over to the next meeting, with a reason."));
  t.push_back(row<ExtendRequest, ActAnswer>("commitments.extend", kDesk, "POST", "/api/commitments/act/extend",
                                            "Gives a later due date, with a reason.", extend));
  t.push_back(row<HelperRequest, ActAnswer>("commitments.add_helper", kDesk, "POST", "/api/commitments/act/add_helper",
                                            "Adds a helping unit.", add_helper));
  t.push_back(row<MergeIntoRequest, ActAnswer>("commitments.merge", kDesk, "POST", "/api/commitments/act/merge",
                                               "Merges commitments into another open one.", merge_into));
  t.push_back(row<DecomposeRequest, ActAnswer>("commitments.decompose", kDesk, "POST", "/api/commitments/act/decompose",
                                               "Decomposes a commitment into parts, whose progress it follows.", decompose));
  t.push_back(row<SlipRequest, ActAnswer>("commitments.slip", kDesk, "POST", "/api/commitments/act/slip",
                                          "Sends a numbered slip: blue, yellow, orange or red.", send_slip));
}

void add_rules_and_evidence(std::vector<Row>& t) {
  t.push_back(row<NoRequest, RulesAnswer>("rules.get", kAccounts, "GET", "/api/rules", "Time limits and light rules in force.",
                                          [](House& h, const Caller&, const NoRequest&) { return rules(h); }));
  t.push_back(row<LimitsRequest, Done>("limits.set", kDesk, "POST", "/api/rules/limits", "Sets the time limits.", set_limits));
  t.push_back(row<LightsRequest, Done>("lights.set", kDesk, "POST", "/api/rules/lights",
                                       "Sets the light rules; past days keep the rules they had.", set_lights));
  t.push_back(
      row<SlipRulesRequest, Done>("slips.set", kDesk, "POST", "/api/rules/slips", "Sets when which slip is due.", set_slips));
  t.push_back(row<NoRequest, SlipsDueAnswer>(
      "slips.due", kDesk, "GET", "/api/slips-due", "Slips that the rules ask for and that were not sent yet.",
      [](House& h, const Caller& caller, const NoRequest&) { return slips_due(h, caller); }));
  t.push_back(row<NoRequest, EvidenceFile>("evidence.keep", kUnitOrDesk, "POST", "/api/evidence",
                                           "Keeps a file that a report will name; its name stands in the query.",
                                           [](House&, const Caller&, const NoRequest&) -> Result<EvidenceFile> {
                                             return fail(ErrorCode::usage, "body", "papers.bytes", "send the file's bytes");
                                           }));
  t.back().operation.takes_file = true;
  t.back().take_file = [](House& h, const Caller& caller, const std::string& name, const std::string& bytes) {
    return as_json(keep_evidence(h, caller, name, bytes));
  };
  t.push_back(file_row<EvidenceRequest>(
      "evidence.get", kAccounts, "/api/evidence/{file_hash}", "A kept file, for those who see the commitment it belongs to.",
      [](House& h, const Caller& caller, const EvidenceRequest& r) { return get_evidence(h, caller, r.file_hash); }));
}

void add_notices(std::vector<Row>& t) {
  t.push_back(
      row<NoRequest, NoticesAnswer>("notices.list", kAccounts, "GET", "/api/notices", "Notices as issued, newest first.",
                                    [](House& h, const Caller& caller, const NoRequest&) { return list_notices(h, caller); }));
  t.push_back(row<NoticeRequest, NoticeDraft>("notices.draft", kDesk, "POST", "/api/notices/draft",
                                              "A notice of a meeting as it would be issued, with what contradicts its rows.",
                                              draft_notice));
  t.push_back(row<NoticeRequest, NoticeView>("notices.issue", kDesk, "POST", "/api/notices",
                                             "Issues a notice: its docx and its annex are kept.", issue_notice));
  t.push_back(row<VoidNoticeRequest, Done>("notices.void", kDesk, "POST", "/api/notices/void",
                                           "Voids a notice that was issued by mistake, with a reason.", void_notice));
  t.push_back(row<VoidSlipRequest, Done>("slips.void", kDesk, "POST", "/api/slips/void",
                                         "Voids a slip that was sent by mistake, with a reason.", void_slip));
  t.push_back(file_row<NoticeFileRequest>("notices.file", kAccounts, "/api/notices/{notice_id}/{form}",
                                          "A notice's docx, or its annex as xlsx.", notice_file));
  t.push_back(file_row<SlipFileRequest>(
      "slips.file", kAccounts, "/api/slips/{slip_id}", "A slip as docx.",
      [](House& h, const Caller& caller, const SlipFileRequest& r) { return slip_file(h, caller, r.slip_id); }));
}

void add_accounts(std::vector<Row>& t) {
  t.push_back(row<ChangeAccountRequest, AccountView>(
      "accounts.change", kAdministrator, "POST", "/api/accounts/change", "Another role or unit for an account, at once.",
      [](House& h, const Caller& caller, const ChangeAccountRequest& r) {
        return access::change_account(h.ledger, r.account_id, r.role, r.unit_id, caller.account.account_id, r.division);
      }));
  t.push_back(row<PasswordRequest, Done>("accounts.password", kAccounts, "POST", "/api/accounts/password",
                                         "A new password of one's own; all sessions of the account end.",
                                         [](House& h, const Caller& caller, const PasswordRequest& r) {
                                           return as_done(
                                               access::change_password(h.ledger, caller.account, r.old_password, r.new_password));
                                         }));
  t.push_back(row<ResetPasswordRequest, Done>("accounts.reset_password", kAdministrator, "POST", "/api/accounts/reset-password",
                                              "A new password for somebody who forgot theirs; their sessions end.",
                                              [](House& h, const Caller& caller, const ResetPasswordRequest& r) {
                                                return as_done(access::reset_password(h.ledger, r.account_id, r.password,
                                                                                      caller.account.account_id));
                                              }));
  t.push_back(row<CloseAccountRequest, Done>("accounts.close", kAdministrator, "POST", "/api/accounts/close",
                                             "Closes the account of somebody who left, or opens it again.",
                                             [](House& h, const Caller& caller, const CloseAccountRequest& r) {
                                               return as_done(access::close_account(h.ledger, r.account_id, r.closed,
                                                                                    caller.account.account_id));
                                             }));
  t.push_back(row<LoginName, Done>("accounts.unlock", kAdministrator, "POST", "/api/accounts/unlock",
                                   "Ends the wait after failed logins.",
                                   [](House& h, const Caller&, const LoginName& r) -> Result<Done> {
                                     if (auto ok = access::unlock(h.ledger, r.login); !ok) return tl::unexpected(ok.error());
                                     return Done{};
                                   }));
  t.push_back(row<NoRequest, SessionsAnswer>("sessions.list", kAdministrator, "GET", "/api/sessions", "Open sessions.",
                                             [](House& h, const Caller&, const NoRequest&) -> Result<SessionsAnswer> {
                                               auto list = access::list_sessions(h.ledger);
                                               if (!list) return tl::unexpected(list.error());
                                               return SessionsAnswer{std::move(*list)};
                                             }));
  t.push_back(row<SessionRequest, Done>("sessions.revoke", kAdministrator, "POST", "/api/sessions/revoke", "Ends a session.",
                                        [](House& h, const Caller&, const SessionRequest& r) -> Result<Done> {
                                          if (auto ok = access::revoke_session(h.ledger, r.session_id); !ok)
                                            return tl::unexpected(ok.error());
                                          return Done{};
                                        }));
}

void add_library(std::vector<Row>& t) {
  t.push_back(row<NoRequest, CampaignsAnswer>(
      "campaigns.list", kAccounts, "GET", "/api/campaigns", "Campaigns with where their commitments stand.",
      [](House& h, const Caller& caller, const NoRequest&) { return list_campaigns(h, caller); }));
  t.push_back(row<CampaignRequest, CampaignView>("campaigns.set", kDesk, "POST", "/api/campaigns", "Makes or changes a campaign.",
                                                 set_campaign));
  t.push_back(row<CampaignMembers, Done>("campaigns.join", kDesk, "POST", "/api/campaigns/join",
                                         "Puts commitments into a campaign.", join_campaign));
  t.push_back(row<CampaignMembers, Done>("campaigns.leave", kDesk, "POST", "/api/campaigns/leave",
                                         "Takes commitments out of a campaign.", leave_campaign));
  t.push_back(row<NoRequest, DocumentsAnswer>(
      "documents.list", kAccounts, "GET", "/api/documents",
      "Upper-level documents: who must read them, who has, what came of them.",
      [](House& h, const Caller& caller, const NoRequest&) { return list_documents(h, caller); }));
  t.push_back(row<DocumentRequest, DocumentId>("documents.add", kDesk, "POST", "/api/documents", "Adds or changes a document.",
                                               add_document));
  t.push_back(row<DocumentId, Done>("documents.read", kUnit, "POST", "/api/documents/read", "The caller's unit has read it.",
                                    read_document));
  t.push_back(row<DocumentLink, Done>("documents.link", kDesk, "POST", "/api/documents/link",
                                      "Links a document to a duty, or to the measures that came of it.", link_document));
  t.push_back(file_row<DocumentId>("documents.file", kAccounts, "/api/documents/{document_id}/file",
                                   "The document's file, for those who must read it.", document_file));
}

void add_tables(std::vector<Row>& t) {
  t.push_back(row<NoRequest, TableFile>("tables.send", kUnitOrDesk, "POST", "/api/tables",
                                        "Keeps a workbook that an import will name; its name stands in the query.",
                                        [](House&, const Caller&, const NoRequest&) -> Result<TableFile> {
                                          return fail(ErrorCode::usage, "body", "papers.bytes", "send the file's bytes");
                                        }));
  t.back().operation.takes_file = true;
  t.back().take_file = [](House& h, const Caller& caller, const std::string& name, const std::string& bytes) {
    return as_json(keep_table(h, caller, name, bytes));
  };
  t.push_back(row<TableRequest, TablePreview>("tables.preview", kUnitOrDesk, "POST", "/api/tables/preview",
                                              "A kept workbook as it would be imported: columns, rows, what cannot be read.",
                                              preview_table));
  t.push_back(row<TableRequest, TableImported>("tables.import", kUnitOrDesk, "POST", "/api/tables/import",
                                               "Imports a kept workbook: all of it or nothing.", import_table));
  t.push_back(
      row<TableImportId, Done>("tables.undo", kUnitOrDesk, "POST", "/api/tables/undo", "Takes an import back.", undo_table));
  t.push_back(row<NoRequest, TableImportsAnswer>(
      "tables.list", kUnitOrDesk, "GET", "/api/tables", "Imports of tables, newest first.",
      [](House& h, const Caller& who, const NoRequest&) { return list_table_imports(h, who); }));
  t.push_back(row<TableHash, TableProgress>("tables.progress", kUnitOrDesk, "GET", "/api/tables/{file_hash}/progress",
                                            "How far the import of a workbook is.",
                                            [](House& h, const Caller&, const TableHash& r) { return table_progress(h, r); }));
  t.push_back(row<TableHash, Done>("tables.cancel", kUnitOrDesk, "POST", "/api/tables/cancel",
                                   "Stops an import; nothing of it stays.",
                                   [](House& h, const Caller&, const TableHash& r) { return cancel_table(h, r); }));
  t.push_back(file_row<ExportRequest>("commitments.export", kAccounts, "/api/export/commitments",
                                      "The list of commitments as a workbook that can be imported again.", export_commitments));
  t.push_back(file_row<ExportTableRequest>("tables.export", kAccounts, "/api/export/tables/{kind}",
                                           "Units or duties as a workbook that can be imported again.", export_table));
}

Result<Backups*> backups_of(House& h) {
  if (h.backups != nullptr) return h.backups;
  return fail(ErrorCode::internal, "backups", "internal", "this house keeps no backups");
}

/// An act on the backups that answers no more than that it was done.
template <class Request, class Work>
auto on_backups(Work work) {
  return [work](House& h, const Caller& caller, const Request& r) -> Result<Done> {
    auto b = backups_of(h);
    if (!b) return tl::unexpected(b.error());
    if (auto ok = work(**b, caller, r); !ok) return tl::unexpected(ok.error());
    return Done{};
  };
}

void add_backups(std::vector<Row>& t) {
  t.push_back(row<NoRequest, BackupsAnswer>("backups.get", kAdministrator, "GET", "/api/backups",
                                            "The plan of backups, their receipts, and how far a running one is.",
                                            [](House& h, const Caller&, const NoRequest&) -> Result<BackupsAnswer> {
                                              auto b = backups_of(h);
                                              if (!b) return tl::unexpected(b.error());
                                              return (*b)->status();
                                            }));
  t.push_back(row<BackupPlan, Done>("backups.plan", kAdministrator, "POST", "/api/backups/plan",
                                    "Sets the hour at which a copy is made and tried every day, and how many are kept.",
                                    on_backups<BackupPlan>([](Backups& b, const Caller& caller, const BackupPlan& p) {
                                      return b.plan(p, caller.account.account_id, caller.source);
                                    })));
  t.push_back(row<NoRequest, Done>("backups.start", kAdministrator, "POST", "/api/backups/start",
                                   "Begins a copy and its trial restore in the background.",
                                   on_backups<NoRequest>([](Backups& b, const Caller& caller, const NoRequest&) {
                                     return b.start(caller.account.account_id);
                                   })));
  t.push_back(row<NoRequest, Done>("backups.stop", kAdministrator, "POST", "/api/backups/stop", "Stops a running copy.",
                                   on_backups<NoRequest>([](Backups& b, const Caller&, const NoRequest&) -> Result<void> {
                                     b.stop();
                                     return {};
                                   })));
}

}  // namespace

std::vector<Row> supervision_rows() {
  std::vector<Row> t;
  add_views(t);
  add_acts(t);
  add_rules_and_evidence(t);
  add_notices(t);
  add_accounts(t);
  add_backups(t);
  add_library(t);
  add_tables(t);
  return t;
}

}  // namespace luodi::engine

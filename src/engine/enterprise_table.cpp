// Operations of registers and enterprises, in the form of table.cpp.
#include "engine/enterprises.h"
#include "engine/rows.h"

namespace luodi::engine {

std::vector<Row> enterprise_rows() {
  std::vector<Row> t;
  t.push_back(row<NoRequest, RegistersAnswer>(
      "registers.list", kAccounts, "GET", "/api/registers",
      "Registers that were imported, what waits, and the last run of linkage.",
      [](House& h, const Caller& caller, const NoRequest&) { return list_registers(h, caller); }));
  t.push_back(row<LinkRegistersRequest, LinkedAnswer>("registers.link", kUnitOrDesk, "POST", "/api/registers/link",
                                                      "Links the registers into enterprises: all, or what changed.",
                                                      link_registers));
  t.push_back(row<NoRequest, Done>("registers.stop", kUnitOrDesk, "POST", "/api/registers/stop",
                                   "Stops the linkage that is under way; nothing of it stays.",
                                   [](House& h, const Caller&, const NoRequest&) { return stop_linking(h); }));
  t.push_back(row<EnterprisesRequest, EnterprisesAnswer>(
      "enterprises.list", kAccounts, "GET", "/api/enterprises",
      "A page of the enterprises, with counts of what the filter lets through.",
      [](House& h, const Caller&, const EnterprisesRequest& r) { return list_enterprises(h, r); }));
  t.push_back(row<EnterpriseRequest, EnterprisePageView>(
      "enterprises.get", kAccounts, "GET", "/api/enterprises/{enterprise_id}",
      "One enterprise: every register's rows, chosen values with their rules, sources, history.",
      [](House& h, const Caller& caller, const EnterpriseRequest& r) { return view_enterprise(h, caller, r.enterprise_id); }));
  t.push_back(row<PinRequest, Done>("enterprises.pin", kUnitOrDesk, "POST", "/api/enterprises/pin",
                                    "Puts a person's value in place of the rule's, or gives the field back to the rule.",
                                    pin_field));
  t.push_back(row<TagRequest, Done>("enterprises.tag", kUnitOrDesk, "POST", "/api/enterprises/tag",
                                    "Puts enterprises on industry chains, or takes them off.", tag_enterprises));
  t.push_back(row<MatchesRequest, MatchesAnswer>("matches.list", kAccounts, "GET", "/api/matches",
                                                 "Pairs for a person, the most useful first, and the effect of answers.",
                                                 list_matches));
  t.push_back(row<MatchAnswerRequest, Done>("matches.answer", kUnitOrDesk, "POST", "/api/matches/answer",
                                            "Answers a pair: yes, no or later.", answer_match));
  t.push_back(
      row<MatchPairRequest, Done>("matches.undo", kUnitOrDesk, "POST", "/api/matches/undo", "Takes an answer back.", undo_match));
  t.push_back(file_row<EnterprisesRequest>("enterprises.export", kAccounts, "/api/export/enterprises",
                                           "The list of enterprises as a workbook.", export_enterprises));
  return t;
}

}  // namespace luodi::engine

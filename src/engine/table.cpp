// See table.h. Every operation stands here once: name, who may, method and path, types, summary, what it does.
#include "engine/table.h"

#include "describe/json.h"
#include "describe/row.h"
#include "describe/schema.h"
#include "luodi_version.h"

namespace luodi::engine {
namespace {

namespace json = boost::json;

template <class Request, class Answer, class Work>
Row row(const char* name, Role role, const char* method, const char* path, const char* summary, Work work) {
  Row r;
  r.operation = {name, method, path, role, summary, false};
  r.has_request = !std::is_same_v<Request, NoRequest>;
  r.handle = [work](House& house, const Caller& caller, const json::value& request) -> Result<json::value> {
    auto typed = describe::from_json<Request>(request);
    if (!typed) return tl::unexpected(typed.error());
    Result<Answer> answer = work(house, caller, *typed);
    if (!answer) return tl::unexpected(answer.error());
    return describe::to_json(*answer);
  };
  r.request_schema = [](json::object& components) { return describe::schema_of<Request>(components); };
  r.answer_schema = [](json::object& components) { return describe::schema_of<Answer>(components); };
  return r;
}

/// A reading operation as one function over a connection.
template <class Answer, class Read>
Result<Answer> read(House& house, Read work) {
  Answer answer;
  auto done = house.ledger.store().read([&](store::Connection& c) -> Result<void> { return work(c, answer); });
  if (!done) return tl::unexpected(done.error());
  return answer;
}

template <class T>
Result<void> put(Result<T> from, T& into) {
  if (!from) return tl::unexpected(from.error());
  into = std::move(*from);
  return {};
}

std::vector<Row> make() {
  std::vector<Row> t;
  t.push_back(row<NoRequest, StateAnswer>("state", Role::anyone, "GET", "/api/state",
                                          "Whether the program is set up, and who is logged in.",
                                          [](House& h, const Caller& caller, const NoRequest&) {
                                            return read<StateAnswer>(h, [&](store::Connection& c, StateAnswer& a) {
                                              if (!caller.account.account_id.empty()) a.account = caller.account;
                                              a.version = kVersion;
                                              return put(access::needs_setup(c), a.needs_setup);
                                            });
                                          }));
  t.push_back(row<NoRequest, MeetingsAnswer>("meetings.list", Role::viewer, "GET", "/api/meetings",
                                             "All meetings, and papers that tell of none.",
                                             [](House& h, const Caller&, const NoRequest&) { return list_meetings(h); }));
  t.push_back(row<MeetingRequest, MeetingView>("meetings.get", Role::viewer, "GET", "/api/meetings/{meeting_id}",
                                               "One meeting with its papers, items and directives.",
                                               [](House& h, const Caller& caller, const MeetingRequest& r) {
                                                 h.audit.note(caller.account.account_id, "meeting.seen", r.meeting_id, "");
                                                 return view_meeting(h, r.meeting_id);
                                               }));
  t.push_back(row<PasteRequest, ImportAnswer>(
      "papers.paste", Role::administrator, "POST", "/api/papers/paste", "Imports pasted text as a paper.",
      [](House& h, const Caller& caller, const PasteRequest& r) { return import_bytes(h, caller, r.file_name, r.text); }));
  t.push_back(row<NoRequest, ImportAnswer>("papers.import", Role::administrator, "POST", "/api/papers",
                                           "Imports one file: its bytes are the body, its name stands in the query as file_name.",
                                           [](House&, const Caller&, const NoRequest&) -> Result<ImportAnswer> {
                                             return fail(ErrorCode::usage, "body", "papers.bytes", "send the file's bytes");
                                           }));
  t.back().operation.takes_file = true;
  t.push_back(row<ConfirmRequest, CommitmentsAnswer>("directives.confirm", Role::administrator, "POST", "/api/directives/confirm",
                                                     "Confirms directives as commitments.", confirm));
  t.push_back(row<CorrectRequest, Done>("directives.correct", Role::administrator, "POST", "/api/directives/correct",
                                        "Corrects a proposed directive's span, unit or due date.", correct));
  t.push_back(row<AddRequest, DirectiveView>("directives.add", Role::administrator, "POST", "/api/directives/add",
                                             "Adds a requirement that was not read, by a span of the paper.", add));
  t.push_back(row<SplitRequest, Done>("directives.split", Role::administrator, "POST", "/api/directives/split",
                                      "Splits a proposed directive into parts.", split));
  t.push_back(row<DirectivesRequest, Done>("directives.merge", Role::administrator, "POST", "/api/directives/merge",
                                           "Merges proposed directives into one.", merge));
  t.push_back(row<RefuseRequest, Done>("directives.refuse", Role::administrator, "POST", "/api/directives/refuse",
                                       "Refuses proposed directives, with a reason.", refuse));
  t.push_back(row<DirectivesRequest, Done>("directives.settle", Role::administrator, "POST", "/api/directives/settle",
                                           "Settles exhortations as principle, no task.", settle));
  t.push_back(row<DirectivesRequest, Done>("directives.undo", Role::administrator, "POST", "/api/directives/undo",
                                           "Takes back what was done to directives.", undo));
  t.push_back(row<CommitmentsRequest, CommitmentsAnswer>(
      "commitments.list", Role::viewer, "GET", "/api/commitments", "Commitments, newest first.",
      [](House& h, const Caller&, const CommitmentsRequest& r) {
        return read<CommitmentsAnswer>(h, [&](store::Connection& c, CommitmentsAnswer& a) {
          return put(supervision::list_commitments(c, r.meeting_id), a.commitments);
        });
      }));
  t.push_back(row<CommitmentRequest, CommitmentView>("commitments.get", Role::viewer, "GET", "/api/commitments/{commitment_id}",
                                                     "One commitment.", [](House& h, const Caller&, const CommitmentRequest& r) {
                                                       return read<CommitmentView>(
                                                           h, [&](store::Connection& c, CommitmentView& a) {
                                                             return put(supervision::get_commitment(c, r.commitment_id), a);
                                                           });
                                                     }));
  t.push_back(row<ChangeRequest, CommitmentView>("commitments.change", Role::administrator, "POST", "/api/commitments/change",
                                                 "Changes a commitment's unit or due date.", change_commitment));
  t.push_back(row<NoRequest, UnitsAnswer>(
      "units.list", Role::viewer, "GET", "/api/units", "The county's units.", [](House& h, const Caller&, const NoRequest&) {
        return read<UnitsAnswer>(h, [&](store::Connection& c, UnitsAnswer& a) { return put(access::list_units(c), a.units); });
      }));
  t.push_back(row<NoRequest, AccountsAnswer>("accounts.list", Role::administrator, "GET", "/api/accounts", "All accounts.",
                                             [](House& h, const Caller&, const NoRequest&) {
                                               return read<AccountsAnswer>(h, [&](store::Connection& c, AccountsAnswer& a) {
                                                 return put(access::list_accounts(c), a.accounts);
                                               });
                                             }));
  t.push_back(row<AccountRequest, AccountView>("accounts.create", Role::administrator, "POST", "/api/accounts",
                                               "Makes an account.", [](House& h, const Caller& caller, const AccountRequest& r) {
                                                 return access::create_account(h.ledger, r.login, r.display_name, r.role,
                                                                               r.password, caller.account.account_id);
                                               }));
  t.push_back(row<AccountId, Done>("accounts.erase_name", Role::administrator, "POST", "/api/accounts/erase-name",
                                   "Erases the personal name of an account; its acts stay.",
                                   [](House& h, const Caller&, const AccountId& r) -> Result<Done> {
                                     if (auto ok = access::erase_name(h.ledger, r.account_id); !ok)
                                       return tl::unexpected(ok.error());
                                     return Done{};
                                   }));
  t.push_back(row<CalendarRequest, Done>("calendar.import", Role::administrator, "POST", "/api/calendar",
                                         "Takes a year's holiday notice, so that working days of that year can be counted.",
                                         import_calendar));
  t.push_back(row<NoRequest, AuditAnswer>("audit.list", Role::administrator, "GET", "/api/audit",
                                          "The latest lines of the audit: who looked, what was refused.",
                                          [](House& h, const Caller&, const NoRequest&) -> Result<AuditAnswer> {
                                            auto lines = h.audit.latest(500);
                                            if (!lines) return tl::unexpected(lines.error());
                                            return AuditAnswer{std::move(*lines)};
                                          }));
  t.push_back(row<NoRequest, EntriesAnswer>(
      "ledger.entries", Role::administrator, "GET", "/api/ledger/entries", "The latest entries of the ledger.",
      [](House& h, const Caller&, const NoRequest&) {
        return read<EntriesAnswer>(h, [&](store::Connection& c, EntriesAnswer& a) -> Result<void> {
          return put(describe::from_rows<EntryView>(
                         c.query("SELECT seq, kind, subject, actor, at, source FROM entry ORDER BY seq DESC LIMIT 500")),
                     a.entries);
        });
      }));
  t.push_back(row<NoRequest, VerifyReport>("ledger.verify", Role::administrator, "POST", "/api/ledger/verify",
                                           "Verifies the chain and the kept files.",
                                           [](House& h, const Caller&, const NoRequest&) { return verify(h); }));
  return t;
}

}  // namespace

const std::vector<Row>& table() {
  static const std::vector<Row> rows = make();
  return rows;
}

}  // namespace luodi::engine

namespace luodi {

std::string Engine::openapi() {
  namespace json = boost::json;
  json::object components, paths;
  describe::schema_of<engine::ErrorAnswer>(components);
  const json::value error_ref = json::object{{"$ref", "#/components/schemas/ErrorAnswer"}};
  for (const engine::Row& row : engine::table()) {
    const Operation& o = row.operation;
    json::object call{{"operationId", o.name}, {"summary", o.summary}, {"x-role", name_of(o.role)}};
    const json::value request = row.request_schema(components);
    json::array parameters;
    if (o.takes_file) {
      parameters.push_back(
          json::object{{"name", "file_name"}, {"in", "query"}, {"required", true}, {"schema", {{"type", "string"}}}});
      call["requestBody"] = json::object{{"required", true}, {"content", {{"application/octet-stream", json::object{}}}}};
    } else if (row.has_request && o.method == "GET") {
      const std::string name(request.as_object().at("$ref").as_string().subview(21));
      for (const auto& p : components.at(name).as_object().at("properties").as_object()) {
        const bool in_path = o.path.find("{" + std::string(p.key()) + "}") != std::string::npos;
        parameters.push_back(
            json::object{{"name", p.key()}, {"in", in_path ? "path" : "query"}, {"required", in_path}, {"schema", p.value()}});
      }
    } else if (row.has_request) {
      call["requestBody"] = json::object{{"required", true}, {"content", {{"application/json", {{"schema", request}}}}}};
    }
    if (!parameters.empty()) call["parameters"] = parameters;
    call["responses"] = json::object{
        {"200", {{"description", "done"}, {"content", {{"application/json", {{"schema", row.answer_schema(components)}}}}}}},
        {"default", {{"description", "the one error form"}, {"content", {{"application/json", {{"schema", error_ref}}}}}}}};
    std::string method = o.method == "GET" ? "get" : "post";
    auto& path = paths[o.path];
    if (!path.is_object()) path = json::object{};
    path.as_object()[method] = call;
  }
  // The three calls that set the session cookie are the server's own.
  describe::schema_of<engine::LoginRequest>(components);
  describe::schema_of<engine::SetupRequest>(components);
  describe::schema_of<engine::Done>(components);
  describe::schema_of<AccountView>(components);
  auto session = [&](const char* id, const char* summary, const char* request, const char* answer) {
    json::object call{{"operationId", id}, {"summary", summary}, {"x-role", "anyone"}};
    if (request != nullptr)
      call["requestBody"] = json::object{
          {"required", true},
          {"content", {{"application/json", {{"schema", {{"$ref", std::string("#/components/schemas/") + request}}}}}}}};
    call["responses"] = json::object{
        {"200",
         {{"description", "done"},
          {"content", {{"application/json", {{"schema", {{"$ref", std::string("#/components/schemas/") + answer}}}}}}}}},
        {"default", {{"description", "the one error form"}, {"content", {{"application/json", {{"schema", error_ref}}}}}}}};
    return json::object{{"post", call}};
  };
  paths["/api/session/login"] = session("session.login", "Logs in; sets the session cookie.", "LoginRequest", "AccountView");
  paths["/api/session/logout"] = session("session.logout", "Logs out.", nullptr, "Done");
  paths["/api/session/setup"] =
      session("session.setup", "Sets the first administrator's password through the one-time link, and logs in.", "SetupRequest",
              "AccountView");
  const json::object document{{"openapi", "3.1.0"},
                              {"info",
                               {{"title", "Luodi"},
                                {"version", engine::kVersion},
                                {"description", "From a sentence of the executive meeting to a commitment."}}},
                              {"paths", paths},
                              {"components", {{"schemas", components}}}};
  return json::serialize(document);
}

}  // namespace luodi

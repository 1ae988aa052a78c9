// Makes rows of the table of operations out of typed functions.
#pragma once

#include <utility>

#include "describe/json.h"
#include "describe/schema.h"
#include "engine/table.h"

namespace luodi::engine {

namespace json = boost::json;

// Who may: groups of roles that many operations share.
inline const std::vector<Role> kAnyone{Role::anyone};
inline const std::vector<Role> kAccounts = account_roles();
inline const std::vector<Role> kDesk{Role::supervision, Role::administrator};
/// Whom figures and dossiers of single units are for at all: everybody but mere viewers.
inline const std::vector<Role> kInsiders{Role::leader, Role::clerk, Role::unit_lead, Role::supervision, Role::administrator};
inline const std::vector<Role> kAdministrator{Role::administrator};
inline const std::vector<Role> kUnit{Role::clerk, Role::unit_lead};
inline const std::vector<Role> kUnitLead{Role::unit_lead};
inline const std::vector<Role> kUnitOrDesk{Role::clerk, Role::unit_lead, Role::supervision, Role::administrator};

template <class Request, class Answer, class Work>
Row row(const char* name, const std::vector<Role>& who, const char* method, const char* path, const char* summary, Work work) {
  Row r;
  r.operation = {name, method, path, who, summary, false, false};
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

/// An operation whose answer is a file.
template <class Request, class Work>
Row file_row(const char* name, const std::vector<Role>& who, const char* path, const char* summary, Work work) {
  Row r;
  r.operation = {name, "GET", path, who, summary, false, true};
  r.has_request = true;
  r.give_file = [work](House& house, const Caller& caller, const json::value& request) -> Result<Engine::File> {
    auto typed = describe::from_json<Request>(request);
    if (!typed) return tl::unexpected(typed.error());
    return work(house, caller, *typed);
  };
  r.request_schema = [](json::object& components) { return describe::schema_of<Request>(components); };
  r.answer_schema = [](json::object&) { return json::value(json::object{}); };
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

/// An answer as JSON.
template <class Answer>
Result<json::value> as_json(const Result<Answer>& answer) {
  if (!answer) return tl::unexpected(answer.error());
  return describe::to_json(*answer);
}

template <class T>
Result<void> put(Result<T> from, T& into) {
  if (!from) return tl::unexpected(from.error());
  into = std::move(*from);
  return {};
}

}  // namespace luodi::engine

// The OpenAPI 3.1 document of the table of operations.
#include "describe/json.h"
#include "describe/schema.h"
#include "engine/table.h"
#include "luodi_version.h"

namespace luodi {
namespace {

boost::json::array roles_of(const Operation& o) {
  boost::json::array out;
  for (const Role r : o.who) out.emplace_back(name_of(r));
  return out;
}

}  // namespace

std::string Engine::openapi() {
  namespace json = boost::json;
  json::object components, paths;
  describe::schema_of<engine::ErrorAnswer>(components);
  const json::value error_ref = json::object{{"$ref", "#/components/schemas/ErrorAnswer"}};
  for (const engine::Row& row : engine::table()) {
    const Operation& o = row.operation;
    json::object call{{"operationId", o.name}, {"summary", o.summary}, {"x-roles", roles_of(o)}};
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
    const json::value content = o.gives_file ? json::value(json::object{{"application/octet-stream", json::object{}}})
                                             : json::value{{"application/json", {{"schema", row.answer_schema(components)}}}};
    call["responses"] = json::object{
        {"200", {{"description", "done"}, {"content", content}}},
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
    json::object call{{"operationId", id}, {"summary", summary}, {"x-roles", json::array{"anyone"}}};
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

// See http.h.
#include "server/http.h"

#include <boost/url.hpp>

#include "describe/json.h"

namespace luodi::server {
namespace {

namespace json = boost::json;
namespace urls = boost::urls;

constexpr std::string_view kCookie = "luodi_session";
constexpr std::string_view kContentPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

std::string_view view(boost::beast::string_view s) {
  return {s.data(), s.size()};
}

void dress(Response& response, const Request& request) {
  response.set(http::field::server, "luodi");
  response.set("X-Content-Type-Options", "nosniff");
  response.set("Referrer-Policy", "no-referrer");
  response.set("Content-Security-Policy", kContentPolicy);
  response.set("Cross-Origin-Opener-Policy", "same-origin");
  response.keep_alive(request.keep_alive());
  response.prepare_payload();
  if (request.method() == http::verb::head) response.body().clear();  // its length stays in the header
}

std::string_view media_type(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  const std::string_view end = dot == std::string_view::npos ? "" : path.substr(dot);
  if (end == ".html") return "text/html; charset=utf-8";
  if (end == ".js" || end == ".mjs") return "text/javascript; charset=utf-8";
  if (end == ".css") return "text/css; charset=utf-8";
  if (end == ".svg") return "image/svg+xml";
  if (end == ".png") return "image/png";
  if (end == ".ico") return "image/x-icon";
  if (end == ".woff2") return "font/woff2";
  if (end == ".json") return "application/json";
  return "application/octet-stream";
}

std::string cookie_header(const std::string& token, bool secure, bool gone) {
  std::string c = std::string(kCookie) + "=" + token + "; Path=/; HttpOnly; SameSite=Strict";
  if (secure) c += "; Secure";
  if (gone) c += "; Max-Age=0";
  return c;
}

/// Values of "/api/meetings/{meeting_id}" in a path; nothing if it is another path.
std::optional<json::object> match(std::string_view pattern, std::string_view path) {
  json::object values;
  while (!pattern.empty() || !path.empty()) {
    const std::size_t p = std::min(pattern.find('/', 1), pattern.size());
    const std::size_t q = std::min(path.find('/', 1), path.size());
    const std::string_view want = pattern.substr(0, p), got = path.substr(0, q);
    if (want.size() > 3 && want[1] == '{') {
      const auto value = decoded(got.substr(std::min<std::size_t>(1, got.size())));
      if (!value || value->empty()) return std::nullopt;
      values[want.substr(2, want.size() - 3)] = *value;
    } else if (want != got) {
      return std::nullopt;
    }
    pattern.remove_prefix(p);
    path.remove_prefix(q);
  }
  return values;
}

/// A path as an answer may repeat it: bytes that are no printable ASCII would make the JSON no UTF-8.
std::string shown(std::string_view path) {
  std::string out(path.substr(0, 200));
  for (char& c : out)
    if (c < 0x21 || c > 0x7e) c = '?';
  return out;
}

/// The methods a path of the API takes, as an Allow header lists them; empty where there is no such path.
std::string methods_of(std::string_view path) {
  std::string out;
  for (const Operation& o : Engine::operations())
    if (match(o.path, path) && out.find(o.method) == std::string::npos) out += (out.empty() ? "" : ", ") + std::string(o.method);
  if (path == "/api/session/login" || path == "/api/session/logout" || path == "/api/session/setup") out = "POST";
  return out;
}

Response session_call(Engine& engine, const ServeOptions& options, const Request& request, std::string_view path) {
  boost::system::error_code bad;
  const json::value body = request.body().empty() ? json::value(json::object{}) : json::parse(request.body(), bad);
  if (bad || !body.is_object())
    return error_answer(request, {ErrorCode::usage, "body", "json.broken", "the body is no JSON object"});
  auto text = [&](const char* name) {
    const json::value* v = body.as_object().if_contains(name);
    return v != nullptr && v->is_string() ? std::string(v->get_string()) : std::string();
  };
  if (path == "/api/session/logout") {
    (void)engine.log_out(cookie_of(view(request[http::field::cookie]), kCookie));
    Response r = json_answer(request, R"({"done":true})");
    r.set(http::field::set_cookie, cookie_header("", options.secure_cookie, true));
    return r;
  }
  if (path == "/api/session/setup") {
    auto made = engine.finish_setup(text("token"), text("login"), text("display_name"), text("password"));
    if (!made) return error_answer(request, made.error());
  }
  auto session = engine.log_in(text("login"), text("password"));
  if (!session) return error_answer(request, session.error());
  Response r = json_answer(request, json::serialize(describe::to_json(session->second)));
  r.set(http::field::set_cookie, cookie_header(session->first, options.secure_cookie, false));
  return r;
}

}  // namespace

std::string cookie_of(std::string_view header, std::string_view name) {
  while (!header.empty()) {
    const std::size_t end = std::min(header.find(';'), header.size());
    std::string_view part = header.substr(0, end);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    if (part.size() > name.size() && part.substr(0, name.size()) == name && part[name.size()] == '=')
      return std::string(part.substr(name.size() + 1));
    header.remove_prefix(std::min(header.size(), end + 1));
  }
  return {};
}

bool same_origin(const Request& request) {
  const std::string_view site = view(request["Sec-Fetch-Site"]);
  if (!site.empty() && site != "same-origin" && site != "none") return false;
  const std::string_view origin = view(request[http::field::origin]);
  if (origin.empty()) return true;
  const std::size_t slashes = origin.find("://");
  return slashes != std::string_view::npos && origin.substr(slashes + 3) == view(request[http::field::host]);
}

std::optional<std::string> decoded(std::string_view text) {
  auto parsed = urls::make_pct_string_view(text);
  if (!parsed) return std::nullopt;
  std::string out;
  parsed->decode({}, urls::string_token::assign_to(out));
  if (out.find('\0') != std::string::npos) return std::nullopt;
  return out;
}

std::optional<Routed> route(const Request& request) {
  const auto target = urls::parse_origin_form(std::string_view(request.target().data(), request.target().size()));
  if (!target) return std::nullopt;
  const std::string path(target->encoded_path().data(), target->encoded_path().size());
  const std::string_view method = view(request.method_string());
  for (const Operation& o : Engine::operations()) {
    if (o.method != method) continue;
    auto values = match(o.path, path);
    if (!values) continue;
    Routed routed;
    routed.operation = &o;
    for (const auto& p : target->params()) {
      if (p.key.empty() || values->contains(p.key)) continue;  // nothing between two marks; the path decides
      if (o.takes_file && p.key == "file_name")
        routed.file_name = p.value;
      else
        (*values)[p.key] = p.value;
    }
    routed.request = json::serialize(*values);
    return routed;
  }
  return std::nullopt;
}

Response error_answer(const Request& request, const Error& error) {
  Response r(static_cast<http::status>(http_status(error.code)), request.version());
  r.set(http::field::content_type, "application/json");
  r.set(http::field::cache_control, "no-store");
  r.body() = json::serialize(
      json::object{{"code", name_of(error.code)}, {"where", error.where}, {"reason", error.reason}, {"detail", error.detail}});
  dress(r, request);
  return r;
}

Response json_answer(const Request& request, std::string body) {
  Response r(http::status::ok, request.version());
  r.set(http::field::content_type, "application/json");
  r.set(http::field::cache_control, "no-store");
  r.body() = std::move(body);
  dress(r, request);
  return r;
}

Response file_answer(const Request& request, Engine::File file) {
  Response r(http::status::ok, request.version());
  // Never shown inside a page: a stranger's file is only saved (RFC 6266; the name in the form of RFC 5987).
  r.set(http::field::content_type, "application/octet-stream");
  r.set(http::field::content_disposition, "attachment; filename*=UTF-8''" + urls::encode(file.name, urls::unreserved_chars));
  r.set(http::field::cache_control, "no-store");
  r.body() = std::move(file.bytes);
  dress(r, request);
  return r;
}

Response page(const Request& request, const Files& files) {
  std::string path(view(request.target()));
  path = path.substr(0, path.find_first_of("?#"));
  auto file = files.find(path.size() > 1 ? std::string_view(path).substr(1) : std::string_view("index.html"));
  const bool own = path.find('.') == std::string::npos;  // a screen's path, e.g. /meetings/m12
  if (file == files.end() && own) file = files.find("index.html");
  if (file == files.end()) return error_answer(request, {ErrorCode::not_found, "path", "http.no_page", "there is no such page"});
  Response r(http::status::ok, request.version());
  r.set(http::field::content_type, media_type(file->first));
  r.set(http::field::cache_control, file->first.rfind("assets/", 0) == 0 ? "public, max-age=31536000, immutable" : "no-cache");
  r.body() = std::string(file->second);
  dress(r, request);
  return r;
}

namespace {

Response only_get(const Request& request) {
  Response r = error_answer(request, {ErrorCode::usage, "method", "http.method", "pages are read with GET"});
  r.result(http::status::method_not_allowed);
  r.set(http::field::allow, "GET, HEAD");
  return r;
}

}  // namespace

bool is_login(const Request& request) {
  const std::string_view target = view(request.target());
  return request.method() == http::verb::post && target.substr(0, target.find('?')) == "/api/session/login";
}

bool is_upload(std::string_view target) {
  const std::string_view path = target.substr(0, target.find('?'));
  for (const Operation& o : Engine::operations())
    if (o.takes_file && o.path == path) return true;
  return false;
}

bool may_send_file(Engine& engine, const Request& header) {
  const std::string token = cookie_of(view(header[http::field::cookie]), kCookie);
  return same_origin(header) && !token.empty() && engine.account_of(token).has_value();
}

Response answer(Engine& engine, const Files& files, const ServeOptions& options, const Request& request) {
  const std::string_view target = view(request.target());
  const std::string_view path = target.substr(0, target.find('?'));
  if (path.rfind("/api/", 0) != 0) {
    if (request.method() != http::verb::get && request.method() != http::verb::head) return only_get(request);
    return page(request, files);
  }
  if (request.method() != http::verb::get && !same_origin(request))
    return error_answer(request, {ErrorCode::forbidden, "origin", "http.other_origin", "the request comes from another site"});
  if (path.rfind("/api/session/", 0) == 0 && request.method() == http::verb::post &&
      (path == "/api/session/login" || path == "/api/session/logout" || path == "/api/session/setup"))
    return session_call(engine, options, request, path);
  const auto routed = route(request);
  if (!routed)
    if (const std::string methods = methods_of(path); !methods.empty()) {
      Response r = error_answer(request, {ErrorCode::usage, std::string(view(request.method_string())), "http.method",
                                          "this call is made with " + methods});
      r.result(http::status::method_not_allowed);
      r.set(http::field::allow, methods);
      return r;
    }
  if (!routed) return error_answer(request, {ErrorCode::not_found, shown(path), "http.no_operation", "there is no such call"});
  Caller caller{{}, "screen"};
  if (const std::string token = cookie_of(view(request[http::field::cookie]), kCookie); !token.empty()) {
    if (auto account = engine.account_of(token))
      caller.account = *account;
    else if (account.error().code != ErrorCode::unauthorized)
      return error_answer(request, account.error());
  }
  const Operation& operation = *routed->operation;
  if (operation.gives_file) {
    auto file = engine.get_file(caller, operation.name, routed->request);
    return file ? file_answer(request, std::move(*file)) : error_answer(request, file.error());
  }
  Result<std::string> result = operation.takes_file ? engine.send_file(caller, operation.name, routed->file_name, request.body())
                               : operation.method == "GET" ? engine.call(caller, operation.name, routed->request)
                                                           : engine.call(caller, operation.name, request.body());
  if (!result) return error_answer(request, result.error());
  return json_answer(request, std::move(*result));
}

}  // namespace luodi::server

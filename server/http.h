// What a request means and what an answer looks like: routing, cookies, origin checks, headers. Pure, no sockets.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <boost/beast/http.hpp>

#include "server/server.h"

namespace luodi::server {

namespace http = boost::beast::http;
using Request = http::request<http::string_body>;
using Response = http::response<http::string_body>;

/// Value of a cookie; empty if there is none.
std::string cookie_of(std::string_view header, std::string_view name);

/// True if a state-changing request comes from our own pages: Sec-Fetch-Site same-origin or none, and an Origin that
/// names our host. Requests without either header come from programs, not from browsers.
bool same_origin(const Request& request);

/// Percent-decoding; nothing for a broken escape or one that is not UTF-8 text without U+0000.
std::optional<std::string> decoded(std::string_view text);

/// The operation of a method and path, and the JSON of the values in path and query.
struct Routed {
  const Operation* operation = nullptr;
  std::string request;    ///< JSON object of path and query values
  std::string file_name;  ///< query value for operations that take a file
};
std::optional<Routed> route(const Request& request);

Response error_answer(const Request& request, const Error& error);
Response json_answer(const Request& request, std::string body);
/// A file of the web bundle, or its start page for the screens' own paths.
Response page(const Request& request, const Files& files);

/// A kept file as a download.
Response file_answer(const Request& request, Engine::File file);

/// True for a request to log in.
bool is_login(const Request& request);

/// True for the address of an operation that takes a file.
bool is_upload(std::string_view target);

/// True if the header of an upload comes from our own pages or a program, with a session: only then its body is read.
bool may_send_file(Engine& engine, const Request& header);

/// Answers one request completely.
Response answer(Engine& engine, const Files& files, const ServeOptions& options, const Request& request);

}  // namespace luodi::server

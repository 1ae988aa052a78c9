// Fuzz: bytes as an HTTP request, answered by a whole engine with a session. No input may crash it, and an answer is in
// the one form: JSON for the API, with a status that fits.
#include <boost/beast/core.hpp>
#include <boost/json.hpp>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "luodi/engine.h"
#include "server/http.h"

namespace {

namespace http = boost::beast::http;

/// An engine on a folder of its own, made anew after some thousand requests, so that what was imported does not pile up.
struct Bench {
  std::string folder;
  std::unique_ptr<luodi::Engine> engine;
  std::string cookie;
  luodi::server::Files files{{"index.html", "<html></html>"}};

  void renew() {
    engine.reset();
    const auto base =
        std::filesystem::exists("/dev/shm") ? std::filesystem::path("/dev/shm") : std::filesystem::temp_directory_path();
    folder = (base / ("luodi-fuzz-" + std::to_string(::getpid()))).string();
    std::filesystem::remove_all(folder);
    auto opened = luodi::Engine::open({folder, 1U << 20U, false});
    if (!opened) std::abort();
    engine = std::move(*opened);
    if (!engine->finish_setup(*engine->setup_token(), "clerk", "", "long enough one")) std::abort();
    cookie = "luodi_session=" + engine->log_in("clerk", "long enough one")->first;
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  // Ended before OpenSSL's own clean-up at exit, which is registered by its first use in renew(): the engine has a thread.
  static Bench* const kept = new Bench;
  static int runs = 0;
  Bench& bench = *kept;
  if (runs % 5000 == 0) bench.renew();
  if (runs++ == 0) std::atexit([] { kept->engine.reset(), std::filesystem::remove_all(kept->folder); });
  http::request_parser<http::string_body> parser;
  parser.body_limit(1U << 16U);
  parser.eager(true);
  boost::beast::error_code error;
  parser.put(boost::asio::buffer(data, size), error);
  if (error || !parser.is_header_done()) return 0;
  luodi::server::Request request = parser.release();
  const std::string target(request.target().data(), request.target().size());
  if (target.rfind("/api/session/", 0) == 0) return 0;  // a password's hash takes its time on purpose
  request.set(http::field::cookie, bench.cookie);
  request.erase(http::field::origin);
  request.erase("Sec-Fetch-Site");
  const luodi::server::Response answer = luodi::server::answer(*bench.engine, bench.files, {}, request);
  if (answer.result_int() < 200 || answer.result_int() > 599) std::abort();
  if (target.rfind("/api/", 0) == 0 && request.method() != http::verb::head) {
    boost::json::parse(answer.body(), error);
    if (error) std::abort();
  }
  return 0;
}

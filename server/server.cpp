// See server.h: sockets, coroutines, limits and time-outs. What a request means stands in http.cpp.
#include "server/server.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>

#include <array>
#include <atomic>
#include <thread>
#include <vector>

#include "server/failed_logins.h"
#include "server/http.h"

namespace luodi::server {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;

constexpr auto kPatience = std::chrono::seconds(60);
constexpr std::size_t kHeaderLimit = 32U << 10U;
constexpr std::size_t kJsonLimit = 4U << 20U;

constexpr int kMostConnections = 2000;
constexpr int kWorkers = 3;

struct Shared {
  Engine& engine;
  const Files& web;
  const ServeOptions& options;
  asio::thread_pool& workers;  // where requests are answered: reading a paper or hashing a password takes its time
  std::atomic<int> connections{0};
  FailedLogins failed_logins{};
};

std::int64_t seconds_running() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// The computer behind a connection; "" for this one, where a proxy may speak for all others.
std::string computer_of(const tcp::socket& socket) {
  beast::error_code error;
  const tcp::endpoint there = socket.remote_endpoint(error);
  return error || there.address().is_loopback() ? std::string() : there.address().to_string();
}

Response answered_now(Shared& shared, const Request& request, const std::string& computer) {
  try {
    if (computer.empty() || !is_login(request)) return answer(shared.engine, shared.web, shared.options, request);
    if (auto may = shared.failed_logins.may_try(computer, seconds_running()); !may) return error_answer(request, may.error());
    Response response = answer(shared.engine, shared.web, shared.options, request);
    if (response.result() == http::status::unauthorized) shared.failed_logins.note_failure(computer, seconds_running());
    return response;
  } catch (const std::exception& e) {  // a mistake of ours ends the request, not the server
    return error_answer(request, {ErrorCode::internal, "server", "internal", e.what()});
  }
}

/// Answers one request on a worker, so that slow papers never hold the sockets' threads. No lambda coroutine: g++ 12
/// destroys their captures twice.
asio::awaitable<Response> answered(Shared& shared, Request request, std::string computer) {
  const auto home = co_await asio::this_coro::executor;
  co_await asio::post(asio::bind_executor(shared.workers.get_executor(), asio::use_awaitable));
  Response response = answered_now(shared, request, computer);
  co_await asio::post(asio::bind_executor(home, asio::use_awaitable));
  co_return response;
}

/// Whether the body of an upload is read at all, asked on a worker: it looks into the store.
asio::awaitable<bool> admitted(Shared& shared, const Request& header) {
  const auto home = co_await asio::this_coro::executor;
  co_await asio::post(asio::bind_executor(shared.workers.get_executor(), asio::use_awaitable));
  const bool may = may_send_file(shared.engine, header);
  co_await asio::post(asio::bind_executor(home, asio::use_awaitable));
  co_return may;
}

/// Says why a body is not read, and reads on for a while, so that the answer arrives before the connection is reset. The
/// error must be a named one: g++ 12 destroys temporaries in the operand of co_await twice.
asio::awaitable<void> refuse(beast::tcp_stream& stream, const Request& request, const Error& error_told) {
  Response response = error_answer(request, error_told);
  response.keep_alive(false);
  co_await http::async_write(stream, response, asio::use_awaitable);
  beast::error_code error;
  stream.socket().shutdown(tcp::socket::shutdown_send, error);
  stream.expires_after(std::chrono::seconds(10));
  std::array<char, 65536> sink{};
  for (std::size_t read = 0; read < (std::size_t{256} << 20U) && !error;)
    read += co_await stream.async_read_some(asio::buffer(sink), asio::redirect_error(asio::use_awaitable, error));
}

Error too_large(const char* what) {
  return {ErrorCode::too_large, what, "paper.too_large", std::string(what) + " is over the limit"};
}

asio::awaitable<void> talk(beast::tcp_stream stream, Shared& shared) {
  const Error no_session{ErrorCode::unauthorized, "session", "access.no_session", "log in first"};
  const Error large_header = too_large("header"), large_body = too_large("body");
  const std::string computer = computer_of(stream.socket());
  beast::flat_buffer buffer;
  beast::error_code error;
  for (bool more = true; more;) {
    stream.expires_after(kPatience);
    http::request_parser<http::string_body> parser;
    parser.header_limit(kHeaderLimit);
    parser.body_limit(boost::none);
    co_await http::async_read_header(stream, buffer, parser, asio::redirect_error(asio::use_awaitable, error));
    if (error == http::error::header_limit) {
      co_await refuse(stream, parser.get(), large_header);
      break;
    }
    if (error) break;
    const bool file = is_upload(std::string_view(parser.get().target().data(), parser.get().target().size()));
    const std::size_t limit = file ? shared.options.most_bytes : kJsonLimit;
    const auto length = parser.content_length();
    if (length && *length > limit) {
      co_await refuse(stream, parser.get(), large_body);
      break;
    }
    if (file && !co_await admitted(shared, parser.get())) {
      co_await refuse(stream, parser.get(), no_session);
      break;
    }
    parser.body_limit(limit);
    stream.expires_after(kPatience);
    co_await http::async_read(stream, buffer, parser, asio::redirect_error(asio::use_awaitable, error));
    if (error == http::error::body_limit) {
      co_await refuse(stream, parser.get(), large_body);
      break;
    }
    if (error) break;
    stream.expires_never();
    const Response response = co_await answered(shared, parser.release(), computer);
    more = response.keep_alive();
    stream.expires_after(kPatience);
    co_await http::async_write(stream, response, asio::redirect_error(asio::use_awaitable, error));
    if (error) break;
  }
  stream.socket().shutdown(tcp::socket::shutdown_send, error);
}

asio::awaitable<void> listen(tcp::acceptor& acceptor, Shared& shared) {
  asio::steady_timer pause(acceptor.get_executor());
  for (;;) {
    beast::error_code error;
    // Each connection on a strand of its own: its time-outs never run beside its reads.
    tcp::socket socket = co_await acceptor.async_accept(asio::make_strand(acceptor.get_executor()),
                                                        asio::redirect_error(asio::use_awaitable, error));
    if (error || shared.connections >= kMostConnections) {  // no descriptors left, or enough guests: wait, never stop listening
      socket = tcp::socket(acceptor.get_executor());
      pause.expires_after(std::chrono::milliseconds(error ? 100 : 5));
      co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
      continue;
    }
    ++shared.connections;
    auto executor = socket.get_executor();
    asio::co_spawn(executor, talk(beast::tcp_stream(std::move(socket)), shared),
                   [&shared](const std::exception_ptr&) { --shared.connections; });
  }
}

}  // namespace

Result<void> serve(Engine& engine, const Files& web, const ServeOptions& options,
                   const std::function<void(unsigned short)>& ready) {
  asio::io_context context(options.threads);
  tcp::acceptor acceptor(context);
  try {
    const tcp::endpoint endpoint(asio::ip::make_address(options.address), options.port);
    acceptor.open(endpoint.protocol());
    acceptor.set_option(asio::socket_base::reuse_address(true));
    acceptor.bind(endpoint);
    acceptor.listen();
  } catch (const boost::system::system_error& e) {
    return fail(ErrorCode::store, options.address + ":" + std::to_string(options.port), "server.no_port",
                std::string("cannot listen there: ") + e.what());
  }
  asio::thread_pool workers(kWorkers);
  Shared shared{engine, web, options, workers, {}};
  asio::co_spawn(context, listen(acceptor, shared), asio::detached);
  asio::signal_set signals(context, SIGINT, SIGTERM);
  signals.async_wait([&](const boost::system::error_code&, int) { context.stop(); });
  ready(acceptor.local_endpoint().port());
  std::vector<std::thread> threads;
  for (int i = 1; i < options.threads; ++i) threads.emplace_back([&] { context.run(); });
  context.run();
  for (std::thread& t : threads) t.join();
  workers.join();
  return {};
}

}  // namespace luodi::server

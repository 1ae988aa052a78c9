// See server.h: sockets, coroutines, limits and time-outs. What a request means stands in http.cpp.
#include "server/server.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>

#include <thread>
#include <vector>

#include "server/http.h"

namespace luodi::server {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;

constexpr auto kPatience = std::chrono::seconds(60);
constexpr std::size_t kHeaderLimit = 32U << 10U;
constexpr std::size_t kJsonLimit = 4U << 20U;

struct Shared {
  Engine& engine;
  const Files& web;
  const ServeOptions& options;
};

asio::awaitable<void> talk(beast::tcp_stream stream, const Shared& shared) {
  beast::flat_buffer buffer;
  try {
    for (bool more = true; more;) {
      stream.expires_after(kPatience);
      http::request_parser<http::string_body> parser;
      parser.header_limit(kHeaderLimit);
      parser.body_limit(shared.options.most_bytes + 1);
      co_await http::async_read_header(stream, buffer, parser, asio::use_awaitable);
      const bool file =
          std::string_view(parser.get().target().data(), parser.get().target().size()).rfind("/api/papers?", 0) == 0;
      const auto length = parser.content_length();
      if (length && *length > (file ? shared.options.most_bytes : kJsonLimit)) {
        Response too_large =
            error_answer(parser.get(), {ErrorCode::too_large, "body", "paper.too_large", "the body is over the limit"});
        too_large.keep_alive(false);
        co_await http::async_write(stream, too_large, asio::use_awaitable);
        break;
      }
      co_await http::async_read(stream, buffer, parser, asio::use_awaitable);
      Request request = parser.release();
      Response response;
      try {
        response = answer(shared.engine, shared.web, shared.options, request);
      } catch (const std::exception& e) {  // a mistake of ours ends the request, not the server
        response = error_answer(request, {ErrorCode::internal, "server", "internal", e.what()});
      }
      more = response.keep_alive();
      stream.expires_after(kPatience);
      co_await http::async_write(stream, response, asio::use_awaitable);
    }
  } catch (const boost::system::system_error&) {  // the other side went away
  }
  beast::error_code ignored;
  stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
}

asio::awaitable<void> listen(tcp::acceptor& acceptor, const Shared& shared) {
  for (;;) {
    tcp::socket socket = co_await acceptor.async_accept(asio::use_awaitable);
    asio::co_spawn(acceptor.get_executor(), talk(beast::tcp_stream(std::move(socket)), shared), asio::detached);
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
  const Shared shared{engine, web, options};
  asio::co_spawn(context, listen(acceptor, shared), asio::detached);
  asio::signal_set signals(context, SIGINT, SIGTERM);
  signals.async_wait([&](const boost::system::error_code&, int) { context.stop(); });
  ready(acceptor.local_endpoint().port());
  std::vector<std::thread> threads;
  for (int i = 1; i < options.threads; ++i) threads.emplace_back([&] { context.run(); });
  context.run();
  for (std::thread& t : threads) t.join();
  return {};
}

}  // namespace luodi::server

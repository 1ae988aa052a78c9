// The server on a real socket: what is refused before its body is read, and that the next one is answered.
#include "server/server.h"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <csignal>
#include <filesystem>
#include <future>
#include <thread>

#if defined(__SANITIZE_THREAD__)
#define LUODI_THREAD_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define LUODI_THREAD_SANITIZER 1
#endif
#endif

namespace luodi::server {
namespace {

using boost::asio::ip::tcp;

class ServerTest : public ::testing::Test {
 protected:
  void SetUp() override {
#ifdef LUODI_THREAD_SANITIZER
    GTEST_SKIP() << "asio counts its executors down with fences, which the thread sanitizer does not know";
#endif
    folder_ = (std::filesystem::temp_directory_path() / "luodi-server-test").string();
    std::filesystem::remove_all(folder_);
    engine_ = std::move(*Engine::open({folder_, 1U << 20U, false}));
    ServeOptions options;
    options.address = "127.0.0.1";
    options.port = 0;
    options.most_bytes = 1U << 20U;
    std::promise<unsigned short> port;
    auto listening = port.get_future();
    server_ = std::thread(
        [this, options, &port] { EXPECT_TRUE(serve(*engine_, files_, options, [&](unsigned short p) { port.set_value(p); })); });
    port_ = listening.get();
  }
  void TearDown() override {
    if (!server_.joinable()) return;
    std::raise(SIGTERM);
    server_.join();
    engine_.reset();
    std::filesystem::remove_all(folder_);
  }
  /// The status line that raw bytes are answered with.
  std::string status(const std::string& request) const {
    boost::asio::io_context context;
    tcp::socket socket(context);
    socket.connect({boost::asio::ip::make_address("127.0.0.1"), port_});
    boost::system::error_code error;
    boost::asio::write(socket, boost::asio::buffer(request), error);
    std::string answer(4096, '\0');
    const std::size_t n = socket.read_some(boost::asio::buffer(answer), error);
    return answer.substr(9, n > 12 ? 3 : 0);
  }
  std::string folder_;
  std::unique_ptr<Engine> engine_;
  Files files_{{"index.html", "<html>start</html>"}};
  std::thread server_;
  unsigned short port_ = 0;
};

TEST_F(ServerTest, RefusesUploadsAndAnswersOn) {
  const std::string head = " HTTP/1.1\r\nHost: county.local\r\nContent-Type: application/octet-stream\r\nContent-Length: ";
  for (int round = 0; round < 3; ++round) {
    for (const char* path : {"/api/papers?file_name=a.txt", "/api/evidence?file_name=a.txt", "/api/tables?file_name=a.csv"}) {
      EXPECT_EQ(status(std::string("POST ") + path + head + "1\r\n\r\nx"), "401") << path << ": nobody is logged in";
      EXPECT_EQ(status(std::string("POST ") + path + head + "99999999\r\n\r\n"), "413") << path;
    }
    EXPECT_EQ(status("GET /" + std::string(100'000, 'a') + " HTTP/1.1\r\n\r\n"), "413");
    EXPECT_EQ(status("GET /api/state HTTP/1.1\r\nHost: county.local\r\n\r\n"), "200") << "it answers on";
  }
}

}  // namespace
}  // namespace luodi::server

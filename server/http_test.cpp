// What requests mean: routes, origins, cookies, headers, the one error form.
#include "server/http.h"
#include "server/failed_logins.h"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <thread>

namespace luodi::server {
namespace {

class HttpTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = (std::filesystem::temp_directory_path() /
               ("luodi-http-" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name())))
                  .string();
    std::filesystem::remove_all(folder_);
    engine_ = std::move(*Engine::open({folder_, 1U << 20U, false}));
  }
  void TearDown() override {
    engine_.reset();
    std::filesystem::remove_all(folder_);
  }
  Response ask(http::verb verb, const std::string& target, const std::string& body = "",
               const std::vector<std::pair<std::string, std::string>>& headers = {}) {
    Request r(verb, target, 11);
    r.set(http::field::host, "county.local:8080");
    for (const auto& [k, v] : headers) r.set(k, v);
    r.body() = body;
    r.prepare_payload();
    return answer(*engine_, files_, {}, r);
  }
  std::string folder_;
  std::unique_ptr<Engine> engine_;
  Files files_{{"index.html", "<html>start</html>"}, {"assets/a.js", "1"}};
};

TEST_F(HttpTest, ServesPagesWithStrictHeaders) {
  const Response r = ask(http::verb::get, "/meetings/m1");
  EXPECT_EQ(r.result_int(), 200U);
  EXPECT_EQ(r.body(), "<html>start</html>") << "a screen's own path";
  EXPECT_NE(std::string(r["Content-Security-Policy"]).find("default-src 'none'"), std::string::npos);
  EXPECT_EQ(std::string(r["Content-Security-Policy"]).find("unsafe"), std::string::npos);
  EXPECT_EQ(r["X-Content-Type-Options"], "nosniff");
  EXPECT_EQ(std::string(ask(http::verb::get, "/assets/a.js")[http::field::cache_control]), "public, max-age=31536000, immutable");
  EXPECT_EQ(ask(http::verb::head, "/").body(), "");
}

TEST_F(HttpTest, KnowsNoOtherFiles) {
  for (const char* path : {"/../../etc/passwd", "/..%2f..%2fetc/passwd", "/assets/../../x.js", "/none.js"})
    EXPECT_EQ(ask(http::verb::get, path).result_int(), 404U) << path;
}

TEST_F(HttpTest, TakesAnEmptyQuery) {
  for (const char* path : {"/api/state?", "/api/state?&", "/api/audit?", "/api/audit?words=&"})
    EXPECT_EQ(ask(http::verb::get, path).body().find("json.unknown"), std::string::npos) << path;
  EXPECT_EQ(ask(http::verb::get, "/api/state?").result_int(), 200U);
}

TEST_F(HttpTest, AnswersErrorsInOneForm) {
  const Response r = ask(http::verb::get, "/api/meetings");
  EXPECT_EQ(r.result_int(), 401U);
  EXPECT_NE(r.body().find(R"("code":"unauthorized")"), std::string::npos);
  EXPECT_NE(r.body().find(R"("reason":"access.no_session")"), std::string::npos);
  EXPECT_EQ(ask(http::verb::get, "/api/none").result_int(), 404U);
  EXPECT_NE(ask(http::verb::get, "/api/mee\xff\xfftings").body().find(R"("where":"/api/mee??tings")"), std::string::npos)
      << "an answer is JSON, whatever was asked (found by fuzzing)";
  for (const http::verb verb : {http::verb::put, http::verb::head, http::verb::options, http::verb::delete_}) {
    const Response wrong = ask(verb, "/api/meetings");
    EXPECT_EQ(wrong.result_int(), 405U) << wrong.body();
    EXPECT_EQ(wrong[http::field::allow], "GET");
  }
  EXPECT_EQ(ask(http::verb::get, "/api/session/login")[http::field::allow], "POST");
  EXPECT_EQ(ask(http::verb::post, "/").result_int(), 405U);
}

TEST_F(HttpTest, RefusesOtherOrigins) {
  const std::string body = R"({"login":"a","password":"b"})";
  EXPECT_EQ(ask(http::verb::post, "/api/session/login", body, {{"Origin", "http://evil.example"}}).result_int(), 403U);
  EXPECT_EQ(ask(http::verb::post, "/api/session/login", body, {{"Sec-Fetch-Site", "cross-site"}}).result_int(), 403U);
  EXPECT_EQ(ask(http::verb::post, "/api/session/login", body,
                {{"Origin", "http://county.local:8080"}, {"Sec-Fetch-Site", "same-origin"}})
                .result_int(),
            401U);
  EXPECT_EQ(ask(http::verb::post, "/api/session/login", "[1]").result_int(), 400U);
}

TEST(FailedLogins, StopAComputerThatTriesManyLogins) {
  FailedLogins failed;
  for (int i = 0; i < FailedLogins::kMost; ++i) {
    EXPECT_TRUE(failed.may_try("10.0.0.7", 100 + i)) << i;
    failed.note_failure("10.0.0.7", 100 + i);
  }
  EXPECT_EQ(failed.may_try("10.0.0.7", 200).error().reason, "access.wait_computer");
  EXPECT_TRUE(failed.may_try("10.0.0.8", 200)) << "others go on";
  EXPECT_FALSE(failed.may_try("10.0.0.7", 100 + FailedLogins::kWithin - 1));
  EXPECT_TRUE(failed.may_try("10.0.0.7", 100 + FailedLogins::kWithin)) << "there is a way back";
  failed.note_failure("10.0.0.7", 100 + FailedLogins::kWithin);
  EXPECT_TRUE(failed.may_try("10.0.0.7", 101 + FailedLogins::kWithin)) << "old ones are forgotten";
}

TEST(FailedLogins, AreCountedWhateverStandsBehindTheAddress) {
  EXPECT_TRUE(is_login(Request(http::verb::post, "/api/session/login?x=1", 11)));
  EXPECT_TRUE(is_login(Request(http::verb::post, "/api/session/login", 11)));
  EXPECT_FALSE(is_login(Request(http::verb::post, "/api/session/logout", 11)));
}

TEST_F(HttpTest, ReadsNoUploadOfSomebodyWithoutASession) {
  Request header(http::verb::post, "/api/papers?file_name=a.txt", 11);
  header.set(http::field::host, "county.local:8080");
  EXPECT_FALSE(may_send_file(*engine_, header));
  header.set(http::field::cookie, "luodi_session=0000");
  EXPECT_FALSE(may_send_file(*engine_, header));
  ASSERT_TRUE(engine_->finish_setup(*engine_->setup_token(), "clerk", "", "long enough one"));
  const auto session = engine_->log_in("clerk", "long enough one");
  ASSERT_TRUE(session);
  header.set(http::field::cookie, "luodi_session=" + session->first);
  EXPECT_TRUE(may_send_file(*engine_, header));
  header.set(http::field::origin, "http://evil.example");
  EXPECT_FALSE(may_send_file(*engine_, header));
}

TEST_F(HttpTest, AnswersManyAtOnceAlike) {
  ASSERT_TRUE(engine_->finish_setup(*engine_->setup_token(), "clerk", "", "long enough one"));
  const std::string cookie = "luodi_session=" + engine_->log_in("clerk", "long enough one")->first;
  std::vector<std::thread> clients;
  std::atomic<int> wrong{0};
  for (int k = 0; k < 6; ++k)
    clients.emplace_back([&, k] {
      for (int i = 0; i < 8; ++i) {
        const std::string name = "/api/papers?file_name=p" + std::to_string(k) + "-" + std::to_string(i) + ".txt";
        const std::string text = "3月" + std::to_string(k + 1) + "日，霁川县县长高一鸣主持召开县政府第" +
                                 std::to_string(k * 8 + i + 1) + "次常务会议。会议要求，县住建局要在6月底前完成排查。";
        if (ask(http::verb::post, name, text, {{"Cookie", cookie}}).result_int() != 200U) ++wrong;
        if (ask(http::verb::get, "/api/meetings", "", {{"Cookie", cookie}}).result_int() != 200U) ++wrong;
      }
    });
  for (std::thread& t : clients) t.join();
  EXPECT_EQ(wrong, 0);
  EXPECT_TRUE(engine_->verify());
}

TEST_F(HttpTest, SetsACookieThatScriptsCannotReadAndActsByIt) {
  const std::string token = *engine_->setup_token();
  const Response made = ask(http::verb::post, "/api/session/setup",
                            R"({"token":")" + token + R"(","login":"clerk","display_name":"","password":"long enough one"})");
  ASSERT_EQ(made.result_int(), 200U) << made.body();
  const std::string cookie(made[http::field::set_cookie]);
  EXPECT_NE(cookie.find("HttpOnly"), std::string::npos);
  EXPECT_NE(cookie.find("SameSite=Strict"), std::string::npos);
  const std::string sent = "x=1; " + cookie.substr(0, cookie.find(';'));
  EXPECT_EQ(ask(http::verb::get, "/api/meetings", "", {{"Cookie", sent}}).result_int(), 200U);
  const Response imported =
      ask(http::verb::post, "/api/papers?file_name=%E4%BC%9A.txt", "会议要求，要抓好落实。", {{"Cookie", sent}});
  EXPECT_EQ(imported.result_int(), 200U) << imported.body();
  const Response broken = ask(http::verb::post, "/api/papers?file_name=x.pdf", "%PDF-1.4 broken", {{"Cookie", sent}});
  EXPECT_EQ(broken.result_int(), 422U);
  EXPECT_EQ(engine_->verify()->entries, 2) << "the account and one paper: a broken upload leaves none";
  EXPECT_EQ(ask(http::verb::get, "/api/meetings/none", "", {{"Cookie", sent}}).result_int(), 404U);
  EXPECT_EQ(ask(http::verb::post, "/api/session/logout", "{}", {{"Cookie", sent}}).result_int(), 200U);
  EXPECT_EQ(ask(http::verb::get, "/api/meetings", "", {{"Cookie", sent}}).result_int(), 401U);
}

}  // namespace
}  // namespace luodi::server

// Drills: what must hold when the power goes or the disk fails. usage:
//   luodi_drill kills STORE ROUNDS   starts a writer, kills it (-9) at a random moment, checks; ROUNDS times on one ledger
//   luodi_drill faults FOLDER        a write error at the n-th write of an import of a paper and of a table, n = 1 … 50, three
//                                    kinds of error
//   luodi_drill write STORE          the writer: says "ack SEQ HASH" after each act that was answered
// Exit 0 where everything held, else 1.
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <map>
#include <random>
#include <string>

#include <boost/json.hpp>

#include "drills/faulty_disk.h"
#include "luodi/engine.h"
#include "store/store.h"

namespace {

using namespace luodi;
namespace json = boost::json;

constexpr int kMostWrites = 50;
constexpr int kTableRows = 60;
constexpr std::size_t kMostBytes = 1U << 20U;

int g_failures = 0;
void must(bool holds, const std::string& what) {
  if (holds) return;
  ++g_failures;
  std::printf("FAILED: %s\n", what.c_str());
}

const Caller kDesk{{"drill", "drill", "", "supervision", std::nullopt}, "drill"};

std::string place(const std::string& store) {
  return store.rfind("postgres", 0) == 0 ? store : store + "/luodi.db";
}

struct Head {
  std::int64_t seq = 0;
  std::string hash;
};
Head head_of(store::Store& s) {
  Head h;
  (void)s.read([&](store::Connection& c) -> Result<void> {
    auto rows = c.query("SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1");
    if (rows && !rows->empty()) h = {rows->front().integer("seq"), rows->front().text("hash")};
    return {};
  });
  return h;
}

int commitments_in(store::Store& s) {
  std::int64_t n = -1;
  (void)s.read([&](store::Connection& c) -> Result<void> {
    auto rows = c.query("SELECT COUNT(*) AS n FROM commitment");
    if (rows) n = rows->front().integer("n");
    return {};
  });
  return static_cast<int>(n);
}

/// A paper that no other round wrote, with two requirements, or many.
std::string paper(unsigned n, int more = 0) {
  const std::string no = std::to_string(n);
  std::string text = "2026年3月11日，县委副书记、县长主持召开县政府第" + no + "次常务会议。\n会议听取了县发改局关于第" + no +
                     "批重点项目建设情况的汇报。会议要求，县发改局要加快推进第" + no +
                     "号项目前期工作，确保6月底前开工建设。县统计局要做好第" + no + "批企业入库指导。\n";
  for (int i = 0; i < more; ++i)
    text += "会议听取了县工信局关于第" + std::to_string(i) + "类企业培育情况的汇报。会议要求，县工信局要建立第" +
            std::to_string(i) + "类企业台账，逐户上门服务，9月底前完成申报。\n";
  return text;
}

/// The units of a drill's county; brought again they are there already.
void bring_units(Engine& e) {
  const Caller root{{"root", "root", "", "administrator", std::nullopt}, "drill"};
  auto sent = e.send_file(root, "tables.send", "units.csv", "单位编码,单位名称\nU1,甲县发改局\nU2,甲县工信局\n");
  if (!sent) return;
  (void)e.call(root, "tables.import",
               json::serialize(json::object{{"file_hash", json::parse(*sent).as_object().at("file_hash")},
                                            {"file_name", "units.csv"},
                                            {"kind", "units"},
                                            {"rest", "keep"}}));
}

/// A table of tasks that no other round wrote; what of it could be imported, confirmed and assigned.
Result<void> import_table(Engine& e, unsigned n, int rows) {
  std::string csv = "序号,任务,牵头单位,完成时限\n";
  for (int i = 1; i <= rows; ++i)
    csv += std::to_string(i) + ",完成第" + std::to_string(n) + "批第" + std::to_string(i) + "项整治,甲县发改局,2027-06-30\n";
  auto sent = e.send_file(kDesk, "tables.send", "tasks.csv", csv);
  if (!sent) return tl::unexpected(sent.error());
  auto made = e.call(kDesk, "tables.import",
                     json::serialize(json::object{{"file_hash", json::parse(*sent).as_object().at("file_hash")},
                                                  {"file_name", "tasks.csv"},
                                                  {"kind", "tasks"},
                                                  {"assign", true}}));
  if (!made) return tl::unexpected(made.error());
  return {};
}

int write(const std::string& store) {
  auto engine = Engine::open({store, kMostBytes});
  auto look = store::Store::open(place(store));
  if (!engine || !look) return 1;
  std::random_device seed;
  bring_units(**engine);
  const auto say = [&] {
    const Head h = head_of(**look);
    std::printf("ack %lld %s\n", static_cast<long long>(h.seq), h.hash.c_str());
  };
  const auto act = [&](const char* operation, const json::object& request) {
    const bool done = (*engine)->call(kDesk, operation, json::serialize(request)).has_value();
    if (done) say();
    return done;
  };
  for (unsigned n = seed();; ++n) {
    auto imported = (*engine)->import_file(kDesk, "drill.txt", paper(n));
    if (!imported) return std::printf("refused %s\n", imported.error().detail.c_str()), 1;
    say();
    const json::object answer = json::parse(*imported).as_object();
    const json::value* meeting = answer.if_contains("meeting_id");
    if (meeting != nullptr && meeting->is_string()) {
      const json::value view =
          json::parse((*engine)->call(kDesk, "meetings.get", json::serialize(json::object{{"meeting_id", *meeting}})).value());
      json::array ids;
      for (const json::value& i : view.as_object().at("items").as_array())
        for (const json::value& d : i.as_object().at("directives").as_array()) ids.push_back(d.as_object().at("directive_id"));
      if (!ids.empty() && act("directives.confirm", {{"directive_ids", ids}})) {
        auto listed = (*engine)->call(kDesk, "commitments.list", R"({"limit":1,"state":"confirmed"})");
        const json::value first = json::parse(listed ? *listed : R"({"commitments":[]})");
        const json::array& found = first.as_object().at("commitments").as_array();
        if (found.empty()) continue;
        const json::array one{found[0].as_object().at("commitment_id")};
        act("commitments.assign", {{"commitment_ids", one}, {"lead_unit_id", "U1"}, {"due_date", "2027-12-31"}});
        act("commitments.slip", {{"commitment_ids", one}, {"kind", "blue"}});
      }
    }
    if (n % 4 == 0 && import_table(**engine, n, 5)) say();
    std::fflush(stdout);
  }
}

std::string answers(Engine& e) {
  std::string s;
  for (const auto& [operation, request] : {std::pair{"commitments.list", R"({"limit":1000})"}, {"meetings.list", ""}}) {
    auto a = e.call(kDesk, operation, request);
    s += a ? *a : "refused: " + a.error().detail;
  }
  return s;
}

/// Verifies, finds every acknowledged entry, and rebuilds to the same answers.
void check(const std::string& store, const std::map<std::int64_t, std::string>& acks, bool rebuild) {
  auto engine = Engine::open({store, kMostBytes, false, {}, false});
  must(engine.has_value(), "the ledger opens: " + (engine ? "" : engine.error().detail));
  if (!engine) return;
  auto verdict = (*engine)->verify();
  must(verdict && verdict->sound, "the chain verifies: " + (verdict ? verdict->reason : verdict.error().detail));
  auto look = store::Store::open(place(store));
  (void)(*look)->read([&](store::Connection& c) -> Result<void> {
    for (const auto& [seq, hash] : acks) {
      auto rows = c.query("SELECT hash FROM entry WHERE seq = ?1", {seq});
      must(rows && !rows->empty() && rows->front().text("hash") == hash, "acknowledged entry " + std::to_string(seq));
    }
    return {};
  });
  if (!rebuild) return;
  const std::string before = answers(**engine);
  must((*engine)->rebuild({}).has_value(), "the ledger can be rebuilt");
  must(before == answers(**engine), "rebuilt, it answers the same");
}

/// The writer in a process of its own; its acknowledgements until it is killed.
std::map<std::int64_t, std::string> killed_writer(const char* self, const std::string& store, int milliseconds) {
  int pipe_ends[2];
  if (pipe2(pipe_ends, O_CLOEXEC) != 0) return {};
  const pid_t child = fork();
  if (child == 0) {
    dup2(pipe_ends[1], STDOUT_FILENO);
    execl(self, self, "write", store.c_str(), nullptr);
    _exit(1);
  }
  close(pipe_ends[1]);
  usleep(static_cast<useconds_t>(milliseconds) * 1000);
  kill(child, SIGKILL);
  std::string said;
  char piece[4096];
  for (ssize_t n; (n = read(pipe_ends[0], piece, sizeof piece)) > 0;) said.append(piece, static_cast<std::size_t>(n));
  close(pipe_ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  must(WIFSIGNALED(status), "the writer wrote until it was killed: " + said.substr(0, 200));
  std::map<std::int64_t, std::string> acks;
  for (std::size_t at = 0, end; (end = said.find('\n', at)) != std::string::npos; at = end + 1) {
    long long seq = 0;
    char hash[80] = "";
    if (std::sscanf(said.c_str() + at, "ack %lld %79s", &seq, hash) == 2) acks[seq] = hash;
  }
  return acks;
}

int kills(const char* self, const std::string& store, int rounds) {
  std::mt19937 random{std::random_device{}()};
  std::size_t acknowledged = 0, with_acks = 0;
  for (int i = 1; i <= rounds; ++i) {
    const auto acks = killed_writer(self, store, 30 + static_cast<int>(random() % 270));
    acknowledged += acks.size();
    with_acks += acks.empty() ? 0 : 1;
    check(store, acks, i % 25 == 0 || i == rounds);
  }
  auto look = store::Store::open(place(store));
  std::printf(
      "killed %d times (%zu while it had acknowledged something): %zu acknowledged acts, all present; %lld entries; %d "
      "failures\n",
      rounds, with_acks, acknowledged, static_cast<long long>(head_of(**look).seq), g_failures);
  must(acknowledged > 0, "something was written at all");
  return g_failures == 0 ? 0 : 1;
}

int faults(const std::string& folder) {
  drills::install_faulty_disk();
  using drills::Fault;
  int struck = 0, whole = 0, nothing = 0;
  unsigned number = 1;
  for (const auto& [fault, table] : std::vector<std::pair<Fault, bool>>{{Fault::full, false},
                                                                        {Fault::write_once, false},
                                                                        {Fault::sync_once, false},
                                                                        {Fault::full, true},
                                                                        {Fault::write_once, true},
                                                                        {Fault::sync_once, true}})
    for (int n = 1; n <= kMostWrites; ++n) {
      const std::string place =
          folder + "/" + std::to_string(static_cast<int>(fault)) + (table ? "-table-" : "-paper-") + std::to_string(n);
      {
        auto engine = Engine::open({place, kMostBytes});
        if (!engine) return std::printf("cannot open %s\n", place.c_str()), 1;
        must((*engine)->import_file(kDesk, "first.txt", paper(number++)).has_value(), "the first import");
        bring_units(**engine);
        auto look = store::Store::open(place + "/luodi.db");
        const Head before = head_of(**look);
        const std::string said = answers(**engine);
        drills::fail_at(fault, n);
        const bool answered = table ? import_table(**engine, number++, kTableRows).has_value()
                                    : (*engine)->import_file(kDesk, "second.txt", paper(number++, 80)).has_value();
        const bool hit = drills::has_struck();
        drills::fail_at(Fault::full, 0);
        const Head after = head_of(**look);
        struck += hit ? 1 : 0;
        const std::string at = std::string(table ? "table, " : "paper, ") +
                               std::string(fault == Fault::full         ? "full"
                                           : fault == Fault::write_once ? "write"
                                                                        : "sync") +
                               " at " + std::to_string(n);
        // A failed flush after the last write may leave the import whole though it was answered with an error; never half.
        const bool is_whole = after.seq > before.seq;
        must(answered ? is_whole : true, at + ": an acknowledged import is there");
        must(is_whole || answers(**engine) == said, at + ": nothing of a failed import is there");
        if (table && is_whole) must(commitments_in(**look) == kTableRows, at + ": all rows of an import are there");
        (is_whole ? whole : nothing) += 1;
        must((*engine)->import_file(kDesk, "third.txt", paper(number++)).has_value(), at + ": the store is usable afterwards");
      }
      check(place, {}, true);
      std::error_code ignored;
      std::filesystem::remove_all(place, ignored);
    }
  std::printf("%d faults armed, %d struck: %d imports of papers and tables whole, %d not there at all, none half; %d failures\n",
              6 * kMostWrites, struck, whole, nothing, g_failures);
  must(struck > 2 * kMostWrites, "the faults strike");
  return g_failures == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 2 ? argv[1] : "";
  if (what == "write") return write(argv[2]);
  if (what == "kills" && argc > 3) return kills(argv[0], argv[2], std::atoi(argv[3]));
  if (what == "faults") return faults(argv[2]);
  std::fprintf(stderr, "usage: luodi_drill kills STORE ROUNDS | faults FOLDER | write STORE\n");
  return 2;
}

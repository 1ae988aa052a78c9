// The desk at a province's size: fills a store with commitments and their entries, copies it to the other store, and measures
// lists, stories and past days through the engine's door, JSON included. usage:
//   luodi_desk_bench fill STORE COMMITMENTS     STORE: a data folder or postgresql://…
//   luodi_desk_bench copy FROM TO               table by table, as it stands
//   luodi_desk_bench measure STORE
//   luodi_desk_bench sheet STORE ROWS           a workbook of that many tasks: kept, shown, imported
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <random>

#include <boost/json.hpp>

#include "describe/json.h"
#include "engine/house.h"
#include "publish/workbook.h"

namespace {

using namespace luodi;
namespace json = boost::json;
using Clock = std::chrono::steady_clock;

constexpr int kWeeks = 150, kActs = 10;
constexpr std::size_t kRowsAtOnce = 40;

template <class T>
T must(Result<T> r) {
  if (!r) {
    std::fprintf(stderr, "%s: %s\n", r.error().reason.c_str(), r.error().detail.c_str());
    std::exit(1);
  }
  if constexpr (!std::is_void_v<T>) return std::move(*r);
}

std::string where_of(const std::string& store) {
  return store.rfind("postgres", 0) == 0 ? store : store + "/luodi.db";
}

std::string at(long day, int second) {
  char time[16];
  std::snprintf(time, sizeof time, "T%02d:%02d:%02dZ", 1 + second / 3600 % 8, second / 60 % 60, second % 60);
  return Date::from_days(day).iso() + time;
}

struct Filler {
  engine::House& house;
  store::Connection& c;
  std::mt19937 random{7};
  std::vector<std::string> directives;
  std::int64_t entries = 0;
  int second = 0;

  void append(const char* kind, const std::string& subject, json::value payload, long day) {
    ledger::Entry e;
    e.kind = kind;
    e.subject = subject;
    e.payload = json::serialize(payload);
    e.actor = "bench";
    e.at = at(day, second++ % 28000);
    e.source = "bench";
    must(house.ledger.append(c, std::move(e)));
    ++entries;
  }
  void confirm(const std::string& id, std::size_t i, long day) {
    supervision::CommitmentText k{id, "加快推进第" + std::to_string(i) + "号重点项目前期工作，确保按期开工建设并及时报送进展情况",
                                  {}, "县发改局",
                                  {}, "none",
                                  {}, {}};
    k.span = {100, 130};
    append("directive.confirmed", directives[i % directives.size()],
           json::object{{"commitments", json::array{describe::to_json(k)}}}, day);
  }
  void act(const std::string& id, int step, long day) {
    static const char* names[kActs] = {"assign",   "accept",   "feedback", "feedback", "feedback",
                                       "feedback", "feedback", "feedback", "report",   "close"};
    supervision::Act a;
    const char* name = names[step];
    char unit[8];
    std::snprintf(unit, sizeof unit, "U%03d", static_cast<int>(4 + random() % 40));
    if (step == 0) {
      a.state = "assigned";
      a.unit = std::string("单位") + unit;
      a.lead_unit_id = unit;
      const bool same = a.lead_unit_id == "U005";
      a.helping_unit_ids = std::vector<std::string>{same ? "U006" : "U005"};
      a.helping_units = std::vector<std::string>{same ? "县统计局" : "县经合中心"};
      a.due_date = Date::from_days(day + 20 + static_cast<long>(random() % 120)).iso();
      a.due_kind = "date";
      a.assigned_on = Date::from_days(day).iso();
    } else {
      a.state = step == 1 ? "accepted" : step < 8 ? "under_way" : step == 8 ? "reported" : "closed";
    }
    if (step > 1 && step < 9) {
      char no[24];
      std::snprintf(no, sizeof no, "-r%04d", step - 1);  // counted from 1, as the engine does
      a.report_id = id + no;
      a.text = "已完成可研批复和用地预审，正在开展初步设计，下一步抓紧办理施工许可。";
      a.progress = std::min(100, step * 12);
      a.final_report = step == 8;
    }
    append((std::string("commitment.") + name).c_str(), id, describe::to_json(a), day);
  }
};

void fill(const std::string& store, std::size_t count) {
  auto engine = must(Engine::open({store, 50U << 20U}));
  const Caller desk{{"bench", "bench", "", "supervision", std::nullopt}, "bench"};
  must(engine->import_demo(desk));
  std::ifstream file("examples/county/meeting-clean.txt", std::ios::binary);
  const std::string article(std::istreambuf_iterator<char>(file), {});
  for (int i = 5; i < 105; ++i) {
    std::string paper = article;
    for (std::size_t p = 0; (p = paper.find("第4次", p)) != std::string::npos;)
      paper.replace(p, std::strlen("第4次"), "第" + std::to_string(i) + "次");
    must(engine->import_file(desk, "a.txt", paper));
  }
  engine.reset();
  engine::House house(must(store::Store::open(where_of(store))));
  must(house.ledger.prepare(ledger::Algorithm::sha256));
  const long start = house.clock.today().days() - 7L * kWeeks;
  const std::size_t batch = count / kWeeks + 1;
  std::vector<std::vector<std::string>> weeks(kWeeks);
  std::size_t made = 0;
  const auto began = Clock::now();
  std::int64_t entries = 0;
  for (int w = 0; w < kWeeks; ++w)
    must(house.store->write([&](store::Connection& c) -> Result<void> {
      Filler f{house, c};
      f.entries = entries;
      f.random.seed(static_cast<unsigned>(w));
      for (const auto& r : must(c.query("SELECT directive_id FROM directive ORDER BY directive_id")))
        f.directives.push_back(r.text("directive_id"));
      const long day = start + 7L * w;
      for (std::size_t i = 0; i < batch && made < count; ++i) {
        char id[32];
        std::snprintf(id, sizeof id, "2026-%05zu", ++made);
        weeks[static_cast<std::size_t>(w)].push_back(id);
        f.confirm(id, made, day);
      }
      // Every act follows three weeks behind the one before; the young ones stand in all states.
      for (int step = 0; step < kActs; ++step)
        if (const int of = w - 1 - 3 * step; of >= 0)
          for (const std::string& id : weeks[static_cast<std::size_t>(of)]) f.act(id, step, day + 1);
      entries = f.entries;
      return {};
    }));
  const double s = std::chrono::duration<double>(Clock::now() - began).count();
  std::printf("%zu commitments, %lld entries in %.0f s (%.0f entries/s)\n", made, static_cast<long long>(entries), s,
              static_cast<double>(entries) / s);
}

void copy(const std::string& from, const std::string& to) {
  auto engine = must(Engine::open({to, 50U << 20U}));
  engine.reset();
  auto a = must(store::Store::open(where_of(from))), b = must(store::Store::open(where_of(to)));
  for (const char* table :
       {"ledger_setting", "entry", "entry_personal", "blob", "account", "unit", "duty", "calendar_year", "paper", "meeting",
        "item", "directive", "commitment", "commitment_version", "commitment_series", "report", "slip", "rule_set"}) {
    must(b->write([&](store::Connection& out) -> Result<void> { return out.script(std::string("DELETE FROM ") + table); }));
    std::int64_t copied = 0;
    must(a->read([&](store::Connection& in) -> Result<void> {
      for (std::int64_t last = 0;;) {
        auto rows = must(in.query(
            std::string("SELECT rowid AS rowid_, t.* FROM ") + table + " t WHERE rowid > ?1 ORDER BY rowid LIMIT 20000", {last}));
        if (rows.empty()) return {};
        last = rows.back().integer("rowid_");
        must(b->write([&](store::Connection& out) -> Result<void> {
          for (std::size_t i = 0; i < rows.size();) {
            std::string sql = std::string("INSERT INTO ") + table + " VALUES ";
            std::vector<store::Value> values;
            for (std::size_t n = 0; n < kRowsAtOnce && i < rows.size(); ++n, ++i) {
              sql += n == 0 ? "(" : ", (";
              for (std::size_t k = 1; k < rows[i].size(); ++k) {
                values.push_back(rows[i][k]);
                sql += (k == 1 ? "?" : ", ?") + std::to_string(values.size());
              }
              sql += ")";
            }
            must(out.query(sql, values));
          }
          return {};
        }));
        copied += static_cast<std::int64_t>(rows.size());
      }
    }));
    std::printf("%s: %lld rows\n", table, static_cast<long long>(copied));
  }
  must(b->write([](store::Connection& out) -> Result<void> { return out.script("ANALYZE"); }));
}

struct Timed {
  std::vector<double> ms;
  void print(const char* what) {
    std::sort(ms.begin(), ms.end());
    std::printf("%-34s n %4zu  p50 %7.1f ms  p99 %7.1f ms  worst %7.1f ms\n", what, ms.size(), ms[ms.size() / 2],
                ms[ms.size() * 99 / 100], ms.back());
  }
};

void measure(const std::string& store) {
  auto engine = must(Engine::open({store, 50U << 20U}));
  const Caller desk{{"bench", "bench", "", "supervision", std::nullopt}, "bench"};
  const Caller unit{{"bench2", "bench2", "", "clerk", "U007"}, "bench"};
  const Caller leader{{"bench3", "bench3", "", "leader", std::nullopt}, "bench"};
  const auto timed = [&](Timed& t, const Caller& who, const char* operation, const json::object& request) {
    const auto began = Clock::now();
    std::string answer = must(engine->call(who, operation, json::serialize(request)));
    t.ms.push_back(std::chrono::duration<double, std::milli>(Clock::now() - began).count());
    return answer;
  };
  Timed first;
  const json::value all = json::parse(timed(first, desk, "commitments.list", {}));
  std::printf("%s: first list, the index being read: %.0f ms; %lld commitments\n", store.substr(0, 10).c_str(), first.ms[0],
              static_cast<long long>(all.as_object().at("total").as_int64()));
  std::mt19937 random(11);
  const auto one = [&](std::initializer_list<const char*> list) { return std::string(*(list.begin() + random() % list.size())); };
  Timed lists, waiting, words, stories, past, today_desk, today_unit, today_leader;
  const long today = SystemClock().today().days();
  for (int i = 0; i < 500; ++i) {
    json::object r{{"order", one({"commitment_id", "due_date", "unit", "state", "meeting_date"})},
                   {"descending", static_cast<int>(random() % 2)},
                   {"limit", 100}};
    if (random() % 3 == 0) r["state"] = one({"confirmed", "assigned", "accepted", "under_way", "reported", "closed"});
    if (random() % 3 == 0) r["light"] = one({"red", "yellow", "green", "none"});
    if (random() % 4 == 0) r["unit_id"] = "U0" + std::to_string(10 + random() % 30);
    if (random() % 4 == 0) r["offset"] = static_cast<int>(random() % 1000);
    timed(lists, random() % 4 == 0 ? unit : desk, "commitments.list", r);
    json::object w = r;
    w["worklist"] = one({"overdue", "due_soon", "to_assign", "to_review"});
    timed(waiting, desk, "commitments.list", w);
    r["words"] = one({"重点项目", "号 前期", "U012", "2026-1", "找不到的词"});
    timed(words, desk, "commitments.list", r);
    char id[32];
    std::snprintf(id, sizeof id, "2026-%05u",
                  static_cast<unsigned>(1 + random() % static_cast<unsigned>(all.as_object().at("total").as_int64())));
    timed(stories, desk, "commitments.get", {{"commitment_id", id}});
  }
  for (int i = 0; i < 100; ++i) {
    json::object r{{"as_of", Date::from_days(today - 1 - static_cast<long>(random() % 1000)).iso()}, {"limit", 200}};
    if (i % 2 == 0) r["light"] = one({"red", "yellow", "green"});
    timed(past, desk, "commitments.list", r);
    timed(today_desk, desk, "today", {});
    timed(today_unit, unit, "today", {});
    timed(today_leader, leader, "today", {});
  }
  lists.print("list, any filter, 100 rows");
  waiting.print("list of the start page, any filter, 100 rows");
  words.print("list with words, 100 rows");
  stories.print("one story");
  past.print("lights as of a past day, 200 rows");
  today_desk.print("start page of the desk");
  today_unit.print("start page of a unit");
  today_leader.print("start page of a leader");
}

void sheet(const std::string& store, std::size_t rows) {
  auto engine = must(Engine::open({store, 200U << 20U}));
  const Caller desk{{"bench", "bench", "", "supervision", std::nullopt}, "bench"};
  must(engine->import_demo(desk));
  publish::Sheet s;
  s.name = "任务";
  s.title = "2026年重点任务分解表";
  s.headings = {"序号", "类别", "任务", "工作措施", "牵头单位", "责任单位", "责任人", "完成时限"};
  s.widths.assign(8, 12);
  for (std::size_t i = 1; i <= rows; ++i)
    s.rows.push_back({std::to_string(i), "第" + std::to_string(i / 1000) + "类",
                      "推进第" + std::to_string(i) + "号项目建设并按期办结", "逐户上门、按月调度", "县发改局",
                      "县财政局、县工信局", "某某", i % 2 == 0 ? "6月底前" : "2026年9月30日"});
  const std::string file = must(publish::to_xlsx({s}));
  const auto timed = [&](const char* what, auto work) {
    const auto began = Clock::now();
    auto answer = work();
    std::printf("%-34s %7.2f s\n", what, std::chrono::duration<double>(Clock::now() - began).count());
    return answer;
  };
  std::printf("workbook of %zu rows, %.1f MB\n", rows, static_cast<double>(file.size()) / 1e6);
  const json::value kept =
      json::parse(timed("keep", [&] { return must(engine->send_file(desk, "tables.send", "a.xlsx", file)); }));
  const json::object r{
      {"file_hash", kept.as_object().at("file_hash")}, {"file_name", "a.xlsx"}, {"kind", "tasks"}, {"confirm", true}};
  const std::string request = json::serialize(r);
  timed("preview", [&] { return must(engine->call(desk, "tables.preview", request)); });
  const std::string made = timed("import, confirmed", [&] { return must(engine->call(desk, "tables.import", request)); });
  std::printf("%s\n", made.c_str());
  timed("take back", [&] {
    return must(engine->call(desk, "tables.undo",
                             json::serialize(json::object{{"import_id", json::parse(made).as_object().at("import_id")}})));
  });
}

}  // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 2 ? argv[1] : "";
  if (what == "fill" && argc > 3) return fill(argv[2], static_cast<std::size_t>(std::atoll(argv[3]))), 0;
  if (what == "copy" && argc > 3) return copy(argv[2], argv[3]), 0;
  if (what == "sheet" && argc > 3) return sheet(argv[2], static_cast<std::size_t>(std::atoll(argv[3]))), 0;
  if (what == "measure") return measure(argv[2]), 0;
  std::fprintf(stderr, "usage: luodi_desk_bench fill STORE COMMITMENTS | copy FROM TO | measure STORE | sheet STORE ROWS\n");
  return 2;
}

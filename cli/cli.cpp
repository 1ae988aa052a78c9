// See cli.h. A little over 600 lines: a command is a few lines over the same openings, options and complaints, read together with
// the table of commands at the end; what is larger has a file of its own (link.cpp).
#include "cli/cli.h"

#include <CLI/CLI.hpp>

#include <chrono>
#include <cmath>
#include <condition_variable>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <mutex>
#include <thread>

#include "cli/link.h"
#include "describe/json.h"

namespace luodi::cli {
namespace {

namespace json = boost::json;

struct Common {
  std::string data, store, as, backups;
};

std::string default_data() {
  if (const char* folder = std::getenv("LUODI_DATA"); folder != nullptr && *folder != '\0') return folder;
  return "data";
}

Result<std::string> contents(const std::string& path) {
  std::error_code error;
  std::ifstream file(path, std::ios::binary);
  if (!file || std::filesystem::is_directory(path, error))
    return fail(ErrorCode::unusable, path, "file.unreadable", "the file cannot be read");
  return std::string(std::istreambuf_iterator<char>(file), {});
}

/// Opens the engine; commands that only look or repair want a ledger that is there.
Result<std::unique_ptr<Engine>> open(const Common& c, bool make = true) {
  EngineOptions options;
  options.make = make;
  options.backups = c.backups;
  options.store = !c.store.empty() ? c.store : c.data.empty() ? default_data() : c.data;
  return Engine::open(options);
}

void add_common(CLI::App* command, Common& c) {
  command->add_option("--data", c.data, "data folder (default: $LUODI_DATA, else ./data)");
  command->add_option("--store", c.store, "postgresql://… instead of a data folder");
}

/// Progress on stderr, at most once a second, and only for what takes longer.
class Progress {
 public:
  void tell(std::int64_t done, std::int64_t all) {
    const auto now = std::chrono::steady_clock::now();
    if (now - last_ < std::chrono::seconds(1)) return;
    last_ = now;
    std::cerr << "\r" << done << " of " << all << std::flush;
    told_ = true;
  }
  ~Progress() {
    if (told_) std::cerr << "\n";
  }

 private:
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
  bool told_ = false;
};

/// Calls an operation while another asks now and then how far it is (`done`, in thousandths).
Result<std::string> call_telling(Engine& engine, const Caller& caller, const char* operation, const json::object& request,
                                 const char* asked, const json::object& asked_with) {
  Progress progress;
  std::jthread telling([&](const std::stop_token& stop) {
    // Asking costs something where much is kept: it takes a tenth of the time at most.
    std::chrono::steady_clock::duration pause = std::chrono::milliseconds(300);
    std::mutex lock;
    std::condition_variable_any wake;
    std::unique_lock hold(lock);
    while (!wake.wait_for(hold, stop, pause, [&] { return stop.stop_requested(); })) {
      const auto since = std::chrono::steady_clock::now();
      const auto state = engine.call(caller, asked, json::serialize(asked_with));
      if (state && !stop.stop_requested()) progress.tell(json::parse(*state).as_object().at("done").as_int64(), 1000);
      pause = std::max(pause, 10 * (std::chrono::steady_clock::now() - since));
    }
  });
  return engine.call(caller, operation, json::serialize(request));
}

int mend(const std::string& file, const std::string& script, const std::string& report) {
  auto bytes = contents(file);
  if (!bytes) return complain(bytes.error());
  auto answer = mend_file(*bytes, script == "keep", !report.empty());
  if (!answer) return complain(answer.error());
  std::cout.write(answer->text.data(), static_cast<std::streamsize>(answer->text.size()));
  if (!report.empty()) {
    std::ofstream out(report, std::ios::binary);
    if (!(out << answer->report << "\n"))
      return complain({ErrorCode::usage, report, "file.unwritable", "the report cannot be written there"});
  }
  return 0;
}

int read(const std::string& file) {
  auto bytes = contents(file);
  if (!bytes) return complain(bytes.error());
  auto answer = read_file(*bytes);
  if (!answer) return complain(answer.error());
  std::cout << *answer << "\n";
  return 0;
}

int serve(const Common& c, ServeOptions options, bool demo, bool link, const Parts& parts) {
  auto engine = open(c);
  if (!engine) return complain(engine.error());
  if (demo) {
    const Caller local{*(*engine)->local_account(""), "command line"};
    if (auto ok = (*engine)->import_demo(local); !ok && ok.error().reason != "demo.not_empty") return complain(ok.error());
  }
  (*engine)->start_watch();
  auto ready = [&](unsigned short port) {
    const std::string address =
        "http://" + (options.address == "0.0.0.0" ? "localhost" : options.address) + ":" + std::to_string(port) + "/";
    std::cout << "Luodi 落地  " << address << "\n";
    if (link)
      if (auto token = (*engine)->setup_token())
        std::cout << "First login, once, within a day / 首次登录（一次有效，一天之内）:\n  " << address << "setup#" << *token
                  << "\n";
    std::cout << std::flush;
  };
  auto served = parts.serve(**engine, options, ready);
  if (!served) return complain(served.error());
  return 0;
}

/// A year's notice in the form of the public holiday lists ({"year", "papers", "days": [{"date", "isOffDay"}]}) as the
/// request of calendar.import.
Result<std::string> notice_of(const std::string& bytes) {
  boost::system::error_code bad;
  const json::value v = json::parse(bytes, bad);
  const json::object* o = bad ? nullptr : v.if_object();
  const json::value* days = o != nullptr ? o->if_contains("days") : nullptr;
  const json::value* year = o != nullptr ? o->if_contains("year") : nullptr;
  if (days == nullptr || !days->is_array() || year == nullptr || !year->is_int64())
    return fail(ErrorCode::usage, "FILE", "calendar.form",
                R"(a notice is JSON: {"year": 2027, "papers": ["..."], "days": [{"date": "2027-01-01", "isOffDay": true}]})");
  json::array off, worked;
  for (const json::value& d : days->get_array()) {
    const json::object* day = d.if_object();
    const json::value* date = day != nullptr ? day->if_contains("date") : nullptr;
    const json::value* is_off = day != nullptr ? day->if_contains("isOffDay") : nullptr;
    if (date == nullptr || !date->is_string() || is_off == nullptr || !is_off->is_bool())
      return fail(ErrorCode::usage, "days", "calendar.form", "each day has a date and isOffDay");
    (is_off->get_bool() ? off : worked).push_back(*date);
  }
  const json::value* papers = o->if_contains("papers");
  std::string source = "holiday notice " + std::to_string(year->get_int64());
  if (papers != nullptr && papers->is_array() && !papers->get_array().empty() && papers->get_array()[0].is_string())
    source = std::string(papers->get_array()[0].get_string());
  return json::serialize(json::object{{"year", *year}, {"source", source}, {"off", off}, {"worked", worked}});
}

/// What the command line asks of an import of tables.
struct TableOptions {
  bool confirm = false, assign = false, leave_out = false;
  std::string rest;
  std::string register_kind = "ledger", as_of, source, measure, period, unit;
};

int tell_preview(const std::string& path, const json::object& p) {
  std::cout << path << ": " << p.at("rows").as_int64() << " rows, " << p.at("sections").as_array().size()
            << " sections, headings in row " << p.at("heading_last").as_int64() << "; " << p.at("fresh").as_int64() << " new, "
            << p.at("known").as_int64() << " there already, " << p.at("errors").as_int64() << " errors, "
            << p.at("warnings").as_int64() << " remarks\n";
  if (p.at("leaving").as_int64() > 0)
    std::cout << "  " << p.at("leaving").as_int64() << " of " << p.at("standing").as_int64()
              << " rows that stand are not in this table"
              << (p.at("rest_needed").as_bool() ? ": say --rest keep or --rest leave\n" : " and leave\n");
  if (const json::value& blocked = p.at("blocked"); blocked.is_string())
    std::cout << "  cannot be imported: " << blocked.as_string().c_str() << "\n";
  bool needs = false;
  for (const json::value& v : p.at("fields").as_array())
    if (const json::object& f = v.as_object(); f.at("required").as_bool() && f.at("column").is_null()) {
      needs = true;
      std::cout << "  no column holds " << f.at("label").as_string().c_str() << "\n";
    }
  for (const json::value& v : p.at("problems").as_array()) {
    const json::object& problem = v.as_object();
    std::cout << "  " << problem.at("cell").as_string().c_str() << " \"" << problem.at("seen").as_string().c_str() << "\" "
              << problem.at("field").as_string().c_str() << ": " << problem.at("reason").as_string().c_str() << "\n";
  }
  return p.at("errors").as_int64() > 0 || needs || p.at("blocked").is_string() || p.at("rest_needed").as_bool() ? 1 : 0;
}

/// Tables: tasks, units, duties, register:NAME, monthly, members; `any` is only shown.
int import_tables(const Common& c, const std::string& kind, const std::vector<std::string>& files, bool dry, bool as_json,
                  const TableOptions& options) {
  const std::string register_name = kind.rfind("register:", 0) == 0 ? kind.substr(9) : "";
  auto engine = open(c);
  if (!engine) return complain(engine.error());
  auto account = (*engine)->local_account(c.as);
  if (!account) return complain(account.error());
  const Caller caller{*account, "command line"};
  int status = 0;
  json::array answers;
  for (const std::string& path : files) {
    const std::string name = path.substr(path.rfind('/') + 1);
    auto bytes = contents(path);
    auto sent = bytes ? (*engine)->send_file(caller, "tables.send", name, *bytes) : tl::unexpected(bytes.error());
    Result<std::string> answer = tl::unexpected(Error{});
    if (sent) {
      json::object request{{"file_hash", json::parse(*sent).as_object().at("file_hash")}, {"file_name", name}, {"kind", kind}};
      if (!register_name.empty()) {
        request["kind"] = "register";
        request["register_name"] = register_name;
        request["register_kind"] = options.register_kind;
        if (!options.as_of.empty()) request["as_of"] = options.as_of;
      }
      if (kind == "monthly") {
        request["register_name"] = options.source;
        request["measure"] = options.measure;
        if (!options.period.empty()) request["period"] = options.period;
        if (!options.unit.empty()) request["unit"] = options.unit;
      }
      if (!options.rest.empty()) request["rest"] = options.rest;
      if (!dry)
        request["confirm"] = options.confirm, request["assign"] = options.assign, request["leave_out"] = options.leave_out;
      answer = (*engine)->call(caller, dry ? "tables.preview" : "tables.import", json::serialize(request));
    } else {
      answer = tl::unexpected(sent.error());
    }
    if (!answer) {
      status = std::max(status, complain(answer.error()));
      continue;
    }
    if (as_json)
      answers.push_back(json::parse(*answer));
    else if (dry)
      status = std::max(status, tell_preview(path, json::parse(*answer).as_object()));
    else
      std::cout << path << ": " << *answer << "\n";
  }
  if (as_json) std::cout << json::serialize(answers) << "\n";
  return status;
}

int link_ledger(const Common& c, bool changes, bool as_json) {
  auto engine = open(c, false);
  if (!engine) return complain(engine.error());
  auto account = (*engine)->local_account(c.as);
  if (!account) return complain(account.error());
  const Caller caller{*account, "command line"};
  auto answer = call_telling(**engine, caller, "registers.link", {{"changes", changes}}, "registers.list", {});
  if (!answer) return complain(answer.error());
  if (as_json) {
    std::cout << *answer << "\n";
    return 0;
  }
  const json::value parsed = json::parse(*answer);
  const json::object& run = parsed.as_object().at("run").as_object();
  std::cout << run.at("enterprises").as_int64() << " enterprises\n";
  for (const json::value& v : run.at("reports").as_array()) {
    const json::object& r = v.as_object();
    std::cout << "  " << r.at("register_name").as_string().c_str() << ": " << r.at("rows").as_int64() << " rows, "
              << r.at("by_code").as_int64() << " by code or answer, " << r.at("linked").as_int64() << " linked, "
              << r.at("founders").as_int64() << " on their own, " << r.at("review").as_int64() << " for review\n";
  }
  return 0;
}

int export_list(const Common& c, const std::string& kind, const std::string& out, bool as_json) {
  static const std::map<std::string, std::pair<const char*, const char*>> kinds{{"commitments", {"commitments.export", ""}},
                                                                                {"units", {"tables.export", "units"}},
                                                                                {"duties", {"tables.export", "duties"}},
                                                                                {"enterprises", {"enterprises.export", ""}},
                                                                                {"candidates", {"candidates.export", ""}},
                                                                                {"dossiers", {"dossiers.export", ""}},
                                                                                {"visits", {"visits.export", ""}},
                                                                                {"members", {"members.export", ""}},
                                                                                {"audit", {"audit.export", ""}},
                                                                                {"entries", {"entries.export", ""}}};
  const auto it = kinds.find(kind);
  const std::string form = out.size() > 4 && out.compare(out.size() - 4, 4, ".csv") == 0 ? "csv" : "xlsx";
  if (it == kinds.end())
    return complain({ErrorCode::usage, kind, "export.unknown_kind",
                     "KIND is commitments, units, duties, enterprises, candidates, dossiers, visits, members, audit or entries"});
  auto engine = open(c, false);
  if (!engine) return complain(engine.error());
  auto account = (*engine)->local_account(c.as);
  if (!account) return complain(account.error());
  if (kind == "members" && form == "csv")
    return complain({ErrorCode::usage, out, "export.form", "the members are a workbook of several tables; name it .xlsx"});
  json::object request{{"form", form}};
  if (kind == "members") request.clear();
  if (*it->second.second != '\0') request["kind"] = it->second.second;
  auto file = (*engine)->get_file({*account, "command line"}, it->second.first, json::serialize(request));
  if (!file) return complain(file.error());
  std::ofstream to(out, std::ios::binary);
  if (!to.write(file->bytes.data(), static_cast<std::streamsize>(file->bytes.size())))
    return complain({ErrorCode::usage, out, "file.unwritable", "the list cannot be written there"});
  if (as_json) std::cout << json::serialize(json::object{{"file", out}, {"bytes", file->bytes.size()}}) << "\n";
  return 0;
}

constexpr std::int64_t kCandidatesPage = 500;

/// Every candidate of the last forecast that was kept, page by page.
Result<json::object> kept_candidates(Engine& engine, const Caller& caller) {
  json::object all;
  for (std::int64_t offset = 0;; offset += kCandidatesPage) {
    auto page =
        engine.call(caller, "candidates.list", json::serialize(json::object{{"limit", kCandidatesPage}, {"offset", offset}}));
    if (!page) return tl::unexpected(page.error());
    json::object answer = json::parse(*page).as_object();
    json::array& list = answer.at("candidates").as_array();
    const auto got = static_cast<std::int64_t>(list.size());
    if (offset == 0)
      all = std::move(answer);
    else
      for (json::value& v : list) all.at("candidates").as_array().push_back(std::move(v));
    if (got < kCandidatesPage) break;
  }
  if (all.at("run").is_null())
    return fail(ErrorCode::conflict, "candidates", "candidates.none", "no forecast was made yet; name a day with --as-of");
  return all;
}

/// The candidates of the forecast that was kept, or of one made now as of a day, which replaces nothing.
int candidates(const Common& c, const std::string& as_of, bool as_json) {
  auto engine = open(c, false);
  if (!engine) return complain(engine.error());
  auto account = (*engine)->local_account(c.as);
  if (!account) return complain(account.error());
  const Caller caller{*account, "command line"};
  json::object all;
  if (as_of.empty()) {
    auto kept = kept_candidates(**engine, caller);
    if (!kept) return complain(kept.error());
    all = std::move(*kept);
  } else {
    auto made = call_telling(**engine, caller, "candidates.as_of", {{"as_of", as_of}}, "candidates.list", {{"limit", 1}});
    if (!made) return complain(made.error());
    all = json::parse(*made).as_object();
  }
  if (as_json) {
    std::cout << json::serialize(all) << "\n";
    return 0;
  }
  const json::object& run = all.at("run").as_object();
  std::cout << "as of " << run.at("as_of").as_string().c_str() << ", figures to " << run.at("last_month").as_string().c_str()
            << ", " << run.at("units").as_int64() << " enterprises watched\n";
  for (const json::value& v : all.at("candidates").as_array()) {
    const json::object& x = v.as_object();
    std::cout << x.at("place").as_string().c_str() << "  " << x.at("name").as_string().c_str() << "  "
              << x.at("class_name").as_string().c_str() << "  ";
    // A month that was not reported makes the sum unknown: it is no 0.
    if (x.at("place").as_string() == "unknown" || x.at("place").as_string() == "by_qualification")
      std::cout << "—";
    else
      std::cout << x.at("to_date").as_int64() / 1000000;
    std::cout << "/" << x.at("threshold").as_int64() / 1000000 << "万元";
    if (!x.at("chance").is_null()) std::cout << "  " << std::llround(100 * x.at("chance").to_number<double>()) << "%";
    std::cout << "\n";
  }
  return 0;
}

int import_files(const Common& c, const std::string& kind, const std::vector<std::string>& files, bool dry, bool as_json,
                 const TableOptions& tables) {
  const bool table = kind == "tasks" || kind == "units" || kind == "duties" || kind == "monthly" || kind == "members" ||
                     kind.rfind("register:", 0) == 0 || (kind == "any" && dry);
  if (kind != "papers" && kind != "demo" && kind != "holidays" && !table)
    return complain({ErrorCode::usage, kind, "import.unknown_kind",
                     "KIND is papers, tasks, units, duties, register:NAME, monthly, members, holidays or demo; any with "
                     "--dry-run shows any table"});
  if (table && !files.empty()) return import_tables(c, kind, files, dry, as_json, tables);
  if (kind != "demo" && files.empty()) return complain({ErrorCode::usage, "FILE", "import.no_file", "name the files to import"});
  auto engine = dry ? Result<std::unique_ptr<Engine>>(nullptr) : open(c);
  if (!engine) return complain(engine.error());
  Caller caller;
  if (!dry) {
    auto account = (*engine)->local_account(c.as);
    if (!account) return complain(account.error());
    caller = {*account, "command line"};
  }
  if (kind == "demo") {
    if (auto ok = (*engine)->import_demo(caller); !ok) return complain(ok.error());
    std::cout << (as_json ? "{\"done\":true}\n" : "the demo county is in\n");
    return 0;
  }
  int status = 0;
  json::array answers;
  for (const std::string& path : files) {
    auto bytes = contents(path);
    if (kind == "holidays" && bytes) {
      auto notice = notice_of(*bytes);
      if (notice && !dry) notice = (*engine)->call(caller, "calendar.import", *notice);
      if (!notice)
        status = std::max(status, complain(notice.error()));
      else
        std::cout << path << ": " << (dry ? "can be read" : "the year's working days are known") << "\n";
      continue;
    }
    Result<std::string> answer =
        bytes ? (dry ? read_file(*bytes) : (*engine)->import_file(caller, path.substr(path.rfind('/') + 1), *bytes))
              : tl::unexpected(bytes.error());
    if (!answer) {
      status = std::max(status, complain(answer.error()));
      continue;
    }
    if (as_json)
      answers.push_back(json::parse(*answer));
    else
      std::cout << path << ": " << (dry ? "can be read" : *answer) << "\n";
  }
  if (as_json) std::cout << json::serialize(answers) << "\n";
  return status;
}

int verify(const Common& c, bool as_json) {
  auto engine = open(c, false);
  if (!engine) return complain(engine.error());
  auto report = (*engine)->verify();
  if (!report) return complain(report.error());
  if (as_json)
    std::cout << json::serialize(describe::to_json(*report)) << "\n";
  else if (report->sound)
    std::cout << report->entries << " entries, all sound"
              << (report->erased > 0 ? "; personal fields erased in " + std::to_string(report->erased) : "") << "; head "
              << report->head << "\n";
  else
    std::cout << "entry " << report->first_bad << ": " << report->reason << "\n";
  return report->sound ? 0 : 1;
}

int rebuild(const Common& c) {
  auto engine = open(c, false);
  if (!engine) return complain(engine.error());
  Progress progress;
  auto done = (*engine)->rebuild([&](std::int64_t n, std::int64_t all) { progress.tell(n, all); });
  if (!done) return complain(done.error());
  std::cout << *done << " entries replayed\n";
  return 0;
}

int tell(const BackupReceipt& r, bool as_json) {
  if (as_json) {
    std::cout << json::serialize(describe::to_json(r)) << "\n";
  } else {
    std::cout << r.file_name << ": " << r.entries << " entries, head " << r.head << "\n";
    for (const BackupTable& t : r.tables) std::cout << "  " << t.table << ": " << t.rows << " rows, " << t.digest << "\n";
    std::cout << (r.problem.empty() ? r.restored ? "restored, rebuilt and verified; all counts and digests are equal"
                                                 : "read again and verified; all counts and digests are equal"
                                    : r.problem.c_str())
              << "\n";
  }
  return r.problem.empty() ? 0 : 1;
}

int backup(const Common& c, const std::string& file, bool drill, bool as_json) {
  auto engine = open(c, false);
  if (!engine) return complain(engine.error());
  Progress progress;
  auto receipt = (*engine)->backup(file, drill, [&](std::int64_t n, std::int64_t all) {
    progress.tell(n, all);
    return true;
  });
  if (!receipt) return complain(receipt.error());
  return tell(*receipt, as_json);
}

int restore(const Common& c, const std::string& file, bool as_json) {
  Progress progress;
  EngineOptions options;
  options.store = !c.store.empty() ? c.store : c.data.empty() ? default_data() : c.data;
  auto receipt = Engine::restore(file, options, [&](std::int64_t n, std::int64_t all) {
    progress.tell(n, all);
    return true;
  });
  if (!receipt) return complain(receipt.error());
  return tell(*receipt, as_json);
}

int call(const Common& c, const std::string& operation, const std::string& request) {
  auto engine = open(c);
  if (!engine) return complain(engine.error());
  auto account = (*engine)->local_account(c.as);
  if (!account) return complain(account.error());
  auto answer = (*engine)->call({*account, "command line"}, operation, request);
  if (!answer) return complain(answer.error());
  std::cout << *answer << "\n";
  return 0;
}

bool have(const char* program) {
  const char* path = std::getenv("PATH");
  std::string folders = path == nullptr ? "/usr/bin" : path;
  for (std::size_t at = 0; at <= folders.size();) {
    const std::size_t end = std::min(folders.find(':', at), folders.size());
    if (std::ifstream(folders.substr(at, end - at) + "/" + program).good()) return true;
    at = end + 1;
  }
  return false;
}

int doctor(const Common& c, bool as_json) {
  json::object report;
  report["pdf"] = have("pdftotext");
  report["doc_wps"] = have("soffice");
  auto engine = open(c, false);
  report["store"] = engine.has_value() ? "ok" : engine.error().detail;
  bool sound = engine.has_value();
  if (engine) {
    auto verdict = (*engine)->verify();
    sound = verdict && verdict->sound;
    report["ledger"] = !verdict ? verdict.error().detail : verdict->sound ? "sound" : verdict->reason;
  }
  if (as_json) {
    std::cout << json::serialize(report) << "\n";
  } else {
    std::cout << "PDF (pdftotext): " << (report["pdf"].as_bool() ? "yes" : "no - install poppler-utils") << "\n"
              << "doc, wps (LibreOffice): "
              << (report["doc_wps"].as_bool() ? "yes" : "no - such files are refused with the way out") << "\n"
              << "store: " << report["store"].as_string().c_str() << "\n";
    if (engine) std::cout << "ledger: " << report["ledger"].as_string().c_str() << "\n";
  }
  return !engine ? 4 : sound ? 0 : 1;
}

}  // namespace

int complain(const Error& e) {
  std::cerr << "luodi: " << e.detail << " [" << e.reason << (e.where.empty() ? "" : " at " + e.where) << "]\n";
  return exit_status(e.code);
}

int run(int argc, char** argv, const Parts& parts) {
  CLI::App app{"Luodi (落地): from a sentence of the executive meeting to a commitment"};
  app.require_subcommand(1);
  Common common;
  std::string file, script = "simplified", report, kind, operation, request, out;
  TableOptions tables;
  std::vector<std::string> files;
  ServeOptions options;
  bool as_json = false, demo = false, dry = false, no_link = false, drill = false;
  int status = 0;

  auto* c = app.add_subcommand("mend", "mended text of a file on stdout");
  c->add_option("FILE", file)->required();
  c->add_option("--script", script, "simplified or keep")->check(CLI::IsMember({"simplified", "keep"}));
  c->add_option("--report", report, "write what was changed, and the proof, as JSON");
  c->callback([&] { status = mend(file, script, report); });

  c = app.add_subcommand("read", "the record of a meeting");
  c->add_option("FILE", file)->required();
  c->add_flag("--json", as_json, "JSON on stdout (the only form)");
  c->callback([&] { status = read(file); });

  c = add_link(app, status, [&](bool changes, bool json_out) { return link_ledger(common, changes, json_out); });
  c->add_option("--as", common.as, "with --ledger: account to act as (default: the local administrator)");
  add_common(c, common);

  c = app.add_subcommand("serve", "serve the screens");
  add_common(c, common);
  c->add_option("--port", options.port);
  c->add_option("--address", options.address, "address to listen on (default 127.0.0.1)");
  c->add_flag("--secure-cookie", options.secure_cookie, "behind HTTPS");
  c->add_flag("--demo", demo, "fill an empty ledger with the demo county");
  c->add_option("--backups", common.backups, "folder of backups (default: backups in the data folder)");
  c->add_flag("--no-link", no_link, "do not print a one-time login link");
  c->callback([&] { status = serve(common, options, demo, !no_link, parts); });

  c = app.add_subcommand(
      "import",
      "import papers, tables (tasks, units, duties, register:NAME, monthly, members), holiday notices, or the demo county");
  c->add_option("KIND", kind)->required();
  c->add_option("FILE", files);
  c->add_flag("--dry-run", dry, "read, change nothing");
  c->add_flag("--confirm", tables.confirm, "tasks: make commitments of them");
  c->add_flag("--assign", tables.assign, "tasks: assign those whose lead unit is known too");
  c->add_option("--rest", tables.rest, "of registers, units and duties: rows that stand and are not in the table: keep or leave")
      ->check(CLI::IsMember({"keep", "leave"}));
  c->add_flag("--leave-out", tables.leave_out, "leave out rows that cannot be imported");
  c->add_option("--register-kind", tables.register_kind, "of register:NAME: market, statistics, tax, social, power or ledger");
  c->add_option("--as-of", tables.as_of, "of register:NAME: the day its rows are as of (default: today)");
  c->add_option("--source", tables.source, "of monthly: the name of the source, such as 税务局");
  c->add_option("--measure", tables.measure,
                "of monthly: vat_sales, invoiced, power, main_revenue, revenue, sales, turnover, profits, taxes … "
                "(presets/monthly_measures.csv)");
  c->add_option("--period", tables.period, "of monthly: 2026 or 2026-10, where the headings do not say it");
  c->add_option("--unit", tables.unit, "of monthly: 元, 千元, 万元, 千瓦时 …, where the headings do not say it");
  c->add_flag("--json", as_json);
  c->add_option("--as", common.as, "account to act as (default: the local administrator)");
  add_common(c, common);
  c->callback([&] { status = import_files(common, kind, files, dry, as_json, tables); });

  c = app.add_subcommand("candidates", "enterprises near a line of the five-above library, with the year's outlook");
  c->add_option("--as-of", tables.as_of,
                "forecast now as of this day, which replaces nothing; without it the forecast that was kept last");
  c->add_flag("--json", as_json);
  c->add_option("--as", common.as, "account to act as (default: the local administrator)");
  add_common(c, common);
  c->callback([&] { status = candidates(common, tables.as_of, as_json); });

  c = app.add_subcommand("export",
                         "a list as .xlsx or .csv: commitments, units, duties, enterprises, candidates, dossiers, visits, "
                         "members (.xlsx), audit, entries");
  c->add_option("KIND", kind)->required();
  c->add_option("--out", out, "the file to write")->required();
  c->add_flag("--json", as_json);
  c->add_option("--as", common.as, "account to act as (default: the local administrator)");
  add_common(c, common);
  c->callback([&] { status = export_list(common, kind, out, as_json); });

  c = app.add_subcommand("verify", "verify the ledger");
  c->add_flag("--json", as_json);
  add_common(c, common);
  c->callback([&] { status = verify(common, as_json); });

  c = app.add_subcommand("rebuild", "rebuild every derived table from the ledger");
  add_common(c, common);
  c->callback([&] { status = rebuild(common); });

  c = app.add_subcommand("backup", "copy the ledger into a new file, while it is written to; read again, compared, verified");
  c->add_option("FILE", file)->required();
  c->add_flag("--drill", drill, "restore it into a scratch place beside the file too");
  c->add_flag("--json", as_json);
  add_common(c, common);
  c->callback([&] { status = backup(common, file, drill, as_json); });

  c = app.add_subcommand("restore", "restore a backup into an empty data folder or store, rebuild and verify it");
  c->add_option("FILE", file)->required();
  c->add_flag("--json", as_json);
  add_common(c, common);
  c->callback([&] { status = restore(common, file, as_json); });

  c = app.add_subcommand("call", "call an operation of the API by name with a JSON request");
  c->add_option("OPERATION", operation)->required();
  c->add_option("REQUEST", request);
  c->add_option("--as", common.as, "account to act as (default: the local administrator)");
  add_common(c, common);
  c->callback([&] { status = call(common, operation, request); });

  c = app.add_subcommand("openapi", "the OpenAPI 3.1 document of the API");
  c->callback([&] { std::cout << Engine::openapi() << "\n"; });

  c = app.add_subcommand("doctor", "what is there and what is missing");
  c->add_flag("--json", as_json);
  add_common(c, common);
  c->callback([&] { status = doctor(common, as_json); });

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    const int code = app.exit(e);
    return code == 0 ? 0 : 2;
  } catch (const std::exception& e) {  // a mistake of ours, or a device that failed under us
    return complain({ErrorCode::internal, "", "internal", e.what()});
  }
  return status;
}

}  // namespace luodi::cli

// See backups.h.
#include "engine/backups.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>

#include "describe/json.h"
#include "engine/house.h"
#include "ledger/digest.h"

namespace luodi::engine {
namespace {

namespace json = boost::json;
namespace fs = std::filesystem;
using ledger::CopiedTable;
using store::Connection;

constexpr std::string_view kLastPlan =
    "SELECT payload FROM entry WHERE subject = 'backups' AND kind = 'backup.planned' ORDER BY seq DESC LIMIT 1";
constexpr std::string_view kReceipts =
    "SELECT payload FROM entry WHERE subject = 'backups' AND kind = 'backup.made' ORDER BY seq DESC LIMIT ?1";
constexpr std::size_t kReadAtOnce = 1U << 20U;
constexpr auto kLookEvery = std::chrono::seconds(20);

const std::vector<CopiedTable>& tables() {
  static const std::vector<CopiedTable> list = [] {
    std::vector<CopiedTable> all = ledger::ground_tables();
    for (const CopiedTable& t : access::side_copies()) all.push_back(t);
    return all;
  }();
  return list;
}

/// A scratch folder that goes with this object.
struct Scratch {
  explicit Scratch(const fs::path& beside) : folder(beside / (".drill-" + ledger::random_hex(6))) {
    fs::create_directories(folder, error);
    if (!error) fs::permissions(folder, fs::perms::owner_all, error);
  }
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(folder, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  fs::path folder;
  std::error_code error;
};

/// Makes the tables of the ground in a store.
Result<void> make_ground(store::Store& store, const Clock& clock) {
  ledger::Ledger ledger(store, clock, {});
  if (auto ok = ledger.prepare(ledger::Algorithm::sha256); !ok) return ok;
  return access::prepare_side_tables(store);
}

Result<std::string> hash_of_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail(ErrorCode::unusable, path, "file.unreadable", "the file cannot be read");
  std::string hash, piece(kReadAtOnce, '\0');  // a digest of digests: the file may be larger than memory
  while (file.read(piece.data(), static_cast<std::streamsize>(piece.size())) || file.gcount() > 0) {
    hash.append(piece, 0, static_cast<std::size_t>(file.gcount()));
    hash = ledger::sha256(hash);
  }
  return hash;
}

/// The copy as one file: without the side files that a running store keeps.
Result<std::unique_ptr<store::Store>> open_copy(const std::string& path) {
  return store::Store::open(path);
}

/// Verifies the chain in a copy; fills head, entries and what is wrong.
Result<void> check_copy(store::Store& copy, const Clock& clock, BackupReceipt& receipt) {
  ledger::Ledger ledger(copy, clock, {});
  auto prepared = ledger.prepare(ledger::Algorithm::sha256);
  if (!prepared) return prepared;
  auto verdict = ledger.verify();
  if (!verdict) return tl::unexpected(verdict.error());
  receipt.head = verdict->head;
  receipt.entries = verdict->entries;
  if (!verdict->sound) receipt.problem = "entry " + std::to_string(verdict->first_bad) + ": " + verdict->reason;
  return {};
}

Result<void> write_receipt(const std::string& file, const BackupReceipt& receipt) {
  std::ofstream out(file + ".receipt.json", std::ios::binary);
  if (!(out << json::serialize(describe::to_json(receipt)) << "\n"))
    return fail(ErrorCode::store, file, "file.unwritable", "the receipt cannot be written beside the copy");
  return {};
}

/// Copies, reads again, compares, verifies. The file stands only when all of it was written.
Result<BackupReceipt> copy_to(House& house, const std::string& file, const ledger::Progress& progress) {
  BackupReceipt receipt;
  receipt.at = house.clock.now();
  receipt.file_name = fs::path(file).filename().string();
  const std::string part = file + ".part";
  std::error_code ignored;
  fs::remove(part, ignored);
  const auto work = [&]() -> Result<void> {
    auto copy = open_copy(part);
    if (!copy) return tl::unexpected(copy.error());
    fs::permissions(part, fs::perms::owner_read | fs::perms::owner_write, ignored);
    if (auto ok = make_ground(**copy, house.clock); !ok) return ok;
    auto read = ledger::copy_tables(*house.store, **copy, tables(), progress);
    if (!read) return tl::unexpected(read.error());
    auto written = ledger::digests_of(**copy, tables());
    if (!written) return tl::unexpected(written.error());
    receipt.tables = std::move(*read);
    receipt.problem = ledger::difference(receipt.tables, *written);
    return receipt.problem.empty() ? check_copy(**copy, house.clock, receipt) : Result<void>{};
  };
  auto done = work();
  if (done) fs::rename(part, file, ignored);
  if (!done || ignored) {
    for (const char* tail : {"", "-wal", "-shm"}) fs::remove(part + tail, ignored);
    if (!done) return tl::unexpected(done.error());
    return fail(ErrorCode::store, file, "file.unwritable", "the copy cannot be put there");
  }
  receipt.equal = receipt.problem.empty();
  receipt.file_size = static_cast<std::int64_t>(fs::file_size(file, ignored));
  auto hash = hash_of_file(file);
  if (!hash) return tl::unexpected(hash.error());
  receipt.file_digest = *hash;
  return receipt;
}

}  // namespace

Result<BackupReceipt> restore_into(const std::string& file, const std::string& where, const ledger::Progress& progress) {
  std::error_code ignored;
  if (!fs::is_regular_file(file, ignored))
    return fail(ErrorCode::unusable, file, "backup.no_file", "there is no such backup file");
  SystemClock clock;
  BackupReceipt receipt;
  receipt.at = clock.now();
  receipt.file_name = fs::path(file).filename().string();
  receipt.file_size = static_cast<std::int64_t>(fs::file_size(file, ignored));
  auto hash = hash_of_file(file);
  if (!hash) return tl::unexpected(hash.error());
  receipt.file_digest = *hash;
  if (std::ifstream kept(file + ".receipt.json", std::ios::binary); kept) {
    const std::string text(std::istreambuf_iterator<char>(kept), {});
    if (text.find(*hash) == std::string::npos)
      return fail(ErrorCode::tampered, file, "backup.changed", "the file is not the one its receipt speaks of");
  }
  auto copy = open_copy(file);
  if (!copy) return fail(ErrorCode::unusable, file, "backup.no_copy", "this file is no backup of Luodi");
  auto target = store::Store::open(where);
  if (!target) return tl::unexpected(target.error());
  if (auto ok = make_ground(**target, clock); !ok) return tl::unexpected(ok.error());
  auto empty = (*target)->read([](Connection& c) -> Result<void> {
    auto n = c.query("SELECT COUNT(*) AS n FROM entry");
    if (!n) return tl::unexpected(n.error());
    if (n->front().integer("n") == 0) return {};
    return fail(ErrorCode::conflict, "store", "restore.not_empty", "there are entries already; restore into an empty place");
  });
  if (!empty) return tl::unexpected(empty.error());
  auto read = ledger::copy_tables(**copy, **target, tables(), progress);
  if (!read)
    return read.error().reason == "backup.cancelled" ? Result<BackupReceipt>(tl::unexpected(read.error()))
                                                     : fail(ErrorCode::unusable, file, "backup.no_copy",
                                                            "this file is no whole backup of Luodi: " + read.error().detail);
  auto written = ledger::digests_of(**target, tables());
  if (!written) return tl::unexpected(written.error());
  receipt.tables = std::move(*read);
  receipt.problem = ledger::difference(receipt.tables, *written);
  House house(std::move(*target));
  if (receipt.problem.empty())
    if (auto ok = check_copy(*house.store, clock, receipt); !ok) return tl::unexpected(ok.error());
  if (auto ok = house.ledger.prepare(ledger::Algorithm::sha256); !ok) return tl::unexpected(ok.error());  // replays every entry
  receipt.equal = receipt.restored = receipt.problem.empty();
  return receipt;
}

Backups::~Backups() {
  cancelled_ = true;
  watch_.request_stop();
  wake_.notify_all();
}

Result<BackupReceipt> Backups::make(const std::string& file, bool drill, const std::string& actor,
                                    const ledger::Progress& progress) {
  std::error_code error;
  if (fs::exists(file, error))
    return fail(ErrorCode::conflict, file, "backup.exists", "this file exists already; name another one");
  const auto began = std::chrono::steady_clock::now();
  auto receipt = copy_to(house_, file, progress);
  if (!receipt) return receipt;
  if (drill && receipt->equal) {
    const Scratch scratch(fs::absolute(file, error).parent_path());
    if (scratch.error) return fail(ErrorCode::store, scratch.folder.string(), "store.no_folder", scratch.error.message());
    auto restored = restore_into(file, (scratch.folder / "luodi.db").string(), progress);
    if (!restored) return restored;
    receipt->problem = restored->head != receipt->head
                           ? "the restored ledger ends elsewhere"
                           : restored->problem + ledger::difference(receipt->tables, restored->tables);
    receipt->restored = receipt->problem.empty();
  }
  receipt->seconds = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - began).count();
  if (auto ok = write_receipt(file, *receipt); !ok) return tl::unexpected(ok.error());
  auto noted = house_.store->write([&](Connection& c) -> Result<void> {
    ledger::Entry e;
    e.kind = "backup.made";
    e.subject = "backups";
    e.payload = json::serialize(describe::to_json(*receipt));
    e.actor = actor;
    e.source = drill ? "drill" : "backup";
    if (auto ok = house_.ledger.append(c, std::move(e)); !ok) return tl::unexpected(ok.error());
    return {};
  });
  if (!noted) return tl::unexpected(noted.error());
  return receipt;
}

Result<BackupPlan> Backups::planned() {
  BackupPlan plan;
  auto done = house_.store->read([&](Connection& c) -> Result<void> {
    auto rows = c.query(kLastPlan);
    if (!rows) return tl::unexpected(rows.error());
    if (rows->empty()) return {};
    auto kept = describe::from_json<BackupPlan>(json::parse(rows->front().text("payload")));
    if (!kept) return tl::unexpected(kept.error());
    plan = *kept;
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return plan;
}

Result<std::vector<BackupReceipt>> Backups::receipts(std::int64_t most) {
  std::vector<BackupReceipt> out;
  auto done = house_.store->read([&](Connection& c) -> Result<void> {
    auto rows = c.query(kReceipts, {most});
    if (!rows) return tl::unexpected(rows.error());
    for (const auto& r : *rows) {
      auto receipt = describe::from_json<BackupReceipt>(json::parse(r.text("payload")));
      if (!receipt) return tl::unexpected(receipt.error());
      out.push_back(std::move(*receipt));
    }
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return out;
}

Result<BackupsAnswer> Backups::status() {
  auto plan = planned();
  if (!plan) return tl::unexpected(plan.error());
  auto list = receipts(30);
  if (!list) return tl::unexpected(list.error());
  const std::lock_guard lock(mutex_);
  return BackupsAnswer{*plan, folder_, running_, done_, all_, failed_, std::move(*list)};
}

Result<void> Backups::plan(const BackupPlan& plan, const std::string& actor, const std::string& source) {
  if (plan.hour && (*plan.hour < 0 || *plan.hour > 23))
    return fail(ErrorCode::usage, "hour", "backup.hour", "an hour lies between 0 and 23");
  if (plan.keep < 1 || plan.keep > 366) return fail(ErrorCode::usage, "keep", "backup.keep", "keep 1 to 366 copies");
  if (plan.hour && folder_.empty())
    return fail(ErrorCode::usage, "folder", "backup.no_folder", "start the program with --backups FOLDER first");
  return house_.store->write([&](Connection& c) -> Result<void> {
    ledger::Entry e;
    e.kind = "backup.planned";
    e.subject = "backups";
    e.payload = json::serialize(describe::to_json(plan));
    e.actor = actor;
    e.source = source;
    if (auto ok = house_.ledger.append(c, std::move(e)); !ok) return tl::unexpected(ok.error());
    return {};
  });
}

Result<void> Backups::start(const std::string& actor) {
  if (folder_.empty())
    return fail(ErrorCode::usage, "folder", "backup.no_folder", "start the program with --backups FOLDER first");
  if (running_.exchange(true)) return fail(ErrorCode::conflict, "backups", "backup.running", "one is running already");
  cancelled_ = false;
  done_ = all_ = 0;
  work_ = std::jthread([this, actor] { run(actor); });
  return {};
}

void Backups::run(const std::string& actor) {
  std::error_code error;
  fs::create_directories(folder_, error);
  fs::permissions(folder_, fs::perms::owner_all, error);
  for (const auto& left : fs::directory_iterator(folder_, error))
    if (left.path().filename().string().rfind(".drill-", 0) == 0) fs::remove_all(left.path(), error);
  std::string stamp = house_.clock.now();
  std::erase_if(stamp, [](char c) { return c == '-' || c == ':'; });
  const std::string file = (fs::path(folder_) / ("luodi-" + stamp + ".backup")).string();
  auto made = make(file, true, actor, [this](std::int64_t n, std::int64_t all) {
    done_ = n;
    all_ = all;
    return !cancelled_;
  });
  {
    const std::lock_guard lock(mutex_);
    failed_ = made ? made->problem : made.error().detail;
  }
  // What was not tried to the end is no copy to rely on: it goes, so that nights of failure do not fill the disk.
  if (!made || !made->restored) {
    fs::remove(file, error);
    fs::remove(file + ".receipt.json", error);
  }
  if (auto p = planned()) keep_newest(p->keep);
  running_ = false;
}

/// Only what run() named is taken away, newest names last.
void Backups::keep_newest(std::int64_t keep) {
  std::error_code error;
  std::vector<fs::path> files;
  for (const auto& f : fs::directory_iterator(folder_, error)) {
    const std::string name = f.path().filename().string();
    if (name.rfind("luodi-", 0) == 0 && f.path().extension() == ".backup") files.push_back(f.path());
  }
  std::sort(files.begin(), files.end());
  for (std::size_t i = 0; i + static_cast<std::size_t>(keep) < files.size(); ++i) {
    fs::remove(files[i], error);
    fs::remove(files[i].string() + ".receipt.json", error);
  }
}

void Backups::keep_plan() {
  watch_ = std::jthread([this](const std::stop_token& stop) { look_at_clock(stop); });
}

void Backups::look_at_clock(const std::stop_token& stop) {
  std::string tried;  // the day on which the plan was obeyed
  while (!stop.stop_requested()) {
    const auto plan = planned();
    const std::string today = house_.clock.today().iso();
    const std::int64_t hour = (house_.clock.seconds() + 8 * 3600) / 3600 % 24;
    if (plan && plan->hour && hour == *plan->hour && tried != today && start("plan")) tried = today;
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, stop, kLookEvery, [] { return false; });
  }
}

}  // namespace luodi::engine

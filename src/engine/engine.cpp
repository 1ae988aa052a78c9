// The façade behind luodi/engine.h: one check, one table, one error form.
#include "luodi/engine.h"

#include <algorithm>
#include <filesystem>

#include "describe/json.h"
#include "engine/backups.h"
#include "engine/house.h"
#include "engine/table.h"
#include "paper/unicode.h"

namespace luodi {
namespace {

namespace json = boost::json;
using engine::House;

Result<void> may(const Caller& caller, const Operation& operation) {
  if (operation.open()) return {};
  if (caller.account.account_id.empty())
    return fail(ErrorCode::unauthorized, operation.name, "access.no_session", "log in first");
  if (operation.allows(caller.account.role)) return {};
  std::string who;
  for (const Role r : operation.who) who += (who.empty() ? "" : ", ") + std::string(name_of(r));
  return fail(ErrorCode::forbidden, operation.name, "access.not_allowed",
              operation.name + " is for " + who + "; this account is " + caller.account.role);
}

class EngineImpl final : public Engine {
 public:
  EngineImpl(std::unique_ptr<House> house, const std::string& backups) : house_(std::move(house)), backups_(*house_, backups) {
    house_->backups = &backups_;
  }

  Result<std::string> call(const Caller& caller, std::string_view name, const std::string& request) override {
    auto row = admitted(caller, name);
    if (!row) return tl::unexpected(row.error());
    if ((*row)->operation.gives_file)
      return fail(ErrorCode::usage, std::string(name), "operation.file", "this call gives a file");
    auto value = parsed(request);
    if (!value) return tl::unexpected(value.error());
    auto answer = (*row)->handle(*house_, caller, *value);
    if (!answer) return tl::unexpected(answer.error());
    return json::serialize(*answer);
  }

  Result<std::string> send_file(const Caller& caller, std::string_view name, const std::string& file_name,
                                const std::string& bytes) override {
    auto row = admitted(caller, name);
    if (!row) return tl::unexpected(row.error());
    if (!(*row)->take_file) return fail(ErrorCode::usage, std::string(name), "operation.no_file", "this call takes no file");
    if (!paper::is_utf8(file_name)) return fail(ErrorCode::usage, "file_name", "paper.bad_name", "a file name is UTF-8");
    auto answer = (*row)->take_file(*house_, caller, file_name, bytes);
    if (!answer) return tl::unexpected(answer.error());
    return json::serialize(*answer);
  }

  Result<File> get_file(const Caller& caller, std::string_view name, const std::string& request) override {
    auto row = admitted(caller, name);
    if (!row) return tl::unexpected(row.error());
    if (!(*row)->give_file) return fail(ErrorCode::usage, std::string(name), "operation.no_file", "this call gives no file");
    auto value = parsed(request);
    if (!value) return tl::unexpected(value.error());
    return (*row)->give_file(*house_, caller, *value);
  }

  Result<AccountView> account_of(const std::string& token) override { return access::account_of_session(house_->ledger, token); }
  Result<std::pair<std::string, AccountView>> log_in(const std::string& login, const std::string& password) override {
    auto session = access::log_in(house_->ledger, login, password);
    house_->audit.note(session ? session->account.account_id : "", session ? "session.login" : "session.refused",
                       paper::to_utf8(std::u32string_view(paper::to_utf32(login)).substr(0, 40)),
                       session ? "" : session.error().reason);
    if (!session) return tl::unexpected(session.error());
    return std::pair{session->token, session->account};
  }
  Result<void> log_out(const std::string& token) override { return access::log_out(house_->ledger, token); }
  Result<std::string> setup_token() override { return access::make_setup_token(house_->ledger); }
  Result<AccountView> finish_setup(const std::string& token, const std::string& login, const std::string& name,
                                   const std::string& password) override {
    return access::finish_setup(house_->ledger, token, login, name, password);
  }

  Result<AccountView> local_account(const std::string& login) override {
    if (login.empty()) return AccountView{"local", "local", "", "administrator", std::nullopt};
    Result<AccountView> found = fail(ErrorCode::not_found, login, "account.unknown", "there is no account with this login");
    auto done = house_->store->read([&](store::Connection& c) -> Result<void> {
      auto all = access::list_accounts(c);
      if (!all) return tl::unexpected(all.error());
      for (const AccountView& a : *all)
        if (a.login == login) {
          found = a;
          if (a.closed != 0) found = fail(ErrorCode::forbidden, login, "access.closed", "this account is closed");
        }
      return {};
    });
    if (!done) return tl::unexpected(done.error());
    return found;
  }

  Result<VerifyReport> verify() override { return engine::verify(*house_); }
  Result<std::int64_t> rebuild(const std::function<void(std::int64_t, std::int64_t)>& progress) override {
    return house_->ledger.rebuild(progress);
  }
  Result<BackupReceipt> backup(const std::string& file, bool drill, const Progress& progress) override {
    return backups_.make(file, drill, "local", progress);
  }
  void start_watch() override {
    backups_.keep_plan();
    warm_ = std::jthread([this] {  // the first list of the day should not wait for 2 million versions to be read
      (void)house_->store->read([this](store::Connection& c) { return house_->index.follow(c); });
    });
  }
  Result<void> import_demo(const Caller& caller) override { return engine::import_demo(*house_, caller); }
  void note_refused(const std::string& actor, const std::string& action, const std::string& subject,
                    const std::string& detail) override {
    house_->audit.note(actor, action, subject, detail);
  }

 private:
  /// The operation's row, if the caller may call it; a refusal is written into the audit.
  Result<const engine::Row*> admitted(const Caller& caller, std::string_view name) {
    const auto& rows = engine::table();
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const engine::Row& r) { return r.operation.name == name; });
    if (row == rows.end())
      return fail(ErrorCode::not_found, std::string(name), "operation.unknown", "there is no such operation");
    if (auto ok = may(caller, row->operation); !ok) {
      house_->audit.note(caller.account.account_id, "call.refused", std::string(name), ok.error().reason);
      return tl::unexpected(ok.error());
    }
    return &*row;
  }
  static Result<json::value> parsed(const std::string& request) {
    boost::system::error_code error;
    json::parse_options options;
    options.max_depth = 32;
    json::value value = request.empty() ? json::value(json::object{}) : json::parse(request, error, {}, options);
    if (error) return fail(ErrorCode::usage, "body", "json.broken", "the body is no JSON: " + error.message());
    if (!request.empty() && !paper::is_utf8(request))
      return fail(ErrorCode::usage, "body", "json.not_utf8", "the body is not UTF-8");
    return value;
  }

  std::unique_ptr<House> house_;
  engine::Backups backups_;
  std::jthread warm_;
};

}  // namespace

Result<VerifyReport> engine::verify(House& house) {
  auto v = house.ledger.verify();
  if (!v) return tl::unexpected(v.error());
  return VerifyReport{v->sound, v->entries, v->erased, v->first_bad, v->reason, v->head};
}

std::string_view name_of(Role role) {
  constexpr std::string_view kNames[] = {"anyone", "viewer", "clerk", "unit_lead", "supervision", "leader", "administrator"};
  return kNames[static_cast<std::size_t>(role)];
}

const std::vector<Role>& account_roles() {
  static const std::vector<Role> list{Role::viewer,      Role::clerk,  Role::unit_lead,
                                      Role::supervision, Role::leader, Role::administrator};
  return list;
}

bool Operation::allows(std::string_view role) const {
  return open() || std::any_of(who.begin(), who.end(), [&](Role r) { return name_of(r) == role; });
}

const std::vector<Operation>& Engine::operations() {
  static const std::vector<Operation> list = [] {
    std::vector<Operation> out;
    for (const engine::Row& r : engine::table()) out.push_back(r.operation);
    return out;
  }();
  return list;
}

namespace {

bool is_address(const std::string& store) {
  return store.rfind("postgresql://", 0) == 0 || store.rfind("postgres://", 0) == 0;
}

/// The store's address; a data folder is made where it is missing.
Result<std::string> place_of(const EngineOptions& options) {
  std::string where = options.store;
  if (!is_address(where)) {
    if (!options.make && !std::filesystem::exists(std::filesystem::path(where) / "luodi.db"))
      return fail(ErrorCode::store, where, "store.no_ledger", "there is no ledger in this folder: " + where);
    std::error_code error;
    std::filesystem::create_directories(where, error);
    if (!error)
      std::filesystem::permissions(where, std::filesystem::perms::group_all | std::filesystem::perms::others_all,
                                   std::filesystem::perm_options::remove, error);
    if (error) return fail(ErrorCode::store, where, "store.no_folder", "the data folder cannot be made: " + error.message());
    where = (std::filesystem::path(where) / "luodi.db").string();
  }
  return where;
}

}  // namespace

Result<BackupReceipt> Engine::restore(const std::string& file, const EngineOptions& options, const Progress& progress) {
  auto where = place_of(options);
  if (!where) return tl::unexpected(where.error());
  return engine::restore_into(file, *where, progress);
}

Result<std::unique_ptr<Engine>> Engine::open(const EngineOptions& options) {
  auto where = place_of(options);
  if (!where) return tl::unexpected(where.error());
  auto store = store::Store::open(*where);
  if (!store) return tl::unexpected(store.error());
  auto house = std::make_unique<House>(std::move(*store), options.clock);
  house->most_bytes = options.most_bytes;
  if (auto ok = house->ledger.prepare(options.sm3 ? ledger::Algorithm::sm3 : ledger::Algorithm::sha256); !ok)
    return tl::unexpected(ok.error());
  if (auto ok = access::prepare_side_tables(*house->store); !ok) return tl::unexpected(ok.error());
  if (auto ok = engine::load_calendar(*house); !ok) return tl::unexpected(ok.error());
  if (auto ok = engine::load_class_lines(*house); !ok) return tl::unexpected(ok.error());
  const bool beside = options.backups.empty() && !is_address(options.store);
  return std::make_unique<EngineImpl>(std::move(house), beside ? options.store + "/backups" : options.backups);
}

}  // namespace luodi

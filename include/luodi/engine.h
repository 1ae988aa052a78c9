// Engine: the only door. Operations by name, requests and answers as JSON text; files as bytes.
//
// The table of operations (name, who may, method and path, request, response, summary) is the one source of routes, checks
// by role, the OpenAPI document and the web's types. Screen, API and command line pass the same check.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "luodi/values/backup.h"
#include "luodi/values/desk.h"
#include "luodi/values/error.h"

namespace luodi {

/// 角色. `anyone` is a caller without an account; the others are the roles of accounts:
/// viewer 查看, clerk 经办, unit_lead 单位负责人, supervision 督查, leader 县领导, administrator 管理员.
enum class Role { anyone, viewer, clerk, unit_lead, supervision, leader, administrator };
std::string_view name_of(Role role);
/// The roles of accounts, in the order screens show them.
const std::vector<Role>& account_roles();

/// One row of the table.
struct Operation {
  std::string name;       ///< "meetings.list"
  std::string method;     ///< GET, POST
  std::string path;       ///< "/api/meetings/{meeting_id}"
  std::vector<Role> who;  ///< roles that may call; `anyone`: no account is asked for
  std::string summary;    ///< one English sentence
  bool takes_file = false;
  bool gives_file = false;  ///< the answer is a file, not JSON
  bool open() const { return !who.empty() && who.front() == Role::anyone; }
  bool allows(std::string_view role) const;
};

/// Who calls.
struct Caller {
  AccountView account;  ///< empty account_id: nobody
  std::string source;   ///< "screen", "command line"
};

class Clock;

struct EngineOptions {
  std::string store;                    ///< a data folder, or postgresql://…
  std::size_t most_bytes = 50U << 20U;  ///< limit for uploaded papers
  bool sm3 = false;                     ///< a new ledger chains with SM3
  std::string backups{};                ///< folder of copies; "": `backups` in the data folder, none on PostgreSQL
  bool make = true;                     ///< make a missing data folder and ledger; false: they must be there
  const Clock* clock = nullptr;         ///< nullptr: the system's. Tests live through days with one of their own
};

/// What `verify` found. `head` is the last entry's hash: written down outside, it also shows a ledger rewritten as a whole.
struct VerifyReport {
  bool sound = true;
  std::int64_t entries = 0;
  std::int64_t erased = 0;
  std::int64_t first_bad = 0;
  std::string reason;
  std::string head;
};
BOOST_DESCRIBE_STRUCT(VerifyReport, (), (sound, entries, erased, first_bad, reason, head))

class Engine {
 public:
  virtual ~Engine() = default;
  /// Opens the store, makes missing tables. A data folder is made where it does not exist.
  static Result<std::unique_ptr<Engine>> open(const EngineOptions& options);

  /// The table.
  static const std::vector<Operation>& operations();
  /// The OpenAPI 3.1 document of the table.
  static std::string openapi();

  /// Calls an operation. Checks who may, reads the request (unknown and missing fields are refused by path), answers JSON.
  virtual Result<std::string> call(const Caller& caller, std::string_view operation, const std::string& request) = 0;
  /// Calls an operation that takes a file (papers.import, evidence.keep).
  virtual Result<std::string> send_file(const Caller& caller, std::string_view operation, const std::string& file_name,
                                        const std::string& bytes) = 0;
  /// Imports one file as a paper; answers what papers.import answers.
  Result<std::string> import_file(const Caller& caller, const std::string& file_name, const std::string& bytes) {
    return send_file(caller, "papers.import", file_name, bytes);
  }
  /// A kept file that the caller may see: evidence of a commitment, a slip or notice as docx.
  struct File {
    std::string name;
    std::string bytes;
  };
  virtual Result<File> get_file(const Caller& caller, std::string_view operation, const std::string& request) = 0;

  /// Account behind a session token.
  virtual Result<AccountView> account_of(const std::string& token) = 0;
  /// Logs in; the token is for the cookie.
  virtual Result<std::pair<std::string, AccountView>> log_in(const std::string& login, const std::string& password) = 0;
  virtual Result<void> log_out(const std::string& token) = 0;
  /// A one-time link's token while the first administrator has no password; error conflict afterwards.
  virtual Result<std::string> setup_token() = 0;
  virtual Result<AccountView> finish_setup(const std::string& token, const std::string& login, const std::string& display_name,
                                           const std::string& password) = 0;
  /// The account the command line acts as: by login, or the local administrator.
  virtual Result<AccountView> local_account(const std::string& login) = 0;

  virtual Result<VerifyReport> verify() = 0;
  virtual Result<std::int64_t> rebuild(const std::function<void(std::int64_t, std::int64_t)>& progress) = 0;
  /// Hears rows done and rows in all; false stops the work.
  using Progress = std::function<bool(std::int64_t, std::int64_t)>;
  /// Copies the ground into a new file while others write, reads it again, compares and verifies it; `drill` restores it into
  /// a scratch place beside the file too. conflict where the file exists.
  virtual Result<BackupReceipt> backup(const std::string& file, bool drill, const Progress& progress) = 0;
  /// Restores such a file into a store without entries, whichever it came from, rebuilds and verifies it. conflict where
  /// there are entries, tampered where the file is not the one of its receipt.
  static Result<BackupReceipt> restore(const std::string& file, const EngineOptions& options, const Progress& progress);
  /// For a program that stays: keeps the plan of backups, and reads the index of commitments ahead.
  virtual void start_watch() = 0;
  /// Fills an empty ledger with the demo county; conflict if there is anything in it.
  virtual Result<void> import_demo(const Caller& caller) = 0;
  virtual void note_refused(const std::string& actor, const std::string& action, const std::string& subject,
                            const std::string& detail) = 0;
};

/// `luodi mend` and `luodi read` need no store: JSON answers for one file's bytes.
struct MendAnswer {
  std::string text;    ///< mended text
  std::string report;  ///< JSON of --report
};
Result<MendAnswer> mend_file(const std::string& bytes, bool keep_script, bool with_report);
Result<std::string> read_file(const std::string& bytes);

}  // namespace luodi

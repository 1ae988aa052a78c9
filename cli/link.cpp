#include "cli/link.h"

#include <csignal>

#include <chrono>
#include <iostream>
#include <limits>
#include <memory>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

#include "luodi/link.h"

namespace luodi::cli {
namespace {

volatile std::sig_atomic_t interrupted = 0;

std::vector<std::string> parts_of(const std::string& list) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at <= list.size() && !list.empty();) {
    const std::size_t end = std::min(list.find(',', at), list.size());
    out.push_back(list.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

/// A run that ends with its answer gives no memory back before: what it frees is taken again, and the system need not clear the
/// same pages twice (a tenth of the time over two million rows).
void keep_memory() {
#if defined(__GLIBC__)
  constexpr int kNeverTrimmed = std::numeric_limits<int>::max(), kGrownBy = 64 << 20;
  mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, kNeverTrimmed);
  mallopt(M_TOP_PAD, kGrownBy);
  mallopt(M_ARENA_MAX, 1);
#endif
}

struct Asked {
  LinkRequest request;
  std::vector<std::string> files;
  std::string ids, ignored;
  bool as_json = false, ledger = false, changes = false;
};

/// CONFIG.toml [LEFT [RIGHT]], or --preset with LEFT [RIGHT] and --ids.
Result<void> settle(Asked& a) {
  LinkRequest& r = a.request;
  std::vector<std::string> files = a.files;
  if (r.preset.empty()) {
    if (!a.ignored.empty())
      return fail(ErrorCode::usage, "--ignore", "link.ignore",
                  "a configuration names the columns it compares; --ignore is for presets");
    if (files.empty())
      return fail(ErrorCode::usage, "link", "link.nothing", "name a configuration (CONFIG.toml), or --preset with files");
    r.config = files.front();
    files.erase(files.begin());
  }
  if (files.size() > 2 || (!r.preset.empty() && files.empty()))
    return fail(ErrorCode::usage, "link", "link.files", "one or two registers: LEFT, or LEFT and RIGHT");
  if (!files.empty()) r.left = files[0];
  if (files.size() == 2) r.right = files[1];
  const auto ids = parts_of(a.ids);
  if (ids.size() > 2 || (!r.preset.empty() && ids.empty()))
    return fail(ErrorCode::usage, "--ids", "link.ids", "--ids LEFT_COL,RIGHT_COL: the headings that tell rows apart");
  if (!ids.empty()) r.left_id = ids.front(), r.right_id = ids.back();
  r.ignored = parts_of(a.ignored);
  return {};
}

int link(Asked& a) {
  if (auto ok = settle(a); !ok) return complain(ok.error());
  interrupted = 0;
  const auto before = std::signal(SIGINT, [](int) { interrupted = 1; });
  const auto began = std::chrono::steady_clock::now();
  bool told = false;
  keep_memory();
  auto answer = link_files(a.request, [&](const std::string& stage, double done) {
    if (std::chrono::steady_clock::now() - began > std::chrono::seconds(1)) {
      std::cerr << "\r\033[K" << static_cast<int>(done * 100) << " %  " << stage << std::flush;
      told = true;
    }
    return interrupted == 0;
  });
  std::signal(SIGINT, before);
  if (told) std::cerr << "\r\033[K";
  if (!answer) return complain(answer.error());
  for (const std::string& warning : answer->warnings) std::cerr << "warning: " << warning << "\n";
  if (a.as_json) {
    std::cout << answer->report << "\n";
  } else {
    std::cout << answer->links << " links, " << answer->for_review << " for review, of " << answer->pairs << " pairs looked at";
    if (answer->links > 0)
      std::cout << "; expected precision " << answer->expected_precision << ", expected recall " << answer->expected_recall;
    std::cout << "\n"
              << a.request.out << "/links.csv, " << a.request.out << "/report.json"
              << (a.request.parts ? ", " + a.request.out + "/parts.csv" : "") << "\n";
  }
  return 0;
}

}  // namespace

CLI::App* add_link(CLI::App& app, int& status, const LinkLedger& ledger) {
  auto a = std::make_shared<Asked>();
  auto* c = app.add_subcommand("link", "two registers into links: which rows are one enterprise (or person)");
  c->add_option("FILES", a->files, "CONFIG.toml [LEFT [RIGHT]], or with --preset LEFT [RIGHT]");
  c->add_option("--preset", a->request.preset, "enterprise or person");
  c->add_option("--ids", a->ids, "LEFT_COL,RIGHT_COL: headings that tell rows apart");
  c->add_option("--ignore", a->ignored, "headings not to be looked at, with commas between them");
  c->add_option("--one-to-one", a->request.one_to_one, "left, right or both: a record there gets at most one link");
  c->add_option("--threads", a->request.threads, "default: all cores");
  c->add_option("--out", a->request.out, "folder for links.csv and report.json");
  c->add_flag("--parts", a->request.parts, "parts.csv too: what the weight of each pair is made of");
  c->add_flag("--ledger", a->ledger, "the registers in the ledger, into enterprises");
  c->add_flag("--changes", a->changes, "with --ledger: only rows that came or changed, estimates held");
  c->add_flag("--json", a->as_json, "the report on stdout");
  c->callback([a, &status, ledger] {
    if (a->ledger && a->files.empty() && a->request.preset.empty())
      status = ledger(a->changes, a->as_json);
    else if (a->ledger || a->changes)
      status = complain({ErrorCode::usage, "--ledger", "link.ledger", "--ledger takes no files; --changes goes with --ledger"});
    else if (a->request.out.empty())
      status = complain({ErrorCode::usage, "--out", "link.out", "name the folder for links.csv and report.json: --out DIR"});
    else
      status = link(*a);
  });
  return c;
}

}  // namespace luodi::cli

// link_files: files, a configuration or a preset, and the engine of linkage put together.
#include "luodi/link.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <future>
#include <optional>
#include <sstream>

#include "registers/enterprise/cleaners.h"
#include "registers/linkage/loading.h"
#include "registers/linkage/plan_toml.h"
#include "registers/linkage/presets.h"
#include "registers/linkage/report.h"

namespace luodi {
namespace {

using registers::Plan;
using registers::RegisterFile;

struct Files {
  RegisterFile left;
  std::optional<RegisterFile> right;
  const RegisterFile* other() const { return right ? &*right : nullptr; }
};

Result<Plan> plan_of_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return fail(ErrorCode::unusable, path, "file.not_found", "there is no such configuration");
  std::ostringstream text;
  text << in.rdbuf();
  return registers::plan_of_toml(text.str());
}

/// A file of the configuration lies beside it.
std::string beside(const std::string& config, const std::string& file) {
  const std::filesystem::path path(file);
  return file.empty() || path.is_absolute() ? file : (std::filesystem::path(config).parent_path() / path).string();
}

Result<Files> open_files(const std::string& left, const std::string& right) {
  auto other = std::async(std::launch::async,
                          [&] { return right.empty() ? Result<RegisterFile>(RegisterFile()) : RegisterFile::open(right); });
  auto l = RegisterFile::open(left);
  auto r = other.get();
  if (!l) return tl::unexpected(l.error());
  if (!r) return tl::unexpected(r.error());
  Files files{std::move(*l), std::nullopt};
  if (right.empty()) return files;
  files.right = std::move(*r);
  return files;
}

Result<registers::OneToOne> one_to_one(const std::string& word) {
  using registers::OneToOne;
  if (word == "none") return OneToOne::none;
  if (word == "left") return OneToOne::left;
  if (word == "right") return OneToOne::right;
  if (word == "both") return OneToOne::both;
  return fail(ErrorCode::usage, "one-to-one", "link.one_to_one", "left, right, both or none");
}

struct Prepared {
  Plan plan;
  Files files;
  std::string understood;
};

Result<Prepared> by_config(const LinkRequest& r) {
  auto plan = plan_of_file(r.config);
  if (!plan) return tl::unexpected(plan.error());
  const bool given = !r.left.empty();
  auto files = open_files(given ? r.left : beside(r.config, plan->left), given ? r.right : beside(r.config, plan->right));
  if (!files) return tl::unexpected(files.error());
  if (!files->right) plan->scope = registers::Scope::within;
  if (!r.left_id.empty()) plan->left_id = r.left_id;
  if (!r.right_id.empty()) plan->right_id = r.right_id;
  return Prepared{std::move(*plan), std::move(*files), ""};
}

Result<Prepared> by_preset(const LinkRequest& r, registers::OneToOne one) {
  auto files = open_files(r.left, r.right);
  if (!files) return tl::unexpected(files.error());
  auto preset = registers::preset_plan({r.preset, r.left_id, r.right_id.empty() ? r.left_id : r.right_id, r.ignored, one},
                                       files->left, files->other());
  if (!preset) return tl::unexpected(preset.error());
  std::string understood = preset->json();
  return Prepared{std::move(preset->plan), std::move(*files), std::move(understood)};
}

}  // namespace

Result<LinkAnswer> link_files(const LinkRequest& r, const LinkListener& listener) {
  registers::add_enterprise_cleaners();
  auto one = one_to_one(r.one_to_one.empty() ? "none" : r.one_to_one);
  if (!one) return tl::unexpected(one.error());
  if (listener && !listener("read", 0)) return fail(ErrorCode::conflict, "link", "link.stopped", "stopped; nothing was written");
  std::vector<registers::Stage> stages;
  auto since = std::chrono::steady_clock::now();
  const auto stage = [&](const char* name) {
    const auto now = std::chrono::steady_clock::now();
    stages.push_back({name, std::chrono::duration<double>(now - since).count()});
    since = now;
  };
  auto prepared = r.config.empty() ? by_preset(r, *one) : by_config(r);
  if (!prepared) return tl::unexpected(prepared.error());
  stage("read");
  Plan& plan = prepared->plan;
  if (!r.one_to_one.empty()) plan.one_to_one = *one;
  if (r.threads != 0) plan.threads = r.threads;
  auto records = registers::load_records(plan, prepared->files.left, prepared->files.other());
  if (!records) return tl::unexpected(records.error());
  const registers::Knowledge knowledge = registers::enterprise_knowledge(plan, *records);
  stage("load");
  auto linked = registers::link_records(plan, *records, knowledge, listener);
  if (!linked) return tl::unexpected(linked.error());
  linked->stages.insert(linked->stages.begin(), stages.begin(), stages.end());
  if (auto ok = registers::write_linkage(r.out, *records, *linked, prepared->understood); !ok) return tl::unexpected(ok.error());
  LinkAnswer answer;
  for (const registers::Edge& e : linked->decided.edges)
    ++(e.decision == registers::Decision::link ? answer.links : answer.for_review);
  answer.pairs = linked->gathered.pairs.size();
  answer.expected_precision = linked->decided.thresholds.expected_precision;
  answer.expected_recall = linked->decided.thresholds.expected_recall;
  answer.report = registers::report_json(*records, *linked, prepared->understood);
  return answer;
}

}  // namespace luodi

// link_files: files, a configuration or a preset, and the engine of linkage put together.
#include "luodi/link.h"

#include <algorithm>
#include <bit>
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

/// Ids of one side that do not tell rows apart: links of them name more than one row.
struct IdsLookedAt {
  std::size_t empty = 0, doubled = 0;
  std::string first;  ///< the first one that is doubled
};

IdsLookedAt look_at_ids(const std::vector<std::string>& ids) {
  IdsLookedAt out;
  std::vector<std::uint64_t> table(std::bit_ceil(ids.size() * 2 + 2), 0);  // hashes; 64 bits of a million meet by chance never
  for (const std::string& id : ids) {
    if (id.empty()) {
      ++out.empty;
      continue;
    }
    const std::uint64_t hash = std::hash<std::string>{}(id) | 1U;
    std::size_t at = hash & (table.size() - 1);
    while (table[at] != 0 && table[at] != hash) at = (at + 1) & (table.size() - 1);
    if (table[at] == 0) {
      table[at] = hash;
    } else {
      if (out.doubled == 0) out.first = id;
      ++out.doubled;
    }
  }
  return out;
}

void warn_of_side(const char* side, const RegisterFile& file, const IdsLookedAt& ids, std::vector<std::string>& warnings) {
  const auto warn = [&](std::size_t n, const std::string& words) {
    if (n > 0) warnings.push_back(std::string(side) + ": " + std::to_string(n) + words);
  };
  warn(ids.empty, " rows have no id");
  warn(ids.doubled, " rows have an id that an earlier row has, the first of them " + ids.first);
  warn(file.uneven(), " rows have other cells than there are headings: filled up or cut");
  warn(file.unclosed(), " quotes are never closed: read as they stand");
}

/// What the files or the wish hold that a person would want to know before trusting the links.
std::vector<std::string> warnings_of(const LinkRequest& r, const Files& files, const registers::Records& records) {
  std::vector<std::string> out;
  for (const std::string& heading : r.ignored)
    if (files.left.column(heading) == RegisterFile::kNoColumn &&
        (!files.right || files.right->column(heading) == RegisterFile::kNoColumn))
      out.push_back("--ignore: there is no column " + heading);
  auto other = std::async(std::launch::async, [&] { return look_at_ids(records.right.ids); });
  warn_of_side("left", files.left, look_at_ids(records.left.ids), out);
  const IdsLookedAt right = other.get();
  if (files.right) warn_of_side("right", *files.right, right, out);
  return out;
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
  std::vector<std::string> warnings = warnings_of(r, prepared->files, *records);
  stage("load");
  auto linked = registers::link_records(plan, *records, knowledge, listener);
  if (!linked) return tl::unexpected(linked.error());
  linked->warnings = std::move(warnings);
  linked->stages.insert(linked->stages.begin(), stages.begin(), stages.end());
  const auto& edges = linked->decided.edges;
  if (std::none_of(edges.begin(), edges.end(), [](const registers::Edge& e) { return e.decision == registers::Decision::link; }))
    linked->warnings.emplace_back("nothing was linked: see in the report whether the columns are the right ones");
  if (auto ok = registers::write_linkage(r.out, *records, *linked, prepared->understood); !ok) return tl::unexpected(ok.error());
  if (r.parts)
    if (auto ok = registers::write_parts(r.out, *records, knowledge, *linked); !ok) return tl::unexpected(ok.error());
  LinkAnswer answer;
  for (const registers::Edge& e : linked->decided.edges)
    ++(e.decision == registers::Decision::link ? answer.links : answer.for_review);
  answer.pairs = linked->gathered.pairs.size();
  answer.expected_precision = linked->decided.thresholds.expected_precision;
  answer.expected_recall = linked->decided.thresholds.expected_recall;
  answer.warnings = linked->warnings;
  answer.report = registers::report_json(*records, *linked, prepared->understood);
  return answer;
}

}  // namespace luodi

// See fold.h.
#include "registers/directory/fold.h"

#include <algorithm>
#include <memory>
#include <set>

#include "registers/directory/entities.h"
#include "registers/enterprise/cleaners.h"
#include "registers/linkage/explaining.h"
#include "registers/linkage/held.h"
#include "registers/linkage/loading.h"
#include "registers/linkage/presets.h"

namespace luodi::registers {
namespace {

constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);
constexpr const char* kDuplicates = "*";
constexpr const char* kFormer = "曾用名";

std::string name_of_calibration(Calibration c) {
  return c == Calibration::runner_up ? "runner_up" : "model";
}

/// One linkage of the fold: two registers in memory by the preset of enterprises, or one within itself.
struct Linkage {
  Records records;
  Knowledge knowledge;
  Plan plan;
  Linked linked;
};

class Folding {
 public:
  Folding(const FoldInput& input, const LinkProgress& progress)
      : input_(input), progress_(progress), facts_(facts_of(input)), bound_(input, facts_) {}

  Result<Folded> run() {
    add_enterprise_cleaners();
    assignments_.resize(input_.rows.size());
    std::size_t from = 0;
    for (std::size_t reg = 0; reg < input_.registers.size(); ++reg) {
      std::size_t until = from;
      while (until < input_.rows.size() && input_.rows[until].at == reg) ++until;
      if (auto ok = take(reg, from, until); !ok) return tl::unexpected(ok.error());
      from = until;
    }
    if (auto ok = find_duplicates(); !ok) return tl::unexpected(ok.error());
    finish();
    return std::move(out_);
  }

 private:
  /// Rows of one register as sets that are one already.
  std::vector<Entity> sets_of(std::size_t from, std::size_t until) {
    std::map<std::size_t, Entity> by_root;
    for (std::size_t r = from; r < until; ++r) by_root[bound_.root(r)].rows.push_back(r);
    std::vector<Entity> sets;
    sets.reserve(by_root.size());
    for (auto& [root, set] : by_root) sets.push_back(std::move(set));
    std::sort(sets.begin(), sets.end(), [](const Entity& a, const Entity& b) { return a.rows.front() < b.rows.front(); });
    return sets;
  }

  bool open(const Entity& set) const {
    return std::any_of(set.rows.begin(), set.rows.end(), [&](std::size_t r) { return facts_[r].open; });
  }
  bool changed(const Entity& set) const {
    return std::any_of(set.rows.begin(), set.rows.end(), [&](std::size_t r) { return input_.rows[r].changed; });
  }
  /// True in a run of changes where nothing of a register is to be looked at; its estimates stay held.
  bool nothing_to_do(const std::string& name, const std::vector<std::uint32_t>& look) {
    const auto held = input_.held.find(name);
    if (held == input_.held.end() || !look.empty()) return false;
    out_.held[name] = held->second;
    return true;
  }

  /// The entity that a set belongs to already; kNowhere none.
  std::size_t entity_of(const Entity& set) {
    const auto at = entity_of_root_.find(bound_.root(set.rows.front()));
    return at == entity_of_root_.end() ? kNowhere : at->second;
  }

  void put(const Entity& set, std::size_t entity) {
    auto& rows = entities_[entity].rows;
    rows.insert(rows.end(), set.rows.begin(), set.rows.end());
    entity_of_root_[bound_.root(rows.front())] = entity;
  }

  void found(const Entity& set, FoldReport& report) {
    entities_.push_back(set);
    entity_of_root_[bound_.root(set.rows.front())] = entities_.size() - 1;
    for (const std::size_t r : set.rows)
      assignments_[r].basis = r == set.rows.front() ? "founder" : bound_.basis(r).empty() ? "code" : bound_.basis(r);
    ++report.founders;
  }

  /// Counts a row that is not the first of its enterprise by why it is there; of one left alone, by why it came there.
  void count(std::size_t r, FoldReport& report) {
    const Assignment& a = assignments_[r];
    const FoldRow& row = input_.rows[r];
    const bool stands = a.basis == "held";
    const bool linked = (stands ? row.basis : a.basis) == "linked";
    (linked ? report.linked : report.by_code) += 1;
    right_ += linked ? (stands ? row.probability : a.probability) : 1;
  }

  Result<void> take(std::size_t reg, std::size_t from, std::size_t until) {
    FoldReport report;
    report.register_id = input_.registers[reg];
    report.rows = static_cast<std::int64_t>(until - from);
    report.calibration = "none";
    right_ = 0;
    for (std::size_t r = from; r < until; ++r)
      if (!input_.held.empty() && !facts_[r].open && !input_.rows[r].enterprise_id.empty()) ++report.kept;
    if (const auto held = input_.held.find(report.register_id); held != input_.held.end()) {
      const HeldOutlook outlook = held_outlook(held->second);
      report.calibration = name_of_calibration(outlook.calibration);
      report.expected_recall = outlook.expected_recall;
    }
    std::vector<Entity> sets = sets_of(from, until);
    std::vector<std::size_t> place(sets.size(), kNowhere);
    for (std::size_t s = 0; s < sets.size(); ++s) place[s] = entity_of(sets[s]);
    if (!entities_.empty() && !sets.empty())
      if (auto ok = link(reg, sets, place, report); !ok) return ok;
    for (std::size_t s = 0; s < sets.size(); ++s) {
      if (place[s] == kNowhere) {
        found(sets[s], report);
        continue;
      }
      for (const std::size_t r : sets[s].rows) {
        Assignment& a = assignments_[r];
        if (a.basis.empty()) a.basis = bound_.basis(r).empty() ? "code" : bound_.basis(r);
        a.founder_row = input_.rows[entities_[place[s]].rows.front()].row.row_id;
        count(r, report);
      }
      put(sets[s], place[s]);
    }
    if (const auto together = report.linked + report.by_code; together > 0)
      report.expected_precision = right_ / static_cast<double>(together);
    else
      report.expected_recall.reset();  // all of nothing is no estimate
    out_.reports.push_back(std::move(report));
    return {};
  }

  /// Plan, records and estimates for a linkage; null where nothing can be compared. `look`: left rows to look at in a run of
  /// changes.
  Result<std::unique_ptr<Linkage>> linkage(const std::string& name, const RegisterFile& left, const RegisterFile* right,
                                           const std::function<bool(const Pair&)>& apart, const std::vector<std::uint32_t>& look,
                                           double begun, double share) {
    PresetWish wish{"enterprise", "row_id", "row_id", {}, right != nullptr ? OneToOne::left : OneToOne::none};
    const RegisterFile& other = right != nullptr ? *right : left;
    for (const std::string& h : left.headings()) {
      const bool in_left = !empty_column(left, h), in_other = !empty_column(other, h);
      // What only one side has cannot be compared; former names of one side are names of the other.
      if (h != "row_id" && !(in_left && in_other) && !(h == kFormer && (in_left || in_other))) wish.ignored.push_back(h);
    }
    auto preset = preset_plan(wish, left, right);
    if (!preset) {
      if (preset.error().reason == "link.nothing_shared") return std::unique_ptr<Linkage>();
      return tl::unexpected(preset.error());
    }
    auto out = std::make_unique<Linkage>();
    out->plan = std::move(preset->plan);
    out->plan.threads = input_.threads;
    auto records = load_records(out->plan, left, right);
    if (!records) return tl::unexpected(records.error());
    out->records = std::move(*records);
    out->knowledge = enterprise_knowledge(out->plan, out->records);
    const auto never = out->knowledge.rules.veto;
    out->knowledge.rules.veto = [never, apart](const Pair& p) { return apart(p) || (never && never(p)); };
    const auto held = input_.held.find(name);
    if (held != input_.held.end())
      if (auto estimates = held_for_plan(held->second, fitting(out->plan, out->records))) {
        out->linked = HeldLinkage(out->records, out->knowledge, *estimates).link(look);
        out_.held[name] = held->second;
        return out;
      }
    auto linked = link_records(out->plan, out->records, out->knowledge, [&](const std::string& stage, double done) {
      return !progress_ || progress_(stage, begun + share * done);
    });
    if (!linked) {
      if (linked.error().code == ErrorCode::usage) return std::unique_ptr<Linkage>();  // nothing that could be compared
      return tl::unexpected(linked.error());
    }
    out->linked = std::move(*linked);
    out_.held[name] = held_as_json(out->linked);
    return out;
  }

  static bool empty_column(const RegisterFile& file, const std::string& heading) {
    const std::size_t column = file.column(heading);
    std::string scratch;
    for (std::size_t r = 0; r < file.rows(); ++r)
      if (!file.cell(r, column, scratch).empty()) return false;
    return true;
  }

  Result<void> link(std::size_t reg, const std::vector<Entity>& sets, std::vector<std::size_t>& place, FoldReport& report) {
    // In a run of changes: what changed, and what found nothing before where there is something new to be found.
    const bool news = std::any_of(entities_.begin(), entities_.end(), [&](const Entity& e) { return changed(e); });
    std::vector<std::uint32_t> look;
    for (std::uint32_t s = 0; s < sets.size(); ++s)
      if (place[s] == kNowhere && (news || open(sets[s]))) look.push_back(s);
    if (nothing_to_do(input_.registers[reg], look)) return {};
    const RegisterFile left = register_of(input_, facts_, sets), right = register_of(input_, facts_, entities_);
    const auto apart = [&](const Pair& p) {
      return place[p.left] == kNowhere && bound_.apart(sets[p.left].rows.front(), entities_[p.right].rows.front());
    };
    const double share = 1.0 / static_cast<double>(input_.registers.size() + 1);
    auto l = linkage(input_.registers[reg], left, &right, apart, look, share * static_cast<double>(reg), share);
    if (!l) return tl::unexpected(l.error());
    if (!*l) return {};
    const Linked& linked = (*l)->linked;
    const Thresholds& t = linked.decided.thresholds;
    report.pairs = static_cast<std::int64_t>(linked.gathered.pairs.size());
    report.calibration = name_of_calibration(t.calibration);
    if (input_.held.count(report.register_id) == 0) report.expected_recall = t.expected_recall;
    const Explaining explaining((*l)->records, (*l)->knowledge, (*l)->linked);
    for (const Edge& e : linked.decided.edges) {
      if (e.vetoed) continue;
      const Pair& pair = linked.gathered.pairs[e.pair];
      take_edge(e, sets[pair.left], pair.right, place[pair.left], explaining, report);
    }
    return {};
  }

  /// A pair of the linkage: what binds the set already only takes the score for show.
  void take_edge(const Edge& e, const Entity& set, std::size_t entity, std::size_t& place, const Explaining& explaining,
                 FoldReport& report) {
    const std::size_t row = set.rows.front();
    const std::string &left = input_.rows[row].row.row_id, &right = input_.rows[entities_[entity].rows.front()].row.row_id;
    if (place != kNowhere && place != entity) return;
    const bool fresh = place == kNowhere;
    if (e.decision == Decision::review && fresh) {
      ++report.review;
      out_.pairs.push_back({"review", left, right, e.weight, e.probability, explaining.parts(e)});
      return;
    }
    if (e.decision != Decision::link) return;
    if (fresh && !bound_.join(row, entities_[entity].rows.front())) return;
    const std::vector<WeightPart> parts = explaining.parts(e);
    if (fresh && e.probability < kSureLink) out_.pairs.push_back({"link", left, right, e.weight, e.probability, parts});
    for (const std::size_t r : set.rows) {
      Assignment& a = assignments_[r];
      if (fresh) a.basis = "linked";
      a.weight = e.weight;
      a.probability = e.probability;
      a.parts = parts;
    }
    place = entity;
  }

  /// Entities that may be one, over all of them, and 一企多照.
  Result<void> find_duplicates() {
    std::set<std::pair<std::string, std::string>> told;
    for (const PairFound& p : out_.pairs) told.insert(std::minmax(p.row_a, p.row_b));
    for (PairFound& p : shared_premises(input_, entities_, facts_))
      if (told.insert(std::minmax(p.row_a, p.row_b)).second) out_.pairs.push_back(std::move(p));
    if (entities_.size() < 2) return {};
    std::vector<std::uint32_t> look;
    for (std::uint32_t e = 0; e < entities_.size(); ++e)
      if (changed(entities_[e])) look.push_back(e);
    if (nothing_to_do(kDuplicates, look)) return {};
    const RegisterFile all = register_of(input_, facts_, entities_);
    const auto apart = [&](const Pair& p) {
      return bound_.apart(entities_[p.left].rows.front(), entities_[p.right].rows.front());
    };
    const double share = 1.0 / static_cast<double>(input_.registers.size() + 1);
    auto l = linkage(kDuplicates, all, nullptr, apart, look, 1 - share, share);
    if (!l) return tl::unexpected(l.error());
    if (!*l) return {};
    const Linked& linked = (*l)->linked;
    const Explaining explaining((*l)->records, (*l)->knowledge, (*l)->linked);
    for (const Edge& e : linked.decided.edges) {
      if (e.vetoed) continue;
      const Pair& pair = linked.gathered.pairs[e.pair];
      const std::string &a = input_.rows[entities_[pair.left].rows.front()].row.row_id,
                        &b = input_.rows[entities_[pair.right].rows.front()].row.row_id;
      if (told.insert(std::minmax(a, b)).second)
        out_.pairs.push_back({"duplicate", std::max(a, b), std::min(a, b), e.weight, e.probability, explaining.parts(e)});
    }
    return {};
  }

  void finish() {
    out_.next_number = input_.next_number;
    const std::vector<std::string> ids = ids_of(input_, entities_, out_.next_number);
    const std::vector<std::size_t> heads = heads_of(facts_, entities_);
    for (std::size_t e = 0; e < entities_.size(); ++e) {
      if (heads[e] < ids.size()) out_.heads[ids[e]] = ids[heads[e]];
      for (const std::size_t r : entities_[e].rows) {
        Assignment& a = assignments_[r];
        a.row_id = input_.rows[r].row.row_id;
        a.enterprise_id = ids[e];
        // What was left alone is there for the reason that brought it there.
        if (a.basis == "held" && !input_.rows[r].basis.empty())
          a.basis = input_.rows[r].basis, a.probability = input_.rows[r].probability;
        const bool same = !input_.held.empty() && !facts_[r].open && input_.rows[r].enterprise_id == ids[e];
        if (!same) out_.assignments.push_back(std::move(a));
      }
    }
  }

  const FoldInput& input_;
  const LinkProgress& progress_;
  std::vector<RowFacts> facts_;
  Bound bound_;
  std::vector<Entity> entities_;
  std::map<std::size_t, std::size_t> entity_of_root_;
  std::vector<Assignment> assignments_;
  double right_ = 0;  ///< rows of the register at hand that are expected to stand where they belong
  Folded out_;
};

}  // namespace

Result<Folded> fold(const FoldInput& input, const LinkProgress& progress) {
  return Folding(input, progress).run();
}

}  // namespace luodi::registers

#include "registers/linkage/linking.h"

#include <algorithm>
#include <chrono>

namespace luodi::registers {
namespace {

class Watch {
 public:
  Watch(std::vector<Stage>& stages, const LinkProgress& progress) : stages_(stages), progress_(progress) {}
  /// Ends the stage before, begins the next; false: stop.
  bool next(const std::string& name, double done) {
    end();
    stages_.push_back({name, 0});
    return !progress_ || progress_(name, done);
  }
  void end() {
    const auto now = std::chrono::steady_clock::now();
    if (!stages_.empty()) stages_.back().seconds = std::chrono::duration<double>(now - since_).count();
    since_ = now;
  }

 private:
  std::vector<Stage>& stages_;
  const LinkProgress& progress_;
  std::chrono::steady_clock::time_point since_ = std::chrono::steady_clock::now();
};

std::vector<KeyColumns> keys_of(const std::vector<EqualRule>& rules, const Records& records) {
  std::vector<KeyColumns> keys;
  keys.reserve(rules.size());
  for (const EqualRule& r : rules) keys.push_back(key_columns(r, records));
  return keys;
}

/// Rows that links join through others are one entity: a weak pair between them is a link too, and one that was left out is none.
void link_within_clusters(const Records& records, Linked& out) {
  for (Edge& e : out.decided.edges) {
    const Pair& p = out.gathered.pairs[e.pair];
    const auto& right = records.one ? out.clusters.of_left : out.clusters.of_right;
    e.decision = out.clusters.of_left[p.left] == right[p.right] ? Decision::link : Decision::review;
  }
}

tl::unexpected<Error> stopped() {
  return fail(ErrorCode::conflict, "link", "link.stopped", "stopped; nothing was written");
}

/// Weights of all pairs, with what they teach of values that stand for each other, and the prior that they ask for.
void score(const Plan& plan, const Records& records, const Comparing& comparing, Linked& out) {
  Weights weights(plan, records, comparing, out.model);
  out.model.correspondences = learn_correspondences(plan, records, comparing, weights, out.gathered);
  weights.hear(Correspondents(plan, records, comparing, out.model.correspondences));
  out.weights = weights.of_all(out.gathered, plan.threads);
  out.prior_shift = settle_prior(plan, records, out.gathered, out.model, out.weights);
}

/// Training blocks must be among the candidates; a block that is not a blocking rule is added as one of them.
std::vector<EqualRule> with_training(const Plan& plan) {
  std::vector<EqualRule> rules = plan.blocks;
  for (const EqualRule& t : plan.train) {
    const bool covered = std::any_of(rules.begin(), rules.end(), [&](const EqualRule& r) {
      return std::all_of(r.begin(), r.end(), [&](const std::string& c) { return std::find(t.begin(), t.end(), c) != t.end(); });
    });
    if (!covered) rules.push_back(t);
  }
  return rules;
}

}  // namespace

Plan fitting(Plan plan, const Records& records) {
  const auto missing = [&](const EqualRule& r) { return key_columns(r, records).pairs.empty(); };
  for (auto* rules : {&plan.blocks, &plan.certain, &plan.train}) std::erase_if(*rules, missing);
  std::erase_if(plan.grams, [&](const GramRule& g) { return missing({g.column}); });
  std::erase_if(plan.comparisons, [&](const ComparisonPlan& c) { return records.column(c.column) == records.columns.size(); });
  if (plan.train.empty()) plan.train = plan.blocks;
  if (plan.train.size() > 16) plan.train.resize(16);
  return plan;
}

Result<Linked> link_records(const Plan& wanted, const Records& records, const Knowledge& knowledge,
                            const LinkProgress& progress) {
  const Plan plan = fitting(wanted, records);
  if (plan.comparisons.empty())
    return fail(ErrorCode::usage, "comparison", "link.no_comparisons", "no column of both registers can be compared");
  if (plan.blocks.empty() && plan.grams.empty())
    return fail(ErrorCode::usage, "block", "link.no_blocks", "no rule says which pairs to look at; name columns that both have");
  Linked out;
  out.plan = plan;
  Watch watch(out.stages, progress);
  const Comparing comparing(plan, records, knowledge.names.get());
  if (!watch.next("prior", 0.05)) return stopped();
  estimate_prior(plan, records, out.model);
  if (!watch.next("index", 0.1)) return stopped();
  const std::vector<KeyColumns> train = keys_of(plan.train, records);
  {
    const Candidates candidates(plan, records, with_training(plan), plan.grams);
    if (knowledge.learn) {
      if (!watch.next("names", 0.2)) return stopped();
      knowledge.learn(candidates);
      out.learned = knowledge.learned();
    }
    if (!watch.next("u", 0.3)) return stopped();
    estimate_u(plan, records, comparing, out.model);
    if (!watch.next("block and compare", 0.4)) return stopped();
    out.gathered = gather(plan, records, comparing, candidates, train, nullptr);
  }
  if (!watch.next("m", 0.7)) return stopped();
  estimate_m(plan, records, train, out.gathered, out.model);
  if (!watch.next("score", 0.8)) return stopped();
  score(plan, records, comparing, out);
  if (!watch.next("decide", 0.9)) return stopped();
  out.decided = decide(plan, records, out.gathered, out.weights, knowledge.rules);
  if (plan.clusters) {
    if (!watch.next("cluster", 0.95)) return stopped();
    out.clusters = cluster(records, out.gathered, out.decided.edges, records.column(plan.identity));
    if (plan.one_to_one == OneToOne::none) link_within_clusters(records, out);
  }
  watch.end();
  return out;
}

HeldLinkage::HeldLinkage(const Records& records, const Knowledge& knowledge, const Linked& linked)
    : records_(records),
      knowledge_(knowledge),
      plan_(linked.plan),
      model_(linked.model),
      thresholds_(linked.decided.thresholds),
      shift_(linked.prior_shift),
      comparing_(plan_, records_, knowledge.names.get()),
      candidates_(plan_, records_, with_training(plan_), plan_.grams),
      weights_(plan_, records_, comparing_, model_) {
  if (knowledge_.restore && !linked.learned.empty()) knowledge_.restore(linked.learned);
}

Linked HeldLinkage::link(const std::vector<std::uint32_t>& rows) const {
  Linked out;
  out.plan = plan_;
  out.model = model_;
  out.prior_shift = shift_;
  out.gathered = gather(plan_, records_, comparing_, candidates_, {}, &rows);
  out.weights = weights_.of_all(out.gathered, plan_.threads);
  for (float& w : out.weights) w += shift_;
  out.decided = decide(plan_, records_, out.gathered, out.weights, knowledge_.rules, &thresholds_);
  return out;
}

}  // namespace luodi::registers

#include "registers/linkage/plan_toml.h"

#include <algorithm>
#include <map>
#include <set>

#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

namespace luodi::registers {
namespace {

struct Refused {
  Error error;
};
[[noreturn]] void refuse(const std::string& where, const std::string& detail) {
  throw Refused{{ErrorCode::usage, where, "link.config", detail}};
}

void only_keys(const toml::table& t, const std::set<std::string_view>& known, const std::string& where) {
  for (const auto& [key, value] : t)
    if (!known.contains(key.str())) refuse(where + std::string(key.str()), "this key is not known");
}

template <class T>
void take(const toml::table& t, const char* key, T& into) {
  const toml::node* node = t.get(key);
  if (node == nullptr) return;
  const auto value = node->value<T>();
  if (!value) refuse(key, "the value has another type");
  into = *value;
}

void take_count(const toml::table& t, const char* key, std::uint64_t most, auto& into) {
  std::int64_t n = static_cast<std::int64_t>(into);
  take(t, key, n);
  if (n < 0 || static_cast<std::uint64_t>(n) > most) refuse(key, "a whole number from 0 to " + std::to_string(most));
  into = static_cast<std::remove_reference_t<decltype(into)>>(n);
}

void take_share(const toml::table& t, const char* key, double& into) {
  take(t, key, into);
  if (!(into >= 0 && into <= 1)) refuse(key, "a number from 0 to 1");
}

template <class E>
void take_word(const toml::table& t, const char* key, const std::map<std::string, E>& words, E& into) {
  std::string word;
  take(t, key, word);
  if (word.empty()) return;
  const auto at = words.find(word);
  if (at == words.end()) refuse(key, "not " + word);
  into = at->second;
}

EqualRule texts(const toml::node& node, const std::string& where) {
  EqualRule out;
  const toml::array* list = node.as_array();
  if (list == nullptr) refuse(where, "a list of column names");
  for (const toml::node& n : *list) {
    const auto s = n.value<std::string>();
    if (!s) refuse(where, "a list of column names");
    out.push_back(*s);
  }
  return out;
}

std::vector<EqualRule> rules(const toml::table& t, const char* key) {
  std::vector<EqualRule> out;
  const toml::node* node = t.get(key);
  if (node == nullptr) return out;
  const toml::array* list = node->as_array();
  if (list == nullptr) refuse(key, "a list of lists of column names");
  for (const toml::node& n : *list) out.push_back(texts(n, key));
  return out;
}

template <class Use>
void each_table(const toml::table& t, const char* key, const Use& use) {
  const toml::node* node = t.get(key);
  if (node == nullptr) return;
  const toml::array* list = node->as_array();
  if (list == nullptr) refuse(key, std::string("write [[") + key + "]]");
  for (const toml::node& n : *list) {
    if (n.as_table() == nullptr) refuse(key, std::string("write [[") + key + "]]");
    use(*n.as_table());
  }
}

void take_columns(const toml::table& t, Plan& plan) {
  each_table(t, "column", [&](const toml::table& c) {
    only_keys(c, {"name", "left", "right", "clean", "right_clean", "part", "like"}, "column.");
    ColumnPlan column;
    take(c, "name", column.name);
    column.left = column.name;
    take(c, "left", column.left);
    column.right = column.left;
    take(c, "right", column.right);
    take(c, "clean", column.clean);
    take(c, "right_clean", column.right_clean);
    take(c, "part", column.part);
    take(c, "like", column.like);
    if (column.name.empty()) refuse("column.name", "each column has a name");
    plan.columns.push_back(column);
  });
}

void take_comparisons(const toml::table& t, Plan& plan) {
  each_table(t, "comparison", [&](const toml::table& c) {
    only_keys(c, {"column", "levels", "term_frequency"}, "comparison.");
    ComparisonPlan comparison;
    take(c, "column", comparison.column);
    take(c, "term_frequency", comparison.term_frequency);
    if (c.get("levels") == nullptr) refuse("comparison.levels", "each comparison has levels");
    for (const std::string& text : texts(*c.get("levels"), "comparison.levels")) {
      auto level = level_of_text(text);
      if (!level) throw Refused{level.error()};
      comparison.levels.push_back(*level);
    }
    if (comparison.levels.empty() || comparison.levels.size() > 13) refuse("comparison.levels", "1 to 13 levels");
    plan.comparisons.push_back(comparison);
  });
  if (plan.comparisons.size() > 12) refuse("comparison", "at most 12 comparisons");
}

void take_rules(const toml::table& t, Plan& plan) {
  each_table(t, "block", [&](const toml::table& b) {
    only_keys(b, {"on"}, "block.");
    if (b.get("on") == nullptr) refuse("block.on", "name the columns");
    plan.blocks.push_back(texts(*b.get("on"), "block.on"));
  });
  each_table(t, "block_rare", [&](const toml::table& b) {
    only_keys(b, {"column", "keep", "most_rows"}, "block_rare.");
    GramRule g;
    take(b, "column", g.column);
    take_count(b, "keep", 1000, g.keep);
    take_count(b, "most_rows", 1'000'000, g.most_rows);
    plan.grams.push_back(g);
  });
  plan.certain = rules(t, "certain");
  plan.train = rules(t, "train");
}

/// What rules and comparisons name must be a column of the plan; a slip there would be passed over in silence.
void only_columns(const Plan& plan) {
  const auto known = [&](const std::string& name, const std::string& where) {
    if (std::none_of(plan.columns.begin(), plan.columns.end(), [&](const ColumnPlan& c) { return c.name == name; }))
      refuse(where, "no [[column]] has the name " + name);
  };
  for (const ComparisonPlan& c : plan.comparisons) known(c.column, "comparison.column");
  // A rule may hold one column against another: "name=former".
  const auto each = [&](const std::string& name, const std::string& where) {
    known(name.substr(0, name.find('=')), where);
    if (const std::size_t sign = name.find('='); sign != std::string::npos) known(name.substr(sign + 1), where);
  };
  const auto all = [&](const std::vector<EqualRule>& rules, const std::string& where) {
    for (const EqualRule& rule : rules)
      for (const std::string& name : rule) each(name, where);
  };
  all(plan.blocks, "block.on");
  all(plan.certain, "certain");
  all(plan.train, "train");
  for (const GramRule& g : plan.grams) each(g.column, "block_rare.column");
  for (const ColumnPlan& c : plan.columns)
    if (!c.like.empty()) known(c.like, "column.like");
  if (!plan.identity.empty()) known(plan.identity, "identity");
  if (!plan.distinct.empty()) known(plan.distinct, "distinct");
}

Plan read(const toml::table& t) {
  only_keys(t, {"left",          "right",      "left_id",        "right_id",           "threads",
                "pairs_sampled", "seed",       "certain",        "certain_recall",     "prior",
                "train",         "one_to_one", "scope",          "calibration",        "clusters",
                "identity",      "distinct",   "most_per_value", "expected_precision", "least_review",
                "column",        "block",      "block_rare",     "comparison"},
            "");
  Plan p;
  take(t, "left", p.left);
  take(t, "right", p.right);
  take(t, "left_id", p.left_id);
  p.right_id = p.left_id;
  take(t, "right_id", p.right_id);
  take(t, "identity", p.identity);
  take(t, "distinct", p.distinct);
  take(t, "clusters", p.clusters);
  take_count(t, "threads", 1024, p.threads);
  take_count(t, "pairs_sampled", 1'000'000'000, p.pairs_sampled);
  take_count(t, "seed", ~0ULL >> 1U, p.seed);
  take_count(t, "most_per_value", 1'000'000'000, p.most_per_value);
  take_share(t, "certain_recall", p.certain_recall);
  take_share(t, "prior", p.prior);
  take_share(t, "expected_precision", p.expected_precision);
  take_share(t, "least_review", p.least_review);
  take_word(t, "one_to_one",
            {{"none", OneToOne::none}, {"left", OneToOne::left}, {"right", OneToOne::right}, {"both", OneToOne::both}},
            p.one_to_one);
  take_word(t, "scope", {{"across", Scope::across}, {"within", Scope::within}, {"all", Scope::all}}, p.scope);
  take_word(t, "calibration", {{"model", Calibration::model}, {"runner_up", Calibration::runner_up}}, p.calibration);
  take_columns(t, p);
  take_comparisons(t, p);
  take_rules(t, p);
  if (p.certain_recall <= 0) refuse("certain_recall", "more than 0");
  if (p.left_id.empty()) refuse("left_id", "name the column that tells rows apart");
  only_columns(p);
  return p;
}

}  // namespace

Result<Level> level_of_text(const std::string& text) {
  static const std::map<std::string, Measure> kMeasures = {{"equal", Measure::equal}, {"jaro_winkler", Measure::jaro_winkler},
                                                           {"edit", Measure::edit},   {"damerau", Measure::damerau},
                                                           {"name", Measure::name},   {"within", Measure::within}};
  const std::string word = text.substr(0, text.find(' '));
  const auto at = kMeasures.find(word);
  Level level{Measure::equal, 0, text};
  const bool distance = word == "edit" || word == "damerau";
  const std::size_t sign = text.find(distance ? "<= " : ">= ");
  const bool bound = sign != std::string::npos && std::sscanf(text.c_str() + sign + 3, "%lf", &level.bound) == 1;
  if (at == kMeasures.end() || (word != "equal" && !bound) || level.bound < 0 || level.bound > 1000)
    return fail(ErrorCode::usage, text, "link.config",
                "a level is equal, jaro_winkler >= 0.92, edit <= 1, damerau <= 2, within >= 1.4 or name >= 12");
  level.measure = at->second;
  return level;
}

Result<Plan> plan_of_toml(const std::string& toml) {
  try {
    return read(toml::parse(toml));
  } catch (const toml::parse_error& e) {
    return fail(ErrorCode::usage, "line " + std::to_string(e.source().begin.line), "link.config", std::string(e.description()));
  } catch (const Refused& r) {
    return tl::unexpected(r.error);
  }
}

}  // namespace luodi::registers

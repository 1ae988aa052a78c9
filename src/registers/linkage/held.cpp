// See held.h.
#include "registers/linkage/held.h"

#include <boost/json.hpp>

namespace luodi::registers {
namespace {

namespace json = boost::json;

json::array levels_of(const Plan& plan, const Model& model) {
  json::array out;
  for (std::size_t c = 0; c < plan.comparisons.size() && c < model.levels.size(); ++c) {
    json::array m, u, names;
    for (std::size_t l = 0; l < model.levels[c].size(); ++l) {
      m.push_back(model.levels[c][l].m);
      u.push_back(model.levels[c][l].u);
      names.emplace_back(l < plan.comparisons[c].levels.size() ? plan.comparisons[c].levels[l].text : "else");
    }
    out.push_back(json::object{{"column", plan.comparisons[c].column}, {"levels", names}, {"m", m}, {"u", u}});
  }
  return out;
}

json::array correspondences_of(const Model& model) {
  json::array out;
  for (const Correspondence& c : model.correspondences) out.push_back({c.column, c.left, c.right, c.pairs, c.expected, c.bits});
  return out;
}

/// Runs of before there were any kept none.
std::vector<Correspondence> correspondences_in(const json::object& held) {
  std::vector<Correspondence> out;
  const json::value* list = held.if_contains("correspondences");
  if (list == nullptr) return out;
  for (const json::value& v : list->as_array()) {
    const json::array& a = v.as_array();
    out.push_back({std::string(a.at(0).as_string()), std::string(a.at(1).as_string()), std::string(a.at(2).as_string()),
                   a.at(3).to_number<double>(), a.at(4).to_number<double>(), a.at(5).to_number<double>()});
  }
  return out;
}

}  // namespace

std::string held_as_json(const Linked& linked) {
  const Thresholds& t = linked.decided.thresholds;
  json::array curve;
  for (const CurvePoint& p : t.curve) curve.push_back(json::array{p.weight, p.probability});
  return json::serialize(json::object{{"comparisons", levels_of(linked.plan, linked.model)},
                                      {"prior", linked.model.prior},
                                      {"shift", linked.prior_shift},
                                      {"runner_up", t.calibration == Calibration::runner_up},
                                      {"link_probability", t.link_probability},
                                      {"review_probability", t.review_probability},
                                      {"strangers", t.strangers},
                                      {"absent", t.absent},
                                      {"expected_recall", t.expected_recall},
                                      {"curve", curve},
                                      {"correspondences", correspondences_of(linked.model)},
                                      {"learned", linked.learned}});
}

std::optional<Linked> held_for_plan(const std::string& text, const Plan& plan) {
  boost::system::error_code error;
  const json::value v = json::parse(text, error);
  if (error || !v.is_object()) return std::nullopt;
  const json::object& o = v.as_object();
  const json::array& comparisons = o.at("comparisons").as_array();
  if (comparisons.size() != plan.comparisons.size()) return std::nullopt;
  Linked out;
  out.plan = plan;
  out.model.prior = o.at("prior").to_number<double>();
  out.prior_shift = o.at("shift").to_number<float>();
  for (std::size_t c = 0; c < comparisons.size(); ++c) {
    const json::object& one = comparisons[c].as_object();
    const json::array &names = one.at("levels").as_array(), &m = one.at("m").as_array(), &u = one.at("u").as_array();
    const ComparisonPlan& wanted = plan.comparisons[c];
    if (one.at("column").as_string() != wanted.column || names.size() != wanted.levels.size() + 1) return std::nullopt;
    std::vector<LevelEstimate> levels;
    for (std::size_t l = 0; l < names.size(); ++l) {
      if (l < wanted.levels.size() && names[l].as_string() != wanted.levels[l].text) return std::nullopt;
      levels.push_back({m[l].to_number<double>(), u[l].to_number<double>(), true, true});
    }
    out.model.levels.push_back(std::move(levels));
  }
  out.model.correspondences = correspondences_in(o);
  Thresholds& t = out.decided.thresholds;
  t.calibration = o.at("runner_up").as_bool() ? Calibration::runner_up : Calibration::model;
  t.link_probability = o.at("link_probability").to_number<double>();
  t.review_probability = o.at("review_probability").to_number<double>();
  t.strangers = o.at("strangers").to_number<std::uint64_t>();
  t.absent = o.at("absent").to_number<double>();
  out.learned = std::string(o.at("learned").as_string());
  for (const json::value& p : o.at("curve").as_array())
    t.curve.push_back({p.as_array()[0].to_number<double>(), p.as_array()[1].to_number<double>()});
  return out;
}

HeldOutlook held_outlook(const std::string& text) {
  HeldOutlook out;
  boost::system::error_code error;
  const json::value v = json::parse(text, error);
  if (error || !v.is_object()) return out;
  const json::object& o = v.as_object();
  if (const auto* runner_up = o.if_contains("runner_up"); runner_up != nullptr && runner_up->is_bool() && runner_up->as_bool())
    out.calibration = Calibration::runner_up;
  if (const auto* recall = o.if_contains("expected_recall"); recall != nullptr && recall->is_number())
    out.expected_recall = recall->to_number<double>();
  return out;
}

}  // namespace luodi::registers

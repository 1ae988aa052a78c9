#include "registers/linkage/presets.h"

#include <algorithm>
#include <unordered_map>

#include <boost/json.hpp>

#include "registers/enterprise/cleaners.h"
#include "registers/enterprise/name_channel.h"
#include "registers/enterprise/name_parts.h"
#include "registers/linkage/columns.h"
#include "registers/linkage/loading.h"
#include "registers/linkage/plan_toml.h"

namespace luodi::registers {
namespace {

/// The same levels for a kind of column wherever it comes from.
ComparisonPlan comparison(const std::string& column, const std::string& kind) {
  ComparisonPlan c{column, {}, kind != "text"};
  std::vector<std::string> levels;
  if (kind == "code" || kind == "date")
    levels = {"equal", "damerau <= 1", "damerau <= 2"};
  else if (kind == "phone")
    levels = {"equal", "damerau <= 1"};
  else if (kind == "category")
    levels = {"equal"};
  else if (kind == "place")
    levels = {"within >= 1.6", "within >= 1.4", "within >= 1.2", "within >= 0.4"};
  else if (kind == "enterprise")
    levels = {"equal",      "name >= 40", "name >= 30", "name >= 25", "name >= 20",
              "name >= 16", "name >= 12", "name >= 8",  "name >= 4",  "name >= 0"};
  else
    levels = {"equal", "jaro_winkler >= 0.92", "jaro_winkler >= 0.88", "jaro_winkler >= 0.7"};
  for (const std::string& l : levels) c.levels.push_back(*level_of_text(l));
  return c;
}

ColumnPlan column(const std::string& name, const std::string& left, const std::string& right, const std::string& clean,
                  const std::string& part = "", const std::string& like = "") {
  return {name, left, right, clean, part, like};
}

/// "企业名称 + 企业地址": those of a file's columns that there are.
std::string joined(const std::vector<std::string>& headings) {
  std::string out;
  for (const std::string& h : headings)
    if (!h.empty()) out += (out.empty() ? "" : " + ") + h;
  return out;
}

/// True where a name of the column has a former one in brackets behind it: 某某有限公司（原某某厂）.
bool tells_former(const RegisterFile& file, const std::string& heading) {
  const std::size_t column = file.column(heading);
  std::string scratch;
  for (std::size_t r = 0; r < file.rows(); ++r)
    if (!told_names(file.cell(r, column, scratch)).former.empty()) return true;
  return false;
}

class EnterprisePlan {
 public:
  EnterprisePlan(const PresetWish& wish, const RegisterFile& left, const RegisterFile& right, bool one)
      : wish_(wish), left_(left), right_(right), one_(one) {}

  void build(Preset& preset) {
    for (const Understood& u : preset.columns) {
      if (u.field == "name")
        add_names(preset.plan, u);
      else if (u.kind == "credit_code")
        add_code(preset.plan, "code", u, "credit_code");
      else if (u.kind == "registration_number" || u.kind == "organization_code")
        add_code(preset.plan, u.field, u, "credit_code");
      else if (u.kind == "phone")
        add_phone(preset.plan, u);
      else if (u.field == "address")
        add_address(preset.plan, u);
      else if (u.kind == "capital")
        add_capital(preset.plan, u);
      else if (u.kind == "date")
        add(preset.plan, u, "digits", "date");
      else if (u.kind == "category" && !u.field.starts_with("column:"))
        add(preset.plan, u, "text", "category");
    }
    add_inner_code(preset.plan);
    add_seat(preset.plan);
    add_holders(preset.plan);
  }

 private:
  std::string field(const std::string& name, bool is_left) const {
    return column_of_field(wish_, is_left ? left_ : right_, name, is_left || one_);
  }
  static void add(Plan& plan, const Understood& u, const std::string& clean, const std::string& kind) {
    plan.columns.push_back(column(u.field, u.left, u.right, clean));
    plan.comparisons.push_back(comparison(u.field, kind));
  }
  /// The name, up to two former names, and the keys that block on them: the core, its sounds, rare pairs of characters.
  void add_names(Plan& plan, const Understood& u) const {
    const std::string fl = field("former_name", true), fr = field("former_name", false);
    plan.columns.push_back(column("name", u.left, u.right, "enterprise_name"));
    plan.columns.push_back(column("core", u.left, u.right, "enterprise_core"));
    plan.columns.push_back(column("sound", u.left, u.right, "enterprise_sound"));
    plan.blocks = {{"name"}, {"core"}, {"sound"}};
    // The work of this rule is rows times the rows of a pair of characters: of large registers only the rarest pairs are
    // followed.
    const std::size_t rows = std::max(left_.rows(), right_.rows()), most = std::clamp<std::size_t>(8'000'000 / rows, 20, 400);
    plan.grams = {{"core", 20, most}, {"sound", 20, most}};
    const bool told = !fl.empty() || !fr.empty() || tells_former(left_, u.left) || tells_former(right_, u.right);
    const std::string all_left = joined({fl, u.left}), all_right = joined({fr, u.right});
    for (const std::string n : {"1", "2"}) {
      if (!told) break;
      plan.columns.push_back(column("former" + n, all_left, all_right, "former_name" + n, "", "name"));
      plan.columns.push_back(column("former_core" + n, all_left, all_right, "former_core" + n, "", "core"));
      for (const std::string key : {"name=former", "former=name"})
        plan.blocks.push_back({key == "name=former" ? "name=former" + n : "former" + n + "=name"});
      plan.grams.push_back({"core=former_core" + n, 10, most});
    }
    plan.comparisons.push_back(comparison("name", "enterprise"));
    plan.certain.push_back({"name"});
    plan.train.push_back({"name"});
  }
  static void add_code(Plan& plan, const std::string& name, const Understood& u, const std::string& clean) {
    plan.columns.push_back(column(name, u.left, u.right, clean));
    ComparisonPlan c = comparison(name, "code");
    c.term_frequency = false;
    plan.comparisons.push_back(c);
    plan.blocks.push_back({name});
    plan.train.push_back({name});
    if (name != "code") return;
    plan.columns.push_back(column("valid_code", u.left, u.right, "valid_code"));
    plan.identity = "valid_code";
    plan.certain.push_back({"valid_code"});
  }
  /// 主体标识码 of a credit code against the 组织机构代码 or old tax number that the other register has: what identifies where no
  /// code stands in both.
  void add_inner_code(Plan& plan) const {
    const auto codes = [&](bool is_left) { return joined({field("credit_code", is_left), field("organization_code", is_left)}); };
    if (codes(true).empty() || codes(false).empty()) return;
    plan.columns.push_back(column("inner_code", codes(true), codes(false), "inner_code"));
    plan.blocks.push_back({"inner_code"});
    if (!plan.identity.empty()) return;
    ComparisonPlan c = comparison("inner_code", "category");
    c.term_frequency = false;
    plan.comparisons.push_back(c);
    plan.train.push_back({"inner_code"});
    plan.certain.push_back({"inner_code"});
    plan.identity = "inner_code";
  }
  /// Rows with two different valid codes are two entities, also where the other register has no codes to compare with.
  void add_holders(Plan& plan) const {
    plan.distinct = plan.identity;
    const std::string left = field("credit_code", true), right = field("credit_code", false);
    if (!plan.distinct.empty() || (left.empty() && right.empty())) return;
    plan.columns.push_back(column("told_code", left, right, "valid_code"));
    plan.distinct = "told_code";
  }
  static void add_phone(Plan& plan, const Understood& u) {
    add(plan, u, "phone", "phone");
    plan.blocks.push_back({u.field});
    plan.train.push_back({u.field});
  }
  static void add_capital(Plan& plan, const Understood& u) {
    const auto cleaner_for = [](const std::string& heading) {
      return heading.find("万") != std::string::npos ? "capital_in_wan" : "capital";
    };
    add(plan, u, cleaner_for(u.left), "category");
    plan.columns.back().right_clean = cleaner_for(u.right);
  }
  static void add_address(Plan& plan, const Understood& u) {
    plan.columns.push_back(column("address", u.left, u.right, "enterprise_name"));
    plan.comparisons.push_back(comparison("address", "text"));
    plan.blocks.push_back({"address"});
  }
  /// Where it is: the county by the places of name, address, town and authority; the town by its own form.
  void add_seat(Plan& plan) const {
    const auto places = [&](bool is_left) {
      return joined({field("name", is_left), field("address", is_left), field("authority", is_left), field("town", is_left)});
    };
    plan.columns.push_back(column("seat", places(true), places(false), "enterprise_seat"));
    plan.comparisons.push_back(comparison("seat", "place"));
    const auto told = [&](bool is_left) { return !field("town", is_left).empty() || !field("address", is_left).empty(); };
    if (!told(true) || !told(false)) return;
    const auto town = [&](bool is_left) {
      return joined({field("town", is_left), field("address", is_left), field("name", is_left)});
    };
    plan.columns.push_back(column("town", town(true), town(false), "enterprise_town"));
    plan.comparisons.push_back(comparison("town", "category"));
  }
  const PresetWish& wish_;
  const RegisterFile &left_, &right_;
  bool one_;
};

/// Distinct values of a column and how many pairs share one, for choosing rules that stay within a budget.
double pairs_of(const RegisterFile& left, const RegisterFile& right, bool one,
                const std::vector<std::pair<std::size_t, std::size_t>>& columns) {
  std::unordered_map<std::uint64_t, std::pair<double, double>> counts;
  std::string scratch, value;
  const auto count = [&](const RegisterFile& file, bool is_left) {
    for (std::size_t r = 0; r < file.rows(); ++r) {
      std::uint64_t key = 1;
      for (const auto& [l, rc] : columns) {
        value.clear();
        clean_text(file.cell(r, is_left ? l : rc, scratch), value);
        key = value.empty() ? 0 : mixed(key ^ content_hash(value));
        if (key == 0) break;
      }
      if (key != 0) (is_left ? counts[key].first : counts[key].second) += 1;
    }
  };
  count(left, true);
  if (!one) count(right, false);
  double pairs = 0;
  for (const auto& [key, n] : counts) pairs += one ? n.first * (n.first - 1) / 2 : n.first * n.second;
  return pairs;
}

/// Columns alone, then two together, as blocking rules while each stays within the budget; certain rules are two columns that
/// hardly any strangers share.
class GenericPlan {
 public:
  GenericPlan(const RegisterFile& left, const RegisterFile& right, bool one) : left_(left), right_(right), one_(one) {
    const double l = static_cast<double>(left.rows()), r = static_cast<double>(right.rows());
    all_ = one ? l * (l - 1) / 2 : l * r;
    budget_ = std::max(20 * (l + (one ? 0 : r)), 300'000.0);
  }
  void build(Preset& preset) {
    Plan& plan = preset.plan;
    for (const Understood& u : preset.columns) {
      if (plan.comparisons.size() == 12) break;
      plan.columns.push_back(column(u.field, u.left, u.right, u.kind == "date" ? "digits" : "text"));
      plan.comparisons.push_back(comparison(u.field, u.kind));
      columns_.push_back({u.field, left_.column(u.left), right_.column(u.right)});
    }
    std::vector<double> alone;
    alone.reserve(columns_.size());
    for (const Shared& c : columns_) alone.push_back(pairs_of(left_, right_, one_, {{c.left, c.right}}));
    for (std::size_t a = 0; a < columns_.size(); ++a)
      if (alone[a] > 0 && alone[a] <= budget_) plan.blocks.push_back({columns_[a].name});
    plan.train = plan.blocks;
    for (std::size_t a = 0; a < columns_.size(); ++a)
      for (std::size_t b = a + 1; b < columns_.size(); ++b) consider(plan, a, b, alone);
    for (const Understood& u : preset.columns)
      if ((u.kind == "name" || u.kind == "text") && left_.rows() + right_.rows() <= 400'000)
        plan.grams.push_back({u.field, 5, 200});
    plan.certain_recall = 0.9;
  }

 private:
  struct Shared {
    std::string name;
    std::size_t left, right;
  };
  void consider(Plan& plan, std::size_t a, std::size_t b, const std::vector<double>& alone) const {
    const double by_chance = all_ > 0 ? alone[a] * alone[b] / all_ : 0;
    const double rows = static_cast<double>(std::min(left_.rows(), right_.rows()));
    if (by_chance > 0 && by_chance < 0.02 * rows) plan.certain.push_back({columns_[a].name, columns_[b].name});
    if (alone[a] <= budget_ || alone[b] <= budget_ || by_chance > budget_ || plan.blocks.size() >= 24) return;
    const double pairs =
        pairs_of(left_, right_, one_, {{columns_[a].left, columns_[a].right}, {columns_[b].left, columns_[b].right}});
    if (pairs > 0 && pairs <= budget_) plan.blocks.push_back({columns_[a].name, columns_[b].name});
  }
  const RegisterFile &left_, &right_;
  bool one_;
  double all_ = 0, budget_ = 0;
  std::vector<Shared> columns_;
};

/// Parts of names and their sounds are those of Chinese; other names are compared as names of any kind.
bool in_han(const Preset& preset, const RegisterFile& left) {
  const auto name =
      std::find_if(preset.columns.begin(), preset.columns.end(), [](const Understood& u) { return u.field == "name"; });
  const std::size_t column = left.column(name->left);
  std::string scratch;
  std::size_t han = 0, all = 0;
  for (std::size_t r = 0; r < left.rows(); ++r)
    for (const char16_t c : units_of(left.cell(r, column, scratch))) {
      han += c >= 0x3400 && c <= 0x9FFF ? 1 : 0;
      ++all;
    }
  return han * 2 >= all;
}

}  // namespace

std::string Preset::json() const {
  boost::json::array out;
  for (const Understood& u : columns)
    out.push_back(boost::json::object{{"field", u.field}, {"kind", u.kind}, {"left", u.left}, {"right", u.right}, {"by", u.by}});
  return boost::json::serialize(out);
}

Result<Preset> preset_plan(const PresetWish& wish, const RegisterFile& left, const RegisterFile* right) {
  if (wish.preset != "enterprise" && wish.preset != "person")
    return fail(ErrorCode::usage, "preset", "link.no_such_preset", "presets are enterprise and person");
  if (auto ok = check_ids(wish.left_id, wish.right_id, left, right); !ok) return tl::unexpected(ok.error());
  Preset preset;
  preset.columns = shared_columns(wish, left, right);
  Plan& plan = preset.plan;
  plan.left_id = wish.left_id;
  plan.right_id = right != nullptr ? wish.right_id : wish.left_id;
  plan.one_to_one = wish.one_to_one;
  plan.scope = right != nullptr ? Scope::across : Scope::within;
  plan.clusters = right == nullptr;
  plan.most_per_value = 100;
  const bool one_match = right != nullptr && (wish.one_to_one == OneToOne::left || wish.one_to_one == OneToOne::both);
  plan.calibration = one_match ? Calibration::runner_up : Calibration::model;
  const bool names = std::any_of(preset.columns.begin(), preset.columns.end(), [](const auto& u) { return u.field == "name"; });
  if (wish.preset == "enterprise" && names && in_han(preset, left)) {
    add_enterprise_cleaners();
    EnterprisePlan(wish, left, right != nullptr ? *right : left, right == nullptr).build(preset);
  } else {
    GenericPlan(left, right != nullptr ? *right : left, right == nullptr).build(preset);
  }
  if (plan.comparisons.empty())
    return fail(ErrorCode::usage, "columns", "link.nothing_shared",
                "no column was understood on both sides; write a configuration that names them");
  return preset;
}

Knowledge enterprise_knowledge(const Plan& plan, const Records& records) {
  Knowledge knowledge;
  const std::size_t name = records.column("name"), none = records.columns.size();
  const bool evidence = std::any_of(plan.comparisons.begin(), plan.comparisons.end(), [](const ComparisonPlan& c) {
    return std::any_of(c.levels.begin(), c.levels.end(), [](const Level& l) { return l.measure == Measure::name; });
  });
  std::shared_ptr<NameEvidence> names;
  if (evidence && name != none) {
    std::vector<std::size_t> columns = {name};
    for (const char* former : {"former1", "former2"})
      if (records.column(former) != none) columns.push_back(records.column(former));
    names = std::make_shared<NameEvidence>(std::make_shared<NameLanguage>(records, name, plan.threads), columns);
  }
  knowledge.names = names;
  if (names != nullptr) {
    knowledge.learn = [names, &records](const Candidates& candidates) { learn_channel(records, candidates, *names); };
    knowledge.learned = [names] { return channel_as_json(names->channel()); };
    knowledge.restore = [names](const std::string& json) { names->set_channel(channel_of_json(json)); };
  }
  const std::size_t identity = plan.identity.empty() ? none : records.column(plan.identity);
  if (identity != none)
    knowledge.rules.same = [identity, &records](const Pair& p) {
      const ValueId code = records.left.row(p.left)[identity];
      return code != 0 && code == records.other().row(p.right)[identity];
    };
  knowledge.rules.veto = [names, identity, none, &records](const Pair& p) {
    const ValueId *l = records.left.row(p.left), *r = records.other().row(p.right);
    if (identity != none && l[identity] != 0 && r[identity] != 0) return l[identity] != r[identity];
    return names != nullptr && names->branch_against_head(l, r);
  };
  return knowledge;
}

}  // namespace luodi::registers

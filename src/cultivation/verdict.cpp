// See verdict.h.
#include "cultivation/verdict.h"

#include <algorithm>
#include <cmath>

#include "base/industry_code.h"

namespace luodi::cultivation {
namespace {

bool trade(const std::string& class_id) {
  return class_id == "wholesale" || class_id == "retail";
}
bool hospitality(const std::string& class_id) {
  return class_id == "lodging" || class_id == "catering";
}

/// What a credit code says of the unit: 92 self-employed; 91 and 93 enterprises; others are none.
UnitKind kind_by_code(const std::string& code) {
  return code.compare(0, 2, "92") == 0 ? UnitKind::self_employed : UnitKind::legal;
}

bool enterprise_by_code(const std::string& code) {
  // 9 is what the market authority registers: 1 enterprises, 2 self-employed, 3 cooperatives. Without a code nothing speaks
  // against.
  return code.size() < 2 || code[0] == '9';
}

class Judging {
 public:
  Judging(const Evidence& evidence, const Date& day, const Settings& settings) : e_(evidence), day_(day), settings_(settings) {}

  Verdict run() {
    if (!classify()) return out_;
    admit();
    if (out_.admitted != Answer::no) enter();
    return out_;
  }

 private:
  void rule(const char* name) { out_.rules.emplace_back(name); }
  void refuse(const char* name) {
    rule(name);
    out_.admitted = Answer::no;
  }

  /// False where nothing more can be said.
  bool classify() {
    if (industry_by_code(e_.industry_code) == nullptr) {
      rule("class.unknown_code");
      out_.standing = Standing::unknown;
      return false;
    }
    class_ = class_of(e_.industry_code, day_);
    if (too_coarse(e_.industry_code)) {
      rule("class.coarse_code");
      out_.standing = Standing::unknown;
      return false;
    }
    if (class_ == nullptr) {
      if (const FiveAboveClass* other = class_of_any_day(e_.industry_code)) {
        out_.class_id = other->class_id;
        rule("threshold.no_edition");
        out_.standing = Standing::unknown;
        return false;
      }
      if (e_.planned_investment.value_or(0) < settings_.project_investment) {
        refuse("class.outside");
        return false;
      }
      out_.class_id = "project";
      rule("class.project");
      return true;
    }
    // A plant under construction has its class's code and no revenue yet: until it reaches the line it is a project.
    if (!class_->measures.empty() && e_.planned_investment.value_or(0) >= settings_.project_investment && !reaches()) {
      out_.class_id = "project", class_ = nullptr;
      rule("class.project_of_class");
      return true;
    }
    out_.class_id = class_->class_id;
    rule("class.code");
    return true;
  }
  bool reaches() const {
    return std::any_of(class_->measures.begin(), class_->measures.end(), [&](const std::string& measure) {
      const auto at = e_.sums.find(measure);
      return at != e_.sums.end() && at->second >= class_->threshold;
    });
  }

  void admit() {
    UnitKind kind = e_.kind;
    if (kind == UnitKind::unknown) kind = kind_by_code(e_.credit_code);
    out_.admitted = Answer::yes;
    switch (kind) {
      case UnitKind::self_employed: return admit_self_employed();
      case UnitKind::branch:
        rule("unit.branch");
        out_.admitted = Answer::unknown;
        if (class_ != nullptr && !class_->measures.empty()) judge_revenue();
        return;
      case UnitKind::branch_in_province: return refuse("unit.branch_in_province");
      case UnitKind::branch_across_provinces:
        if (!e_.recognised_as_legal) return refuse("unit.branch_not_recognised");
        rule("unit.branch_recognised");
        break;
      case UnitKind::outlet: admit_outlet(); break;
      default:
        // Projects under construction may be anybody's; all others are enterprises or keep books like one.
        if (out_.class_id != "project" && !enterprise_by_code(e_.credit_code) && e_.accounting_standards != true) {
          if (e_.accounting_standards) return refuse("unit.not_enterprise");
          rule("unit.accounting_unknown");
          out_.admitted = Answer::unknown;
        }
        rule("unit.legal");
    }
    if (out_.admitted == Answer::no) return;
    if (out_.class_id == "construction") return judge_construction();
    if (out_.class_id == "real_estate") return judge_estate();
    if (class_ != nullptr && !class_->measures.empty()) judge_revenue();
  }

  void admit_self_employed() {
    if (out_.class_id == "industry") {
      rule("unit.self_employed_industry");
      return judge_revenue();
    }
    refuse("unit.self_employed");
    if (!trade(out_.class_id) && !hospitality(out_.class_id)) return;
    const auto own = measured();
    const std::optional<std::int64_t> value = own ? own : e_.stand_in;
    if (!value || *value < class_->threshold) return;
    out_.big_self_employed = true;
    rule("unit.big_self_employed");
  }

  void admit_outlet() {
    if ((trade(out_.class_id) || hospitality(out_.class_id)) && industry_by_code(e_.owner_industry_code) == nullptr) {
      rule("unit.outlet_owner_unknown");
      out_.admitted = Answer::unknown;
      return;
    }
    const FiveAboveClass* owner = class_of_any_day(e_.owner_industry_code);
    const std::string owner_class = owner == nullptr ? "" : owner->class_id;
    const bool other = (trade(out_.class_id) && !trade(owner_class)) || (hospitality(out_.class_id) && !hospitality(owner_class));
    if (!other) return refuse("unit.outlet_own_trade");
    rule("unit.outlet");
  }

  /// The sum of the class's own measure, else of what the rules let stand in for it; notes which.
  std::optional<std::int64_t> measured() {
    for (const std::string& measure : class_->measures) {
      const auto at = e_.sums.find(measure);
      if (at == e_.sums.end()) continue;
      const bool own = measure == class_->measures.front();
      rule(!own ? "measure.fallback" : measure == "revenue" ? "measure.revenue" : "measure.main_revenue");
      return at->second;
    }
    return std::nullopt;
  }

  void judge_revenue() {
    const auto value = measured();
    if (!value) {
      rule("measure.missing");
      out_.admitted = Answer::unknown;
      out_.standing = Standing::unknown;
      return;
    }
    if (*value < class_->threshold) {
      rule("threshold.below");
      out_.standing = Standing::below;
      return;
    }
    rule("threshold.met");
    judge_vat(*value);
  }

  /// Profit statement and VAT return of the same months: both reach the line, and they agree.
  void judge_vat(std::int64_t value) {
    const auto vat = e_.sums.find("vat_sales");
    if (vat == e_.sums.end()) {
      rule("vat.missing");
      out_.standing = Standing::unknown;
      return;
    }
    const double larger = static_cast<double>(std::max(value, vat->second));
    const bool differs = static_cast<double>(std::abs(value - vat->second)) > settings_.vat_tolerance * larger;
    const bool below = vat->second < class_->threshold;
    if (below) rule("vat.below");
    if (differs) rule("vat.differs");
    if (!below && !differs) rule("vat.agrees");
    out_.standing = below || differs ? Standing::needs_explanation : Standing::met;
  }

  void judge_construction() {
    if (e_.qualification == "labour" || e_.qualification == "none") return refuse("construction.unqualified");
    if (e_.registered_here && !*e_.registered_here) return refuse("construction.elsewhere");
    if (e_.qualification.empty() || !e_.registered_here) {
      rule("construction.unknown");
      out_.admitted = Answer::unknown;
      return;
    }
    rule("construction.qualified");
  }

  void judge_estate() {
    if (!e_.develops) {
      rule("estate.unknown");
      out_.admitted = Answer::unknown;
      return;
    }
    if (!*e_.develops) return refuse("estate.inactive");
    rule("estate.active");
  }

  void enter() {
    const bool always = out_.class_id == "construction" || out_.class_id == "real_estate" || out_.class_id == "project";
    const Date since{day_.year - 1, 10, 1};
    const auto lately = [&](const std::optional<Date>& d) { return d && d->days() >= since.days() && d->days() <= day_.days(); };
    const bool opened = always || lately(e_.opened), reorganized = !opened && lately(e_.reorganized);
    out_.channel = opened || reorganized ? Channel::monthly : Channel::annual;
    rule(opened ? "channel.monthly" : reorganized ? "channel.monthly_reorganized" : "channel.annual");
  }

  const Evidence& e_;
  const Date day_;
  const Settings& settings_;
  const FiveAboveClass* class_ = nullptr;
  Verdict out_;
};

}  // namespace

const char* word_of(Answer a) {
  return a == Answer::yes ? "yes" : a == Answer::no ? "no" : "unknown";
}
const char* word_of(Standing s) {
  constexpr const char* words[] = {"met", "needs_explanation", "below", "unknown", "not_measured"};
  return words[static_cast<std::size_t>(s)];
}
const char* word_of(Channel c) {
  return c == Channel::monthly ? "monthly" : c == Channel::annual ? "annual" : "none";
}

Verdict judge(const Evidence& evidence, const Date& day, const Settings& settings) {
  return Judging(evidence, day, settings).run();
}

UnitKind unit_kind_of(const EnterpriseView& e) {
  if (e.kind == "self_employed") return UnitKind::self_employed;
  if (e.kind != "branch") return UnitKind::unknown;
  return e.head_id.empty() ? UnitKind::branch : UnitKind::branch_in_province;
}

}  // namespace luodi::cultivation

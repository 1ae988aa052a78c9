// 质量: indicators over members in the library at both times that reported both years. See number_volume_quality.h.
#include <initializer_list>

#include "cultivation/number_volume_quality.h"

namespace luodi::cultivation {
namespace {

constexpr auto kWan = static_cast<double>(kFenOfWan);
constexpr std::int64_t kBigTax = 500 * kFenOfWan;  // “入库税收超500万元的户数” (facts 6)

/// Totals of a source over the members that an indicator is about.
struct Totals {
  double now = 0, before = 0;
  std::int64_t members = 0, more = 0, big_now = 0, big_before = 0;
};

/// What an indicator is called and counted in; `down`: lower is better; `ground`: as in QualityView.
struct Named {
  const char *id, *name, *name_en, *unit, *unit_en;
  bool down = false, ground = true;
};

using Which = bool (*)(const Member&);

class Quality {
 public:
  Quality(const std::vector<Member>& members, const std::vector<MemberSums>& sources, int month, const ReportColumns& columns)
      : members_(members), sources_(sources), month_(month), columns_(columns) {}

  std::vector<QualityView> run() {
    output_a_member();
    amount("profits", {"profits", "利润总额", "profits", "万元", "10,000 yuan"});
    cost_of_revenue();
    if (first({"invoiced"}) != nullptr)
      amount("invoiced", {"invoiced", "开票销售收入", "invoiced sales", "万元", "10,000 yuan", false, false});
    amount("taxes", {"taxes", "入库税收", "taxes paid", "万元", "10,000 yuan"});
    big_taxpayers();
    amount("power", {"power", "用电量", "electricity used", "万千瓦时", "10,000 kWh"});
    growing_power();
    strategic_share();
    high_tech_output();
    return std::move(out_);
  }

 private:
  /// The first of these measures that some member in the library reported in both years.
  const MemberSums* first(std::initializer_list<const char*> measures) const {
    for (const char* m : measures)
      for (const MemberSums& s : sources_)
        if (s.measure == m && over(s).members > 0) return &s;
    return nullptr;
  }
  /// Of these measures the one that most members reported in both years; of equal ones the earlier: a sheet of three units' sales
  /// says nothing of the others.
  const MemberSums* widest(std::initializer_list<const char*> measures) const {
    const MemberSums* best = nullptr;
    std::int64_t most = 0;
    for (const char* m : measures)
      for (const MemberSums& s : sources_)
        if (const std::int64_t n = s.measure == m ? over(s).members : 0; n > most) most = n, best = &s;
    return best;
  }
  /// What output is measured by where the classes stand together: output where it is reported, else revenue, else VAT sales.
  const MemberSums* output() const {
    return widest({"industrial_output", "main_revenue", "revenue", "sales", "turnover", "vat_sales"});
  }

  /// `beside`: only members that reported this one too; `which`: only those.
  Totals over(const MemberSums& s, const MemberSums* beside = nullptr, Which which = nullptr) const {
    Totals t;
    for (std::size_t i = 0; i < members_.size(); ++i) {
      const Member& m = members_[i];
      const auto &now = s.now[i], &before = s.before[i];
      if (!columns_.of(m) || !is_in(m, month_) || !is_in(m, month_ - 12) || !now || !before) continue;
      if (beside != nullptr && (!beside->now[i] || !beside->before[i])) continue;
      if (which != nullptr && !which(m)) continue;
      ++t.members;
      t.now += static_cast<double>(*now), t.before += static_cast<double>(*before);
      t.more += *now > *before ? 1 : 0;
      t.big_now += *now > kBigTax ? 1 : 0, t.big_before += *before > kBigTax ? 1 : 0;
    }
    return t;
  }

  void output_a_member() {
    const Named named{"output_a_member", "户均营业规模", "output a member", "万元", "10,000 yuan", false, false};
    const MemberSums* revenue = widest({"main_revenue", "revenue", "sales", "turnover", "vat_sales"});
    if (revenue == nullptr) return put(named, "", 0, std::nullopt, std::nullopt);
    const Totals t = over(*revenue);
    const double n = kWan * static_cast<double>(t.members);
    put(named, revenue->source_name, t.members, t.now / n, t.before / n);
  }

  void amount(const char* measure, const Named& named) {
    const MemberSums* s = first({measure});
    if (s == nullptr) return put(named, "", 0, std::nullopt, std::nullopt);
    const Totals t = over(*s);
    put(named, s->source_name, t.members, t.now / kWan, t.before / kWan);
  }

  void cost_of_revenue() {
    const Named named{"cost_of_100", "每百元营业收入中的成本", "cost of 100 yuan of revenue", "元", "yuan", true};
    const MemberSums *costs = first({"costs"}), *revenue = first({"main_revenue", "revenue"});
    if (costs == nullptr || revenue == nullptr) return put(named, "", 0, std::nullopt, std::nullopt);
    const Totals top = over(*costs, revenue), bottom = over(*revenue, costs);
    if (top.members == 0 || bottom.now <= 0 || bottom.before <= 0) return put(named, "", 0, std::nullopt, std::nullopt);
    put(named, costs->source_name + "／" + revenue->source_name, top.members, 100 * top.now / bottom.now,
        100 * top.before / bottom.before);
  }

  /// Nobody of that size says nothing.
  void big_taxpayers() {
    const MemberSums* taxes = first({"taxes"});
    if (taxes == nullptr) return;
    const Totals t = over(*taxes);
    if (t.big_now > 0 || t.big_before > 0)
      put({"big_taxpayers", "入库税收超500万元的户数", "members paying over 5 million yuan of tax", "户", "members"},
          taxes->source_name, t.members, static_cast<double>(t.big_now), static_cast<double>(t.big_before));
  }

  /// It compares the two years already; the share of a year before would need a third.
  void growing_power() {
    const MemberSums* power = first({"power"});
    if (power == nullptr) return;
    const Totals t = over(*power);
    put({"power_growing", "用电量增长户数占比", "members using more electricity", "%", "%"}, power->source_name, t.members,
        100 * static_cast<double>(t.more) / static_cast<double>(t.members), std::nullopt);
  }

  /// Of enterprises, as the list names them; the official share is of products.
  void strategic_share() {
    const MemberSums* s = output();
    if (s == nullptr) return;
    const Totals all = over(*s), of = over(*s, nullptr, [](const Member& m) { return m.strategic; });
    if (of.members == 0 || all.now <= 0 || all.before <= 0) return;
    const std::string name = "战略性新兴产业企业" + name_of(*s, false) + "占比";
    const std::string name_en = "share of strategic emerging enterprises in " + name_of(*s, true);
    put({"strategic_share", name.c_str(), name_en.c_str(), "%", "%"}, s->source_name, of.members, 100 * of.now / all.now,
        100 * of.before / all.before);
  }

  void high_tech_output() {
    const MemberSums* s = output();
    if (s == nullptr) return;
    const Totals t = over(*s, nullptr, [](const Member& m) { return m.high_tech; });
    if (t.members == 0) return;
    const std::string name = "高新技术企业" + name_of(*s, false), name_en = name_of(*s, true) + " of high-tech enterprises";
    put({"high_tech_output", name.c_str(), name_en.c_str(), "万元", "10,000 yuan"}, s->source_name, t.members, t.now / kWan,
        t.before / kWan);
  }

  static std::string name_of(const MemberSums& s, bool english) {
    const Measure* m = measure_of(s.measure);
    return m == nullptr ? s.measure : english ? m->name_en : m->name;
  }

  /// Without figures it stands there too, so that months with other indicators are not taken for alike.
  void put(const Named& n, const std::string& source, std::int64_t members, std::optional<double> now,
           std::optional<double> before) {
    QualityView v{n.id,      n.name, n.name_en, n.unit, n.unit_en, n.down ? "down" : "up",
                  "unknown", source, now,       before, members,   n.ground};
    if (now && before) v.result = n.down ? direction(*before, *now) : direction(*now, *before);
    out_.push_back(std::move(v));
  }

  const std::vector<Member>& members_;
  const std::vector<MemberSums>& sources_;
  const int month_;
  const ReportColumns& columns_;
  std::vector<QualityView> out_;
};

}  // namespace

std::vector<QualityView> quality_of(const std::vector<Member>& members, const std::vector<MemberSums>& sources, int month,
                                    const ReportColumns& columns) {
  return Quality(members, sources, month, columns).run();
}

}  // namespace luodi::cultivation

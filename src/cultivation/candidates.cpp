// See candidates.h.
#include "cultivation/candidates.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "cultivation/verdict.h"
#include "forecast/scores.h"

namespace luodi::cultivation {
namespace {

constexpr int kMostMonths = 60, kFewestMonths = 3;
constexpr double kLikely = 0.5, kWorthAVisit = 0.1, kLeastDoubt = 0.01;
constexpr std::size_t kCalibrationPoints = 10;
/// Stand-ins for watching, the nearest to what the unit itself would report first.
constexpr const char* kStandIns[] = {"vat_sales", "invoiced"};

std::vector<std::string> measures_of(const FiveAboveClass& c) {
  if (c.measure == "revenue") return {"revenue"};
  std::vector<std::string> out = {"main_revenue"};
  if (c.class_id == "wholesale" || c.class_id == "retail") out.emplace_back("sales");
  if (c.class_id == "lodging" || c.class_id == "catering") out.emplace_back("turnover");
  out.emplace_back("revenue");
  return out;
}

/// The first source of a measure that has the sum since January up to `month`; else the first that has figures of it at all, so
/// that what is missing can be told.
const SourceFigures* source_of(const WatchedUnit& u, const std::string& measure, int month, bool complete) {
  for (const SourceFigures& s : u.sources)
    if (s.measure != nullptr && s.measure->measure == measure && !s.figures.empty())
      if (!complete || sum_to_date(s.figures, month)) return &s;
  return nullptr;
}

int last_month_of(const SourceFigures& s, int until) {
  int last = 0;
  for (const PeriodFigure& f : s.figures)
    if (const int month = month_index(f.year, f.to); month <= until) last = std::max(last, month);
  return last;
}

std::optional<Date> day_of(const std::string& text) {
  if (text.size() < 10) return std::nullopt;
  std::string iso = text.substr(0, 10);
  std::replace(iso.begin(), iso.end(), '/', '-');
  std::replace(iso.begin(), iso.end(), '.', '-');
  return Date::parse(iso);
}

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

std::int64_t fen(double amount) {
  return static_cast<std::int64_t>(std::llround(std::clamp(amount, -9e17, 9e17)));
}

/// A unit under watch: its class, the source that is watched, and its page as far as it is known.
struct Watched {
  const WatchedUnit* unit = nullptr;
  const FiveAboveClass* of_class = nullptr;
  const SourceFigures* source = nullptr;
  CandidatePageView page;
  std::size_t series = static_cast<std::size_t>(-1);
};

class Watching {
 public:
  Watching(const std::vector<WatchedUnit>& units, const Date& as_of, const Settings& settings)
      : as_of_(as_of), settings_(settings), until_(month_index(as_of.year, as_of.month)) {
    for (const WatchedUnit& u : units) take(u);
  }

  Result<Watch> run(const forecast::ForecastProgress& progress) {
    settle_last_month();
    for (Watched& w : watched_) {
      if (out_.last_month != 0) choose_source(w);
      describe(w);
    }
    if (auto ok = foresee(progress); !ok) return tl::unexpected(ok.error());
    for (Watched& w : watched_) place(w);
    std::stable_sort(watched_.begin(), watched_.end(), [](const Watched& a, const Watched& b) { return before(a.page, b.page); });
    for (Watched& w : watched_) out_.candidates.push_back(std::move(w.page));
    return std::move(out_);
  }

 private:
  /// Units whose class has a line; closed ones are not watched.
  void take(const WatchedUnit& u) {
    const FiveAboveClass* c = class_of(u.enterprise.industry_code, as_of_);
    if (c == nullptr || c->measure.empty() || u.enterprise.state == "closed") return;
    Watched w;
    w.unit = &u;
    w.of_class = c;
    watched_.push_back(std::move(w));
  }

  /// A source with the sum since January comes before one with gaps, the class's own measures before stand-ins.
  void choose_source(Watched& w) const {
    for (const bool complete : {true, false}) {
      for (const std::string& m : measures_of(*w.of_class))
        if (w.source == nullptr) w.source = source_of(*w.unit, m, out_.last_month, complete);
      w.page.candidate.stands_in = w.source == nullptr;
      for (const char* m : kStandIns)
        if (w.source == nullptr) w.source = source_of(*w.unit, m, out_.last_month, complete);
      if (w.source != nullptr) return;
    }
  }

  /// The month that most sources of this year reach; in January last year's December, for the last batch.
  void settle_last_month() {
    std::map<int, std::size_t> count;
    const int first = as_of_.month == 1 ? until_ - 1 : month_index(as_of_.year, 1);
    for (const Watched& w : watched_)
      for (const SourceFigures& s : w.unit->sources)
        if (const int m = last_month_of(s, until_); m >= first && s.measure != nullptr && s.measure->dimension == "money")
          ++count[m];
    std::size_t most = 0;
    for (const auto& [month, n] : count)
      if (n >= most) most = n, out_.last_month = month;
  }

  Evidence evidence_of(const Watched& w) const {
    const EnterpriseView& e = w.unit->enterprise;
    Evidence out;
    out.industry_code = e.industry_code;
    out.credit_code = e.credit_code;
    if (e.kind == "self_employed") out.kind = UnitKind::self_employed;
    if (e.kind == "branch") out.kind = UnitKind::branch;
    out.opened = day_of(e.founded);
    const auto sum = [&](const char* measure) -> std::optional<std::int64_t> {
      const SourceFigures* s = out_.last_month == 0 ? nullptr : source_of(*w.unit, measure, out_.last_month, true);
      return s == nullptr ? std::nullopt : sum_to_date(s->figures, out_.last_month);
    };
    out.main_revenue = sum("main_revenue"), out.revenue = sum("revenue"), out.sales = sum("sales");
    out.turnover = sum("turnover"), out.vat_sales = sum("vat_sales");
    return out;
  }

  /// What needs no forecast.
  void describe(Watched& w) {
    const EnterpriseView& e = w.unit->enterprise;
    CandidateView& v = w.page.candidate;
    v.enterprise_id = e.enterprise_id, v.name = e.name, v.credit_code = e.credit_code, v.kind = e.kind, v.town = e.town;
    v.industry_code = e.industry_code, v.industry = e.industry, v.chains = e.chains;
    v.class_id = w.of_class->class_id, v.class_name = w.of_class->name, v.class_name_en = w.of_class->name_en;
    v.threshold = w.of_class->threshold;
    const Verdict verdict = judge(evidence_of(w), as_of_, settings_);
    v.admitted = word_of(verdict.admitted), v.standing = word_of(verdict.standing), v.channel = word_of(verdict.channel);
    for (const std::string& r : verdict.rules) w.page.rules.push_back(rule_view(r));
    if (w.source == nullptr || out_.last_month == 0) {
      v.stands_in = false;
      v.place = "unknown";
      w.page.rules.push_back(rule_view("watch.none"));
      return;
    }
    v.watched = w.source->measure->measure, v.source_name = w.source->source_name, v.last_month = month_text(out_.last_month);
    w.page.rules.push_back(rule_view(v.stands_in ? "watch.stands_in" : "watch.of_class"));
    tell_months(w);
    const auto sum = sum_to_date(w.source->figures, out_.last_month);
    if (!sum) {
      v.place = "unknown";
      w.page.rules.push_back(rule_view("watch.months_missing"));
      return;
    }
    v.to_date = *sum;
    v.ratio = static_cast<double>(*sum) / static_cast<double>(v.threshold);
    // A stand-in tells a large shop too; what counts it is still the statistics bureau's list.
    const bool trade = v.class_id == "wholesale" || v.class_id == "retail" || v.class_id == "lodging" || v.class_id == "catering";
    v.big_self_employed = verdict.big_self_employed || (trade && v.kind == "self_employed" && *sum >= v.threshold);
    if (v.big_self_employed && !verdict.big_self_employed) w.page.rules.push_back(rule_view("unit.big_self_employed"));
    const int left = settings_.batch_month - (out_.last_month % 12 + 1);
    v.needed = *sum >= v.threshold || left <= 0 ? 0 : (v.threshold - *sum + left - 1) / left;
  }

  void tell_months(Watched& w) {
    int first = out_.last_month;
    for (const PeriodFigure& f : w.source->figures) first = std::min(first, month_index(f.year, f.from));
    first = std::max(first, out_.last_month - kMostMonths + 1);
    const std::vector<SingleMonth> months = single_months(w.source->figures, first, out_.last_month);
    forecast::Series series;
    std::size_t known = 0;
    for (std::size_t i = 0; i < months.size(); ++i) {
      const SingleMonth& m = months[i];
      w.page.months.push_back(
          {month_text(first + static_cast<int>(i)), m.amount ? std::optional(fen(*m.amount)) : std::nullopt, m.spread});
      series.values.push_back(m.amount.value_or(forecast::kMissing));
      known += m.amount ? 1 : 0;
    }
    if (known < kFewestMonths || !months.back().amount || !sum_to_date(w.source->figures, out_.last_month)) return;
    w.series = series_.size();
    series_.push_back(std::move(series));
    of_series_.push_back(&w);
  }

  /// Outlooks to the year's end, and to the batch where that comes sooner.
  Result<void> foresee(const forecast::ForecastProgress& progress) {
    const int month = out_.last_month % 12 + 1, to_year = 12 - month, to_batch = settings_.batch_month - month;
    if (series_.empty() || to_year <= 0) return {};
    auto fitted = forecast::fit_on_threads(series_, 0, part_of(progress, 0, 0.6));
    if (!fitted) return tl::unexpected(fitted.error());
    auto year = learn(to_year, part_of(progress, 0.6, 0.2));
    if (!year) return tl::unexpected(year.error());
    if (to_batch <= 0) score(*year, to_year);
    for (std::size_t i = 0; i < series_.size(); ++i)
      tell_year(*of_series_[i], *year, year->of(series_[i], (*fitted)[i]), to_year);
    out_.forecast = static_cast<std::int64_t>(series_.size());
    if (to_batch <= 0) return {};
    auto batch = to_batch == to_year ? std::move(year) : learn(to_batch, part_of(progress, 0.8, 0.2));
    if (!batch) return tl::unexpected(batch.error());
    score(*batch, to_batch);
    for (std::size_t i = 0; i < series_.size(); ++i) {
      CandidateView& v = of_series_[i]->page.candidate;
      v.chance = batch->chance(batch->of(series_[i], (*fitted)[i]), static_cast<double>(v.threshold - v.to_date));
    }
    return {};
  }

  static forecast::ForecastProgress part_of(const forecast::ForecastProgress& progress, double begun, double share) {
    return [&progress, begun, share](double done) { return !progress || progress(begun + share * done); };
  }

  Result<forecast::Outlooks> learn(int horizon, const forecast::ForecastProgress& progress) const {
    forecast::OutlookOptions options;
    options.horizon = static_cast<std::size_t>(horizon);
    return forecast::Outlooks::learn(series_, options, progress);
  }

  void tell_year(Watched& w, const forecast::Outlooks& learned, const forecast::Outlook& o, int horizon) const {
    CandidateView& v = w.page.candidate;
    const double to_date = static_cast<double>(v.to_date);
    const auto& values = series_[w.series].values;
    const bool positive = std::all_of(values.begin(), values.end(), [](double x) { return std::isnan(x) || x >= 0; });
    const auto at = [&](double p) {
      const double q = learned.quantile(o, p);
      return positive ? std::max(0.0, q) : q;
    };
    v.year = fen(to_date + o.sum);
    v.low80 = fen(to_date + at(0.1)), v.high80 = fen(to_date + at(0.9));
    v.low95 = fen(to_date + at(0.025)), v.high95 = fen(to_date + at(0.975));
    v.method = name_of(learned.group(o).method);
    double sum = to_date;
    for (int h = 1; h <= horizon; ++h) {
      sum += o.means[static_cast<std::size_t>(h - 1)];
      // The year's end is calibrated; on the way there the fan opens with the root of the months.
      const double open = std::sqrt(static_cast<double>(h) / horizon);
      const auto edge = [&](double p) {
        const double v_at = sum + (at(p) - o.sum) * open;
        return fen(positive ? std::max(to_date, v_at) : v_at);
      };
      w.page.outlook.push_back({month_text(out_.last_month + h), fen(sum), edge(0.1), edge(0.9), edge(0.025), edge(0.975)});
    }
  }

  /// Questions of the past that ended within their year: was the line reached by then, of those of which it was in doubt?
  void score(const forecast::Outlooks& learned, int horizon) {
    std::vector<forecast::Said> said;
    for (const forecast::Replay& r : learned.replays()) {
      const auto& values = series_[r.series].values;
      const int last_known = out_.last_month - static_cast<int>(values.size() - r.known);
      if (last_known % 12 + 1 + horizon > 12) continue;
      double to_date = 0;
      for (int m = 0; m <= last_known % 12 && to_date == to_date; ++m) {
        const auto at = static_cast<std::ptrdiff_t>(r.known) - 1 - m;
        to_date += at < 0 ? forecast::kMissing : values[static_cast<std::size_t>(at)];
      }
      const double line = static_cast<double>(of_series_[r.series]->page.candidate.threshold);
      if (std::isnan(to_date) || to_date >= line) continue;
      const double chance = learned.chance(r.outlook, line - to_date);
      // Hopeless and certain cases would make any forecast look good.
      if (chance > kLeastDoubt && chance < 1 - kLeastDoubt) said.push_back({chance, to_date + r.actual >= line});
    }
    out_.replays = static_cast<std::int64_t>(said.size());
    if (said.empty()) return;
    out_.brier = forecast::brier_score(said);
    out_.hit_rate = forecast::hit_rate(said);
    for (const forecast::CalibrationPoint& p : forecast::calibration_of(said, kCalibrationPoints))
      out_.calibration.push_back({p.from, p.until, static_cast<std::int64_t>(p.cases), p.chance, p.happened});
  }

  void place(Watched& w) const {
    CandidateView& v = w.page.candidate;
    if (!v.place.empty()) return;
    const double chance = v.chance.value_or(0);
    if (v.to_date >= v.threshold)
      v.place = "met", v.chance = 1;
    else if (chance >= kLikely)
      v.place = "likely";
    else if (v.ratio >= settings_.near_ratio || chance >= kWorthAVisit)
      v.place = "near";
    else
      v.place = "far";
  }

  static bool before(const CandidatePageView& a, const CandidatePageView& b) {
    constexpr std::array<const char*, 5> order = {"likely", "near", "met", "far", "unknown"};
    const auto rank = [&](const CandidateView& v) { return std::find(order.begin(), order.end(), v.place) - order.begin(); };
    const CandidateView &x = a.candidate, &y = b.candidate;
    if (rank(x) != rank(y)) return rank(x) < rank(y);
    if ((x.admitted == "no") != (y.admitted == "no")) return y.admitted == "no";
    if (x.chance != y.chance) return x.chance.value_or(-1) > y.chance.value_or(-1);
    if (x.ratio != y.ratio) return x.ratio > y.ratio;
    return x.enterprise_id < y.enterprise_id;
  }

  const Date as_of_;
  const Settings& settings_;
  int until_;
  std::vector<Watched> watched_;
  std::vector<forecast::Series> series_;
  std::vector<Watched*> of_series_;
  Watch out_;
};

}  // namespace

RuleView rule_view(const std::string& rule) {
  const RuleText& t = rule_text(rule);
  return {rule, t.text, t.text_en, t.source};
}

Result<Watch> watch(const std::vector<WatchedUnit>& units, const Date& as_of, const Settings& settings,
                    const forecast::ForecastProgress& progress) {
  return Watching(units, as_of, settings).run(progress);
}

}  // namespace luodi::cultivation

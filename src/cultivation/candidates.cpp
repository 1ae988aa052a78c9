// See candidates.h.
#include "cultivation/candidates.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "cultivation/dossier.h"
#include "cultivation/verdict.h"
#include "cultivation/windows.h"
#include "forecast/scores.h"
#include "sheets/values.h"

namespace luodi::cultivation {
namespace {

constexpr int kMostMonths = 60, kFewestMonths = 3;
/// Months that a unit may be behind the others: one late, or a payer by the quarter before its quarter is over.
constexpr int kMostBehind = 3;
/// ... or ahead of them, where its own figures came in first.
constexpr int kMostAhead = 2;
/// Until this month of a year, what the year before came to is watched where few have reported since.
constexpr int kYearTurns = 3;
/// Chances beyond it, or below its complement, are no case of doubt.
constexpr double kLeastDoubt = 0.01;
constexpr std::size_t kCalibrationPoints = 10;
/// Stand-ins for watching, the nearest to what the unit itself would report first.
constexpr const char* kStandIns[] = {"vat_sales", "invoiced"};

int last_month_of(const SourceFigures& s, int until) {
  int last = 0;
  for (const PeriodFigure& f : s.figures)
    if (const int month = month_index(f.year, f.to); month <= until) last = std::max(last, month);
  return last;
}

std::int64_t fen(double amount) {
  return static_cast<std::int64_t>(std::llround(std::clamp(amount, -9e17, 9e17)));
}

/// A unit under watch: its class, what each source sums up to, the source that is watched, and what is found.
struct Watched {
  const WatchedUnit* unit = nullptr;
  const FiveAboveClass* of_class = nullptr;
  std::vector<std::optional<std::int64_t>> sums;  ///< by source: since January up to the last month
  std::optional<std::size_t> source;              ///< index of the watched one
  int opened = 0;                                 ///< month_index; 0 not known
  int batch = 0;                                  ///< month_index up to which figures count for its batch; 0 none is left
  int behind = 0;                                 ///< months that its figures end before those of most; below 0: behind them
  WatchedCandidate found;

  /// Of the watched source, which there must be.
  const SourceFigures& figures() const { return unit->sources[source.value_or(0)]; }
  std::optional<std::int64_t> sum() const { return source ? sums[*source] : std::nullopt; }
  /// The first source of a measure; `complete`: the first that has the sum.
  std::optional<std::size_t> source_of(const std::string& measure, bool complete) const {
    for (std::size_t i = 0; i < unit->sources.size(); ++i) {
      const SourceFigures& s = unit->sources[i];
      if (s.measure != nullptr && s.measure->measure == measure && !s.figures.empty() && (!complete || sums[i])) return i;
    }
    return std::nullopt;
  }
};

/// As its dossier says, else when it was founded.
std::optional<Date> opened_on(const WatchedUnit& u) {
  const auto fact = u.facts.find("opened");
  const auto told = fact == u.facts.end() ? std::nullopt : Date::parse(fact->second);
  return told ? told : sheets::date_of_text(u.enterprise.founded);
}

/// A month that is not over cannot be known.
int last_whole_month(const Date& day) {
  return month_index(day.year, day.month) - (day.day < days_in_month(day.year, day.month) ? 1 : 0);
}

class Watching {
 public:
  Watching(const std::vector<WatchedUnit>& units, const std::vector<WindowView>& windows, const Date& as_of,
           const Settings& settings)
      : as_of_(as_of), settings_(settings), windows_(windows), until_(last_whole_month(as_of)) {
    for (const WatchedUnit& u : units) take(u);
  }

  Result<Watch> run(const forecast::ForecastProgress& progress) {
    settle_last_month();
    for (Watched& w : watched_) {
      sum_up(w, 0);
      if (out_.last_month != 0) choose_source(w);
      describe(w);
    }
    if (auto ok = foresee(progress); !ok) return tl::unexpected(ok.error());
    for (Watched& w : watched_) place(w);
    std::stable_sort(watched_.begin(), watched_.end(),
                     [](const Watched& a, const Watched& b) { return before(a.found.candidate, b.found.candidate); });
    for (Watched& w : watched_) out_.candidates.push_back(std::move(w.found));
    for (Watched& w : qualified_) {
      describe_unit(w);
      w.found.candidate.place = w.unit->in_library ? "in_library" : "by_qualification";
      out_.candidates.push_back(std::move(w.found));
    }
    return std::move(out_);
  }

 private:
  /// Units whose class has a line; closed ones are not watched.
  void take(const WatchedUnit& u) {
    const FiveAboveClass* c = class_of(u.enterprise.industry_code, as_of_);
    // A member is held to the line of the class it entered in, whatever code a register has for it.
    const bool other = u.in_library && (c == nullptr || c->class_id != u.library_class);
    const FiveAboveClass* entered = other ? class_named(u.library_class, u.enterprise.industry_code, as_of_) : nullptr;
    if (entered != nullptr) c = entered;
    if (u.enterprise.state == "closed") return;
    if (c == nullptr) {
      const std::string& code = u.enterprise.industry_code;
      ++(code.empty() || too_coarse(code) ? out_.no_code : out_.no_class);
      return;
    }
    if (c->measures.empty()) {
      ++out_.no_line;
      Watched w;
      w.unit = &u, w.of_class = c;
      w.sums.resize(u.sources.size());  // what its turnover is says nothing of its entry
      qualified_.push_back(std::move(w));
      return;
    }
    Watched w;
    w.unit = &u;
    w.of_class = c;
    const auto opened = opened_on(u);
    if (opened) w.opened = month_index(opened->year, opened->month);
    if (entered != nullptr) w.found.rule_ids.emplace_back("watch.library_class");
    watched_.push_back(std::move(w));
  }

  /// The sums of each source since January, up to the month that lies so many before the one that most reach. A source that
  /// goes on behind it has a gap and is not behind.
  void sum_up(Watched& w, int behind) const {
    w.behind = behind;
    w.sums.clear();
    for (const SourceFigures& f : w.unit->sources) {
      const bool ends = behind <= 0 || last_month_of(f, out_.last_month) <= out_.last_month - behind;
      w.sums.push_back(out_.last_month == 0 || !ends ? std::nullopt : sum_to_date(f.figures, out_.last_month - behind, w.opened));
    }
  }

  /// A source with the sum since January comes before one with gaps, a later month before an earlier one, the class's own
  /// measures before stand-ins.
  void choose_source(Watched& w) const {
    const int most = std::min(kMostBehind, out_.last_month - out_.last_month / 12 * 12);
    // What the class itself is measured by may have come in before it came in for most.
    for (int ahead = std::min(kMostAhead, until_ - out_.last_month); ahead > 0; --ahead) {
      sum_up(w, -ahead);
      if (choose_own(w, true)) return;
    }
    for (int behind = 0; behind <= most; ++behind) {
      sum_up(w, behind);
      if (choose(w, true)) return go_ahead(w, behind);
    }
    sum_up(w, 0);
    choose(w, false);
  }

  /// A stand-in may have come in earlier than for most too: the unit's newest whole sum is what it stands at.
  void go_ahead(Watched& w, int behind) const {
    for (int ahead = std::min(kMostAhead, until_ - out_.last_month); ahead > -behind; --ahead) {
      if (out_.last_month / 12 != (out_.last_month + ahead) / 12) continue;
      sum_up(w, -ahead);
      if (w.sum()) return;
    }
    sum_up(w, behind);
  }

  static bool choose_own(Watched& w, bool complete) {
    for (const std::string& m : w.of_class->measures)
      if (!w.source) w.source = w.source_of(m, complete);
    return w.source.has_value();
  }
  static bool choose(Watched& w, bool complete) {
    if (choose_own(w, complete)) return true;
    for (const char* m : kStandIns)
      if (!w.source) w.source = w.source_of(m, complete);
    w.found.candidate.stands_in = w.source.has_value();
    return w.source.has_value();
  }

  int last_month(const Watched& w) const { return out_.last_month - w.behind; }

  /// The month that most sources of this year reach. In its first months last year's, while few have reported since: the second
  /// batch of annual entries closes in January on what the year before came to.
  void settle_last_month() {
    std::map<int, std::size_t> count;
    const int january = month_index(as_of_.year, 1);
    for (const Watched& w : watched_)
      for (const SourceFigures& s : w.unit->sources)
        if (const int m = last_month_of(s, until_); s.measure != nullptr && s.measure->dimension == "money") ++count[m];
    const auto most_of = [&](int first, int last) {
      std::pair<int, std::size_t> best{0, 0};
      for (const auto& [month, n] : count)
        if (month >= first && month <= last && n >= best.second) best = {month, n};
      return best;
    };
    const auto now = most_of(january, until_), before = most_of(january - 12, january - 1);
    out_.last_month = as_of_.month <= kYearTurns && 2 * now.second < before.second ? before.first : now.first;
  }

  Evidence evidence_of(const Watched& w) const {
    const EnterpriseView& e = w.unit->enterprise;
    Evidence out;
    out.industry_code = e.industry_code;
    out.credit_code = e.credit_code;
    out.kind = unit_kind_of(e);
    out.opened = sheets::date_of_text(e.founded);
    put_facts(out, w.unit->facts);
    for (const Measure& m : measures())
      if (const auto i = w.source_of(m.measure, true)) out.sums[m.measure] = w.sums[*i].value_or(0);
    if (w.found.candidate.stands_in) out.stand_in = w.sum();
    return out;
  }

  /// The unit with the verdict on it.
  void describe_unit(Watched& w) const {
    const EnterpriseView& e = w.unit->enterprise;
    CandidateView& v = w.found.candidate;
    v.enterprise_id = e.enterprise_id, v.name = e.name, v.credit_code = e.credit_code, v.kind = e.kind, v.town = e.town;
    v.industry_code = e.industry_code, v.industry = e.industry, v.chains = e.chains;
    v.class_id = w.of_class->class_id, v.class_name = w.of_class->name, v.class_name_en = w.of_class->name_en;
    v.threshold = w.of_class->threshold, v.sector = sector_of(e.industry_code);
    v.left_library = w.unit->left_library, v.left_reason = w.unit->left_reason;
    Evidence evidence = evidence_of(w);
    evidence.planned_investment.reset();  // against the line of its class; as a project its dossier judges it
    const Verdict verdict = judge(evidence, as_of_, settings_);
    v.admitted = word_of(verdict.admitted), v.standing = word_of(verdict.standing), v.channel = word_of(verdict.channel);
    v.big_self_employed = verdict.big_self_employed;
    w.found.rule_ids.insert(w.found.rule_ids.begin(), verdict.rules.begin(), verdict.rules.end());
  }

  /// What needs no forecast.
  void describe(Watched& w) {
    describe_unit(w);
    CandidateView& v = w.found.candidate;
    for (std::size_t i = 0; i < w.unit->sources.size(); ++i)
      w.found.sources.push_back({w.unit->sources[i].source_id, w.unit->sources[i].row_keys, w.source == i});
    if (!w.source) {
      v.place = "unknown";
      w.found.rule_ids.emplace_back("watch.none");
      return;
    }
    v.watched = w.figures().measure->measure, v.source_name = w.figures().source_name, v.last_month = month_text(last_month(w));
    w.found.rule_ids.emplace_back(v.stands_in ? "watch.stands_in" : "watch.of_class");
    const auto speaks = [](const SourceFigures& s) {
      return s.measure != nullptr && s.measure->dimension == "money" && !s.measure->compares.empty() && !s.figures.empty();
    };
    if (std::count_if(w.unit->sources.begin(), w.unit->sources.end(), speaks) > 1) w.found.rule_ids.emplace_back("watch.choice");
    if (w.opened / 12 == last_month(w) / 12 && w.opened % 12 > 0) w.found.rule_ids.emplace_back("watch.opened");
    if (w.behind > 0) w.found.rule_ids.emplace_back("watch.behind");
    if (w.behind < 0) w.found.rule_ids.emplace_back("watch.ahead");
    if (last_month(w) < month_index(as_of_.year, 1)) w.found.rule_ids.emplace_back("watch.last_year");
    tell_months(w);
    const std::optional<std::int64_t> sum = w.sum();
    if (!sum) {
      v.place = "unknown";
      w.found.rule_ids.emplace_back("watch.months_missing");
      return;
    }
    v.to_date = *sum;
    tell_gaps(w);
    v.ratio = static_cast<double>(*sum) / static_cast<double>(v.threshold);
    settle_batch(w);
    const std::int64_t left = w.batch - last_month(w);
    if (*sum >= v.threshold)
      v.needed = 0;
    else if (left > 0)
      v.needed = (v.threshold - *sum + left - 1) / left;
  }

  /// The last window that it may still use, by the county's calendar, else by the setting.
  void settle_batch(Watched& w) const {
    CandidateView& v = w.found.candidate;
    const int year = last_month(w) / 12;
    w.batch = batch_of(windows_, v.class_id, v.channel, year, as_of_).value_or(month_index(year, settings_.batch_month));
    if (w.batch != 0) v.batch = month_text(w.batch);
    if (!w.unit->in_library && v.to_date < v.threshold && w.batch <= last_month(w))
      w.found.rule_ids.emplace_back("watch.batch_over");
  }

  /// Sources of the same kind that are far from the watched one, up to the same month.
  void tell_gaps(Watched& w) const {
    const SourceFigures& own = w.figures();
    const std::int64_t watched = w.found.candidate.to_date;
    for (std::size_t i = 0; i < w.unit->sources.size(); ++i) {
      const SourceFigures& other = w.unit->sources[i];
      const std::optional<std::int64_t> sum = w.sums[i];
      if (w.source == i || !sum || other.measure == nullptr || own.measure->compares.empty() ||
          other.measure->compares != own.measure->compares)
        continue;
      const auto a = static_cast<double>(watched), b = static_cast<double>(*sum);
      const double larger = std::max(std::abs(a), std::abs(b)), gap = larger > 0 ? std::abs(a - b) / larger : 0;
      if (gap > settings_.source_gap) w.found.candidate.differs.push_back({other.source_name, other.measure->measure, *sum, gap});
    }
    if (!w.found.candidate.differs.empty()) w.found.rule_ids.emplace_back("watch.differs");
  }

  void tell_months(Watched& w) {
    const std::vector<PeriodFigure>& figures = w.figures().figures;
    const int last = last_month(w);
    int first = last;
    for (const PeriodFigure& f : figures) first = std::min(first, month_index(f.year, f.from));
    first = std::max(first, last - kMostMonths + 1);
    forecast::Series series;
    int known = 0;
    for (const SingleMonth& m : single_months(figures, first, last)) {
      w.found.months.push_back({month_text(first + static_cast<int>(series.values.size())),
                                m.amount ? std::optional(fen(*m.amount)) : std::nullopt, m.spread});
      series.values.push_back(m.amount.value_or(forecast::kMissing));
      series.joined.push_back(m.joined);
      known += m.amount ? 1 : 0;
    }
    if (known < kFewestMonths || !w.sum()) return;
    if (w.behind != 0) {
      late_.push_back({std::move(series), &w});
      return;
    }
    series_.push_back(std::move(series));
    of_series_.push_back(&w);
  }

  /// Outlooks to the year's end, and to each unit's batch where that comes sooner.
  Result<void> foresee(const forecast::ForecastProgress& progress) {
    const int to_year = 12 - (out_.last_month % 12 + 1);
    if (series_.empty() || to_year <= 0) return {};
    if (auto ok = tell(series_, of_series_, to_year, part_of(progress, 0, 0.6), part_of(progress, 0.6, 0.2)); !ok) return ok;
    // The batch that most go for tells how such questions fared before.
    std::map<int, std::size_t> ahead;
    for (const Watched* w : of_series_)
      if (const int months = w->batch - last_month(*w); months > 0) ++ahead[months];
    const auto most = std::max_element(ahead.begin(), ahead.end(), [](auto& a, auto& b) { return a.second < b.second; });
    const int asked = most == ahead.end() ? to_year : most->first;
    score(learned_.at(asked), asked);
    return foresee_late(to_year, part_of(progress, 0.8, 0));
  }

  /// Units whose figures end earlier have further to go, those ahead less far: the others' past answers for that many months.
  Result<void> foresee_late(int to_year, const forecast::ForecastProgress& progress) {
    for (int behind = -kMostAhead; behind <= kMostBehind; ++behind) {
      if (behind == 0 || to_year + behind <= 0) continue;
      std::vector<forecast::Series> series;
      std::vector<Watched*> of;
      for (Late& l : late_)
        if (l.of->behind == behind) series.push_back(l.series), of.push_back(l.of);
      if (series.empty()) continue;
      if (auto ok = tell(series, of, to_year + behind, progress, progress); !ok) return ok;
    }
    return {};
  }

  /// The year of each of some units, and its chance by its own batch.
  Result<void> tell(const std::vector<forecast::Series>& series, const std::vector<Watched*>& of, int to_year,
                    const forecast::ForecastProgress& fitting, const forecast::ForecastProgress& learning) {
    const auto fitted = forecast::fit_on_threads(series, 0, fitting);
    if (!fitted) return tl::unexpected(fitted.error());
    auto year = learned(to_year, learning);
    if (!year) return tl::unexpected(year.error());
    out_.forecast += static_cast<std::int64_t>(series.size());
    for (std::size_t i = 0; i < series.size(); ++i) {
      Watched& w = *of[i];
      tell_year(w, series[i], **year, (*year)->of(series[i], (*fitted)[i]), to_year);
      const int months = w.batch - last_month(w);
      if (months <= 0) continue;
      auto batch = learned(months, learning);
      if (!batch) return tl::unexpected(batch.error());
      CandidateView& v = w.found.candidate;
      v.chance = (*batch)->chance((*batch)->of(series[i], (*fitted)[i]), static_cast<double>(v.threshold - v.to_date));
    }
    return {};
  }

  static forecast::ForecastProgress part_of(const forecast::ForecastProgress& progress, double begun, double share) {
    return [&progress, begun, share](double done) { return !progress || progress(begun + share * done); };
  }

  /// What the past says of so many months ahead; learned once.
  Result<const forecast::Outlooks*> learned(int months, const forecast::ForecastProgress& progress) {
    auto at = learned_.find(months);
    if (at != learned_.end()) return &at->second;
    forecast::OutlookOptions options;
    options.horizon = static_cast<std::size_t>(months);
    auto made = forecast::Outlooks::learn(series_, options, progress);
    if (!made) return tl::unexpected(made.error());
    return &learned_.emplace(months, std::move(*made)).first->second;
  }

  void tell_year(Watched& w, const forecast::Series& series, const forecast::Outlooks& learned, const forecast::Outlook& o,
                 int horizon) const {
    WatchedCandidate& found = w.found;
    CandidateView& v = found.candidate;
    const double to_date = static_cast<double>(v.to_date);
    const auto& values = series.values;
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
      found.outlook.push_back({month_text(last_month(w) + h), fen(sum), edge(0.1), edge(0.9), edge(0.025), edge(0.975)});
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
      for (int m = 0; m <= last_known % 12 && !std::isnan(to_date); ++m) {
        const auto at = static_cast<std::ptrdiff_t>(r.known) - 1 - m;
        to_date += at < 0 ? forecast::kMissing : values[static_cast<std::size_t>(at)];
      }
      const double line = static_cast<double>(of_series_[r.series]->found.candidate.threshold);
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
    CandidateView& v = w.found.candidate;
    if (w.unit->in_library) {
      // A member is no candidate; whether the year will end below its line is worth knowing.
      v.place = v.year && *v.year < v.threshold && v.to_date < v.threshold ? "at_risk" : "in_library";
      return;
    }
    if (!v.place.empty()) return;
    const double chance = v.chance.value_or(0);
    if (v.to_date >= v.threshold)
      v.place = "met", v.chance = 1;
    else if (chance >= settings_.likely_chance)
      v.place = "likely";
    else if (v.ratio >= settings_.near_ratio_of(v.class_id) || chance >= settings_.visit_chance)
      v.place = "near";
    else
      v.place = "far";
    // Whoever may not enter by itself is no candidate, however near the line: a counter of trade, a branch within the province.
    if (v.admitted == "no" && v.place != "far") {
      v.near_big_self_employed = v.place != "met" && may_be_big(w);
      if (v.near_big_self_employed) w.found.rule_ids.emplace_back("watch.near_big");
      if (v.place == "met") v.chance.reset();  // nothing is left to chance, and nothing to enter
      v.place = "barred";
    }
  }

  /// 达规近限 of those who would be 大个体: early enough to ask them to become enterprises.
  bool may_be_big(const Watched& w) const {
    Evidence at_the_line = evidence_of(w);
    at_the_line.sums.clear();
    for (const std::string& m : w.of_class->measures) at_the_line.sums[m] = w.of_class->threshold;
    return judge(at_the_line, as_of_, settings_).big_self_employed;
  }

  static bool before(const CandidateView& x, const CandidateView& y) {
    constexpr std::array<const char*, 8> order = {"likely", "near", "met", "barred", "at_risk", "far", "unknown", "in_library"};
    const auto rank = [&](const CandidateView& v) { return std::find(order.begin(), order.end(), v.place) - order.begin(); };
    if (rank(x) != rank(y)) return rank(x) < rank(y);
    if ((x.admitted == "no") != (y.admitted == "no")) return y.admitted == "no";
    if (x.chance != y.chance) return x.chance.value_or(-1) > y.chance.value_or(-1);
    if (x.ratio != y.ratio) return x.ratio > y.ratio;
    return x.enterprise_id < y.enterprise_id;
  }

  const Date as_of_;
  const Settings& settings_;
  const std::vector<WindowView>& windows_;
  int until_;
  std::vector<Watched> watched_;
  std::vector<Watched> qualified_;  ///< of classes that enter by their qualification, without a line on turnover
  std::vector<forecast::Series> series_;
  std::vector<Watched*> of_series_;
  struct Late {
    forecast::Series series;
    Watched* of;
  };
  std::vector<Late> late_;                     ///< of units that are behind
  std::map<int, forecast::Outlooks> learned_;  ///< by months ahead
  Watch out_;
};

}  // namespace

Result<Watch> watch(const std::vector<WatchedUnit>& units, const std::vector<WindowView>& windows, const Date& as_of,
                    const Settings& settings, const forecast::ForecastProgress& progress) {
  return Watching(units, windows, as_of, settings).run(progress);
}

}  // namespace luodi::cultivation

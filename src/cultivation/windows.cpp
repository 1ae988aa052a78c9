// See windows.h.
#include "cultivation/windows.h"

#include <algorithm>
#include <cstdlib>

#include "base/presets.h"
#include "cultivation/figures.h"

namespace luodi::cultivation {
namespace {

constexpr std::size_t kMostText = 300, kMonthLength = 7;
constexpr std::int64_t kMostBatch = 12;
constexpr int kLongestCount = 400;
constexpr long kSeason = 180;  // days: the calendar of this season

bool is_one_of(std::string_view value, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

/// Working days from the day after `from` up to `until`; nothing where a year has no notice yet.
std::optional<std::int64_t> working_days_between(const Date& from, const Date& until) {
  std::int64_t n = 0;
  const long last = until.days();
  if (last - from.days() > kLongestCount) return std::nullopt;
  for (long day = from.days() + 1; day <= last; ++day) {
    const auto works = is_working_day(Date::from_days(day));
    if (!works) return std::nullopt;
    n += *works ? 1 : 0;
  }
  return n;
}

}  // namespace

const std::vector<WindowView>& window_presets() {
  static const std::vector<WindowView> list = [] {
    std::vector<WindowView> out;
    for (const auto& r : preset_rows("five_above_windows.csv")) {
      if (r.size() < 11) continue;
      WindowView w;
      w.window_id = r[0], w.place = r[1], w.level = r[2], w.channel = r[3], w.batch = std::atoi(r[4].c_str());
      w.classes = preset_list(r[5]);
      w.opens = r[6], w.closes = r[7], w.data_month = r[8], w.kinds = r[9], w.source = r[10];
      out.push_back(std::move(w));
    }
    return out;
  }();
  return list;
}

const std::vector<MonthRuleView>& month_rules() {
  static const std::vector<MonthRuleView> list = [] {
    std::vector<MonthRuleView> out;
    for (const auto& r : preset_rows("five_above_months.csv"))
      if (r.size() >= 3) out.push_back({std::atoi(r[0].c_str()), r[1], r[2]});
    return out;
  }();
  return list;
}

Result<void> check_window(const WindowView& w) {
  const auto bad = [](const char* where, const char* detail) { return fail(ErrorCode::usage, where, "window.bad", detail); };
  if (w.place.empty() || w.place.size() > kMostText) return bad("place", "say whose calendar it is, in at most 300 bytes");
  if (!is_one_of(w.level, {"county", "city", "province", "national"}))
    return bad("level", "a level is county, city, province or national");
  if (!is_one_of(w.channel, {"monthly", "annual"})) return bad("channel", "a channel is monthly or annual");
  if (w.batch < 0 || w.batch > kMostBatch) return bad("batch", "a batch is 1 to 12; 0: it has no number");
  const auto closes = Date::parse(w.closes);
  if (!closes) return bad("closes", "the last day is written 2026-11-20");
  const auto opens = Date::parse(w.opens);
  if (!opens || opens->days() > closes->days())
    return bad("opens", "the first day is written 2026-11-01 and not behind the last");
  if (!w.data_month.empty() && !month_of(w.data_month)) return bad("data_month", "the month of the figures is written 2026-10");
  for (const std::string& c : w.classes)
    if (std::none_of(class_presets().begin(), class_presets().end(), [&](const auto& p) { return p.class_id == c; }) &&
        c != "project")
      return bad("classes", "no such class");
  if (w.source.empty() || w.source.size() > kMostText || w.kinds.size() > kMostText)
    return bad("source", "say which notice it follows, in at most 300 bytes");
  return {};
}

WindowView standing_on(WindowView w, const Date& day) {
  const auto closes = Date::parse(w.closes), opens = Date::parse(w.opens);
  if (!closes) return w;
  w.days_left = closes->days() - day.days();
  w.state = w.days_left < 0 ? "over" : opens && opens->days() > day.days() ? "coming" : "open";
  if (w.days_left >= 0) w.working_days_left = working_days_between(day, *closes);
  return w;
}

bool may_use(const WindowView& w, std::string_view class_id, std::string_view channel) {
  if (!w.classes.empty() && std::find(w.classes.begin(), w.classes.end(), class_id) == w.classes.end()) return false;
  return w.channel == "annual" ? channel != "none" : channel == "monthly";
}

std::vector<WindowView> usable_windows(const std::vector<WindowView>& windows, std::string_view class_id,
                                       std::string_view channel, const Date& day) {
  std::vector<WindowView> out;
  for (const WindowView& one : windows) {
    WindowView w = standing_on(one, day);
    if (w.own && w.state != "over" && may_use(w, class_id, channel)) out.push_back(std::move(w));
  }
  std::stable_sort(out.begin(), out.end(), [](const WindowView& a, const WindowView& b) { return a.closes < b.closes; });
  return out;
}

std::vector<WindowView> windows_to_file_in(const std::vector<WindowView>& windows, std::string_view class_id,
                                           std::string_view channel, const Date& day) {
  const auto of_county = [&](const WindowView& w) {
    const auto closes = Date::parse(w.closes);
    return w.own && w.level == "county" && may_use(w, class_id, channel) && closes && closes->days() >= day.days() - kSeason;
  };
  std::vector<WindowView> out = usable_windows(windows, class_id, channel, day);
  if (std::any_of(windows.begin(), windows.end(), of_county))
    std::erase_if(out, [](const WindowView& w) { return w.level != "county"; });
  return out;
}

namespace {

bool is_own_annual(const WindowView& w, std::string_view class_id) {
  const bool of_class = w.classes.empty() || std::find(w.classes.begin(), w.classes.end(), class_id) != w.classes.end();
  return w.own && w.channel == "annual" && of_class;
}

}  // namespace

std::optional<int> batch_of(const std::vector<WindowView>& windows, std::string_view class_id, std::string_view channel, int year,
                            const Date& day) {
  std::optional<int> of_county, of_others;  // whoever missed the county's window files in none above it
  for (const WindowView& w : windows) {
    const auto closes = Date::parse(w.closes);
    if (!w.own || !closes || !may_use(w, class_id, channel)) continue;
    const int month = month_of(w.data_month).value_or(month_index(closes->year, closes->month) - 1);
    if (month / 12 != year) continue;
    std::optional<int>& last = w.level == "county" ? of_county : of_others;
    last = std::max(last.value_or(0), closes->days() < day.days() ? 0 : month);
  }
  return of_county ? of_county : of_others;
}

bool takes_exits(const WindowView& w) {
  const auto says = [&](std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return w.kinds.find(word) != std::string::npos; });
  };
  return says({"退", "出库", "规上转规下"}) || !says({"纳入", "入库", "规下升规上", "新开业", "变更"});
}

bool exit_window_in(const std::vector<WindowView>& windows, std::string_view class_id, const std::string& month) {
  return std::any_of(windows.begin(), windows.end(), [&](const WindowView& w) {
    return is_own_annual(w, class_id) && takes_exits(w) && w.opens.substr(0, kMonthLength) <= month &&
           month <= w.closes.substr(0, kMonthLength);
  });
}

bool exit_windows_known(const std::vector<WindowView>& windows, std::string_view class_id, const std::string& year) {
  return std::any_of(windows.begin(), windows.end(), [&](const WindowView& w) {
    return is_own_annual(w, class_id) && takes_exits(w) && w.opens.starts_with(year);
  });
}

}  // namespace luodi::cultivation

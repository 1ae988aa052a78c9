// See meeting_day.h.
#include "reading/meeting_day.h"

#include "base/working_days.h"

namespace luodi::reading {

std::optional<DateFound> date_in(View text, Range in) {
  for (std::size_t i = in.begin; i < in.end; ++i) {
    if (!is_digit(text[i]) || (i > in.begin && is_digit(text[i - 1]))) continue;
    std::size_t at = i;
    auto num = [&]() {
      int n = 0;
      std::size_t digits = 0;
      while (at < in.end && is_digit(text[at]) && digits < 5) n = n * 10 + static_cast<int>(text[at++] - U'0'), ++digits;
      return digits == 0 ? -1 : n;
    };
    int year = 0;
    int n = num();
    if (at < in.end && text[at] == U'年' && n >= 1900 && n < 2200) {
      year = n;
      ++at;
      while (at < in.end && is_space(text[at])) ++at;
      n = num();
    }
    if (at >= in.end || text[at] != U'月' || n < 1 || n > 12) continue;
    const int month = n;
    ++at;
    const int day = num();
    if (day < 1 || day > 31 || at >= in.end || (text[at] != U'日' && text[at] != U'号')) continue;
    ++at;
    std::size_t tail = at;
    if (tail < in.end && (text[tail] == U'（' || text[tail] == U'(')) {
      const std::size_t close = text.find_first_of(U"）)", tail);
      if (close != View::npos && close < in.end && close - tail < 10) tail = close + 1;
    }
    bool time = false;
    for (const View w : {U"上午"sv, U"下午"sv, U"晚上"sv, U"晚"sv, U"中午"sv, U"早上"sv, U"清晨"sv, U"夜"sv})
      if (starts(text.substr(tail), w)) {
        tail += w.size();
        time = true;
        break;
      }
    if (time) {
      std::size_t clock = tail;
      while (clock < in.end && (is_digit(text[clock]) || is_numeral(text[clock]) || text[clock] == U':' || text[clock] == U'：'))
        ++clock;
      if (clock > tail && clock < in.end && (text[clock] == U'时' || text[clock] == U'点')) {
        tail = clock + 1;
        std::size_t minute = tail;
        while (minute < in.end && (is_digit(text[minute]) || is_numeral(text[minute]))) ++minute;
        if (minute > tail && minute < in.end && text[minute] == U'分') tail = minute + 1;
        if (tail < in.end && text[tail] == U'半') ++tail;
      }
    }
    DateFound d;
    char buffer[16];
    if (year != 0) {
      std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", year, month, day);
    } else {
      std::snprintf(buffer, sizeof buffer, "--%02d-%02d", month, day);
    }
    d.iso = buffer;
    d.has_year = year != 0;
    d.range = {i, tail};
    return d;
  }
  return std::nullopt;
}

constexpr std::size_t kNumberLine = 200;  // characters of the head in which a document's number stands

std::optional<int> year_for(const Article& a, const std::string& iso, Range ordinal) {
  const int month = (iso[2] - '0') * 10 + (iso[3] - '0');
  auto four = [&](std::size_t i) -> int {
    int y = 0;
    for (std::size_t k = i; k < i + 4; ++k) {
      if (k >= a.text.size() || !is_digit(a.text[k])) return 0;
      y = y * 10 + static_cast<int>(a.text[k] - U'0');
    }
    return i + 4 < a.text.size() && a.text[i + 4] == U'年' && y > 1990 && y < 2200 ? y : 0;
  };
  for (std::size_t i = ordinal.begin; i < ordinal.end; ++i)
    if (const int y = four(i); y != 0) return y;
  if (a.published) {
    const int year = std::stoi(a.published->substr(0, 4));
    const int published_month = std::stoi(a.published->substr(5, 2));
    return month > published_month ? year - 1 : year;
  }
  // Minutes bear the year in their number: 〔2025〕33号.
  for (std::size_t i = 0; i + 6 < a.text.size() && i < kNumberLine; ++i)
    if (View(U"〔[［").find(a.text[i]) != View::npos && View(U"〕]］").find(a.text[i + 5]) != View::npos) {
      int y = 0;
      for (std::size_t k = i + 1; k < i + 5; ++k) y = is_digit(a.text[k]) ? y * 10 + static_cast<int>(a.text[k] - U'0') : 0;
      if (y > 1990 && y < 2200) return y;
    }
  if (month < 11) return std::nullopt;
  for (std::size_t i = 0; i + 4 < a.text.size(); ++i)
    if (const int y = four(i); y != 0 && (i == 0 || !is_digit(a.text[i - 1]))) {
      const View about = a.text.substr(i + 5, 14);
      if (contains_any(about, {U"执行情况"sv, U"完成情况"sv, U"绩效"sv, U"运行情况"sv, U"总结"sv, U"开展情况"sv})) return y;
    }
  return std::nullopt;
}

std::optional<DayAlone> day_alone(View text, Range sentence) {
  constexpr std::size_t kDateline = 30;  // "本报讯（记者某某）29日上午"
  for (std::size_t i = sentence.begin; i < sentence.end && i < sentence.begin + kDateline; ++i) {
    if (!is_digit(text[i]) || (i > sentence.begin && (is_digit(text[i - 1]) || text[i - 1] == U'月'))) continue;
    std::size_t at = i;
    int day = 0;
    while (at < sentence.end && is_digit(text[at]) && at - i < 2) day = day * 10 + static_cast<int>(text[at++] - U'0');
    if (day < 1 || day > 31 || at >= sentence.end || text[at] != U'日') continue;
    const View behind = text.substr(at + 1, sentence.end - at - 1);
    std::size_t time = 0;
    for (const View w : {U"上午"sv, U"下午"sv, U"晚上"sv, U"晚"sv})
      if (time == 0 && starts(behind, w)) time = w.size();
    if (time == 0 && (behind.empty() || !is_comma(behind[0]))) continue;
    return DayAlone{day, {i, at + 1 + time}};
  }
  return std::nullopt;
}

std::string dated_by(const std::string& published, int day) {
  int year = std::stoi(published.substr(0, 4)), month = std::stoi(published.substr(5, 2));
  bool before = day > std::stoi(published.substr(8, 2));
  while (before || day > days_in_month(year, month)) {  // on the 1st of March, the 31st is January's
    if (--month == 0) month = 12, --year;
    before = false;
  }
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", year, month, day);
  return buffer;
}

}  // namespace luodi::reading

#include "registers/enterprise/cleaners.h"

#include <algorithm>
#include <cmath>

#include "base/credit_code.h"
#include "registers/enterprise/name_parts.h"
#include "registers/linkage/loading.h"

namespace luodi::registers {
namespace {

void clean_name(std::string_view cell, std::string& out) {
  out = utf8_of(normal_name(told_names(cell).now));
}
void clean_core(std::string_view cell, std::string& out) {
  out = utf8_of(parts_of_name(cell).core);
}

/// The core by sounds: a stand-in character for each syllable, so that homophones block together. Two syllables that meet in one
/// stand-in only add candidates.
void clean_sound(std::string_view cell, std::string& out) {
  std::u16string sounds;
  for (const char16_t c : parts_of_name(cell).core) {
    const std::string syllable = syllable_of(c);
    sounds += static_cast<char16_t>(0x4E00 + (syllable.empty() ? c : content_hash(syllable)) % 20000);
  }
  out = utf8_of(sounds);
}

/// Places of a name, an address, an authority: cells of several columns are joined by a line break.
void clean_seat(std::string_view cell, std::string& out) {
  std::vector<std::string> codes;
  while (!cell.empty()) {
    const std::size_t end = std::min(cell.find('\n'), cell.size());
    for (const std::string& code : places_in(normal_name(cell.substr(0, end)))) codes.push_back(code.substr(0, 6));
    cell.remove_prefix(std::min(end + 1, cell.size()));
  }
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  // What contains another is less exact and says nothing more.
  for (std::size_t i = 0; i < codes.size() && codes.size() <= 8; ++i) {
    const bool contains = std::any_of(codes.begin(), codes.end(),
                                      [&](const auto& c) { return c.size() > codes[i].size() && c.starts_with(codes[i]); });
    if (!contains) out += (out.empty() ? "" : ";") + codes[i];
  }
}

/// The town: of the cells of several columns, joined by a line break, the first that tells one.
void clean_town(std::string_view cell, std::string& out) {
  while (!cell.empty() && out.empty()) {
    const std::size_t end = std::min(cell.find('\n'), cell.size());
    out = utf8_of(town_told(normal_name(cell.substr(0, end))));
    cell.remove_prefix(std::min(end + 1, cell.size()));
  }
}

void clean_code(std::string_view cell, std::string& out) {
  out = read_code(cell).value;
}
void clean_valid_code(std::string_view cell, std::string& out) {
  out = valid_credit_code(cell);
}
/// 主体标识码, places 9 to 17 of a credit code: it outlives a change of the registering authority, and is the 组织机构代码 of
/// before 2015, which the 15 places of an old tax number (区划码 + 组织机构代码) end on. Of the cells of several columns, joined
/// by a line break, the first that holds one.
void clean_inner_code(std::string_view cell, std::string& out) {
  while (!cell.empty() && out.empty()) {
    const std::size_t end = std::min(cell.find('\n'), cell.size());
    const CodeReading r = read_code(cell.substr(0, end));
    cell.remove_prefix(std::min(end + 1, cell.size()));
    if (r.kind == CodeKind::credit_code && r.inner_valid)
      out = r.value.substr(8, 9);
    else if (r.kind == CodeKind::organization_code && r.valid)
      out = r.value;
    else if (const std::string inner = inner_of_tax_number(r.value); !inner.empty())
      out = inner;
  }
}
/// The n-th former name: of those in brackets behind the name (the last line), then of a cell of former names before it.
std::string former_name(std::string_view cell, std::size_t n) {
  const std::size_t line = cell.rfind('\n');
  std::vector<std::string> former = told_names(line == std::string_view::npos ? cell : cell.substr(line + 1)).former;
  if (line != std::string_view::npos && former.size() < n)
    for (std::string& listed : listed_names(cell.substr(0, line))) former.push_back(std::move(listed));
  return former.size() < n ? std::string() : former[n - 1];
}
void clean_phone(std::string_view cell, std::string& out) {
  out = local_phone_of(cell);
}
void clean_capital(std::string_view cell, std::string& out) {
  if (const auto c = capital_of(cell)) out = c->currency + std::to_string(c->amount);
}
/// Of a column whose heading says 万元: a bare number counts ten thousands.
void clean_capital_in_wan(std::string_view cell, std::string& out) {
  static constexpr std::string_view kUnits[] = {"万", "亿", "元", "币"};
  const bool bare =
      std::none_of(std::begin(kUnits), std::end(kUnits), [&](auto unit) { return cell.find(unit) != std::string_view::npos; });
  clean_capital(bare ? std::string(cell) + "万" : std::string(cell), out);
}

}  // namespace

std::string phone_of(std::string_view typed) {
  std::string text, digits;
  clean_text(typed, text);
  for (const char c : text) {
    if (c >= '0' && c <= '9') digits += c;
    // An extension or a second number follows: 转801, -801 behind a whole number, another behind a mark.
    else if (digits.size() >= 7 && (static_cast<signed char>(c) < 0 || c == ',' || c == ';' || c == '/' || c == 'x' || c == '*'))
      break;
    else if (digits.size() >= 10 && c == '-')
      break;
  }
  if (digits.starts_with("0086"))
    digits.erase(0, 4);
  else if (digits.starts_with("86") && digits.size() > 11)
    digits.erase(0, 2);
  return digits.size() < 7 || digits.size() > 16 ? "" : digits;
}

std::string local_phone_of(std::string_view typed) {
  std::string digits = phone_of(typed);
  if (digits.size() < 10 || digits.size() > 12 || digits[0] != '0') return digits;
  const std::size_t area = digits[1] == '1' || digits[1] == '2' ? 3 : 4;  // 010, 02x; 03xx to 09xx
  const std::size_t rest = digits.size() - area;
  return rest == 7 || rest == 8 ? digits.substr(area) : digits;
}

namespace {

/// The value of "伍佰万", "一千二百万", "壹亿伍仟万": numerals up to the first other character; nothing where there is none.
std::optional<double> amount_in_words(std::string_view text) {
  static constexpr std::u16string_view kDigits = u"零一二三四五六七八九", kFormal = u"〇壹贰叁肆伍陆柒捌玖", kTens = u"十百千",
                                       kFormalTens = u"拾佰仟";
  double whole = 0, section = 0, digit = 0;
  bool found = false;
  for (const char16_t c : units_of(text)) {
    const std::size_t plain =
        std::min({kDigits.find(c), kFormal.find(c), c == u'两' ? std::size_t{2} : std::u16string_view::npos});
    const std::size_t ten = std::min(kTens.find(c), kFormalTens.find(c));
    if (plain != std::u16string_view::npos) {
      digit = static_cast<double>(plain);
    } else if (ten != std::u16string_view::npos) {
      section += (digit == 0 ? 1 : digit) * std::pow(10, static_cast<double>(ten) + 1);
      digit = 0;
    } else if ((c == u'万' || c == u'亿') && (section > 0 || digit > 0 || whole > 0)) {
      whole = c == u'万' ? whole + (section + digit) * 1e4 : (whole + section + digit) * 1e8;
      section = digit = 0;
    } else if (found) {
      break;
    } else {
      continue;  // 人民币 in front
    }
    found = true;
  }
  return whole + section + digit > 0 ? std::optional(whole + section + digit) : std::nullopt;
}

std::string currency_of(std::string_view text) {
  std::string out = Capital{}.currency;
  for (const auto& [word, code] : {std::pair{"美元", "USD"},
                                   {"美金", "USD"},
                                   {"usd", "USD"},
                                   {"港", "HKD"},
                                   {"hkd", "HKD"},
                                   {"欧元", "EUR"},
                                   {"日元", "JPY"},
                                   {"英镑", "GBP"},
                                   {"台币", "TWD"},
                                   {"韩元", "KRW"}})
    if (text.find(word) != std::string_view::npos) out = code;
  return out;
}

}  // namespace

std::optional<Capital> capital_of(std::string_view typed) {
  std::string text;
  clean_text(typed, text);
  if (std::none_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    const auto yuan = amount_in_words(text);
    if (!yuan || *yuan * 100 >= 9e18) return std::nullopt;
    Capital c;
    c.currency = currency_of(text), c.amount = static_cast<std::int64_t>(std::llround(*yuan * 100));
    return c;
  }
  std::string number;
  std::size_t end = 0;
  for (; end < text.size(); ++end) {
    const char c = text[end];
    if ((c >= '0' && c <= '9') || (c == '.' && !number.empty()))
      number += c;
    else if (c == ',' && !number.empty())
      continue;
    else if (!number.empty())
      break;
  }
  if (number.empty()) return std::nullopt;
  const std::string rest = text.substr(end);
  double factor = 100;
  if (rest.find("亿") != std::string::npos)
    factor = 1e10;
  else if (rest.find("万") != std::string::npos)
    factor = 1e6;
  Capital c;
  c.currency = currency_of(text);
  const double amount = std::atof(number.c_str()) * factor;
  if (!(amount >= 0 && amount < 9e18)) return std::nullopt;
  c.amount = static_cast<std::int64_t>(std::llround(amount));
  return c;
}

void add_enterprise_cleaners() {
  add_cleaner("enterprise_name", clean_name);
  add_cleaner("enterprise_core", clean_core);
  add_cleaner("enterprise_sound", clean_sound);
  add_cleaner("enterprise_seat", clean_seat);
  add_cleaner("enterprise_town", clean_town);
  add_cleaner("credit_code", clean_code);
  add_cleaner("valid_code", clean_valid_code);
  add_cleaner("inner_code", clean_inner_code);
  add_cleaner("former_name1", [](std::string_view cell, std::string& out) { clean_name(former_name(cell, 1), out); });
  add_cleaner("former_name2", [](std::string_view cell, std::string& out) { clean_name(former_name(cell, 2), out); });
  add_cleaner("former_core1", [](std::string_view cell, std::string& out) { clean_core(former_name(cell, 1), out); });
  add_cleaner("former_core2", [](std::string_view cell, std::string& out) { clean_core(former_name(cell, 2), out); });
  add_cleaner("phone", clean_phone);
  add_cleaner("capital", clean_capital);
  add_cleaner("capital_in_wan", clean_capital_in_wan);
}

}  // namespace luodi::registers

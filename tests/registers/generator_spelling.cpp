// See generator_spelling.h.
#include "generator_spelling.h"

#include <array>
#include <string_view>

namespace luodi::registers_generator {
namespace {

std::string mobile_spelled(const std::string& number, Random& random) {
  switch (random.below(8)) {
    case 0: return "+86" + number;
    case 1: return "+86 " + number;
    case 2: return number.substr(0, 3) + "-" + number.substr(3, 4) + "-" + number.substr(7);
    case 3: return number.substr(0, 3) + " " + number.substr(3, 4) + " " + number.substr(7);
    default: return number;
  }
}

std::string landline_spelled(const std::string& area, const std::string& number, Random& random) {
  switch (random.below(8)) {
    case 0: return "(" + area + ")" + number;
    case 1: return "（" + area + "）" + number;
    case 2: return area + number;
    case 3: return area + " " + number;
    case 4: return "+86-" + area.substr(1) + "-" + number;
    default: return area + "-" + number;
  }
}

/// 1 to 999: 一百零五, 十二.
std::string chinese_numeral(std::size_t number) {
  constexpr std::array<std::string_view, 10> digits = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  const std::size_t hundreds = number / 100, tens = number / 10 % 10, ones = number % 10;
  std::string out;
  if (hundreds != 0) out.append(digits[hundreds]).append("百");
  if (tens == 0 && hundreds != 0 && ones != 0) out += digits[0];
  if (tens > 1 || (tens == 1 && hundreds != 0)) out += digits[tens];
  if (tens != 0) out += "十";
  if (ones != 0) out += digits[ones];
  return out;
}

std::string full_width(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c < '0' || c > '9')
      out += c;
    else
      out.append("\xEF\xBC").append(1, static_cast<char>('\x90' + (c - '0')));
  }
  return out;
}

std::string with_separators(const std::string& figures) {
  std::string out;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (i != 0 && (figures.size() - i) % 3 == 0) out += ',';
    out += figures[i];
  }
  return out;
}

std::string region_of(const Address& a) {
  return std::string(a.province).append(a.prefecture);
}
std::string street_of(const Address& a) {
  return std::string(a.county).append(a.town).append(a.road);
}
std::string rooms_of(const Address& a) {
  return a.building == 0 ? std::string() : std::to_string(a.building) + "栋" + std::to_string(a.room) + "室";
}

}  // namespace

std::string phone_spelled(const Phone& phone, Random& random) {
  if (random.below(3) == 0) return {};
  return phone.area.empty() ? mobile_spelled(phone.number, random)
                            : landline_spelled(std::string(phone.area), phone.number, random);
}

std::string address_spelled(const Address& address) {
  return region_of(address) + street_of(address) + std::to_string(address.number) + "号" + rooms_of(address);
}

std::string address_reformatted(const Address& address, Random& random) {
  const std::size_t ways = 1 + random.below(15);
  std::string out = (ways & 1) != 0 ? "" : region_of(address);
  out += street_of(address);
  const bool numeral = (ways & 2) != 0 && random.chance(0.5);
  out += numeral ? chinese_numeral(address.number) : std::to_string(address.number);
  out += (ways & 2) != 0 && !numeral ? "号院" : "号";
  if ((ways & 4) == 0) out += rooms_of(address);
  return (ways & 8) != 0 ? full_width(out) : out;
}

std::string capital_spelled(std::uint32_t ten_thousands, bool dollars, Random& random) {
  const std::string figures = std::to_string(ten_thousands);
  if (dollars) return random.chance(0.5) ? figures + "(万美元)" : figures + "万美元";
  switch (random.below(8)) {
    case 0: return figures + "(万)";
    case 1: return figures + "(万人民币元)";
    case 2: return figures + "万元人民币";
    case 3: return figures + "0000元";
    case 4: return with_separators(figures) + "万元";
    case 5: return figures + ".000000万人民币";
    case 6: return figures + "万";
    default: return figures + "万元";
  }
}

}  // namespace luodi::registers_generator

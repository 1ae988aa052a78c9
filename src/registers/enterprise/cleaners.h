// Cleaners of Chinese registers, known to plans by name: enterprise_name, enterprise_core, enterprise_sound, enterprise_seat,
// enterprise_town, credit_code, valid_code, inner_code, former_name1, former_core1 (and 2), phone, capital, capital_in_wan.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace luodi::registers {

/// Makes the cleaners known; once is enough.
void add_enterprise_cleaners();

/// 注册资本 in its spellings ("50(万)", "100(万人民币元)", "30万元人民币", "5(万美元)", "500000元", "1,000万元", "一百万元") in
/// whole units of its currency; nothing where there is no amount. `currency`: CNY, USD, HKD, EUR, JPY …
struct Capital {
  std::int64_t amount = 0;  ///< hundredths
  std::string currency = "CNY";
};
std::optional<Capital> capital_of(std::string_view typed);

/// A phone as digits: +86 and extensions off, the area code kept where it is written; "" where it is none.
std::string phone_of(std::string_view typed);

/// ... without the area code of a fixed line, which one register writes and the next leaves out; two lines of different places
/// with one number are as rare as chance makes them.
std::string local_phone_of(std::string_view typed);

}  // namespace luodi::registers

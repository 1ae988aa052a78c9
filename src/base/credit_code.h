// 统一社会信用代码 (GB 32100-2015), 组织机构代码 (GB 11714-1997) and the 15-digit 注册号 (GS 15-2006): checks and proposals of
// repair.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace luodi {

enum class CodeKind { none, credit_code, registration_number, organization_code };

/// What a typed code is. `value` is without blanks and hyphens, in capitals and half-width; nothing is repaired in it.
struct CodeReading {
  CodeKind kind = CodeKind::none;  ///< by length and alphabet
  std::string value;
  bool valid = false;        ///< its check characters are right and an authority can have given it
  bool inner_valid = false;  ///< of a credit code: characters 9-17 pass GB 11714 too, or carry the B of a head office
};
CodeReading read_code(std::string_view typed);

/// The credit code that a cell holds, where its check character is right; "" for anything else, a valid 15-digit number included:
/// only this is an identity.
std::string valid_credit_code(std::string_view typed);

/// The 组织机构代码 that a tax number of before 2015 ends on: 15 places, the code of a division and those nine; "" where its
/// check character is wrong or the number is a valid 注册号.
std::string inner_of_tax_number(std::string_view value);

/// 校验码 of the first 17 characters: (31 - sum mod 31) mod 31, GB 32100-2015 section 4.2.6; nothing where one is not of the
/// alphabet.
std::optional<char> credit_code_check(std::string_view first17);
/// 校验码 of 8 characters: 11 - sum mod 11 with 10 = X and 11 = 0, GB 11714-1997.
std::optional<char> organization_code_check(std::string_view first8);
/// Check digit of 14 digits by ISO 7064 MOD 11,10.
std::optional<char> registration_number_check(std::string_view first14);

/// Codes that one slip away from `typed` (a look-alike letter, one wrong character, two neighbours swapped) would be valid, both
/// checks passed, most likely first; at most `most`. Never put in place of what stands there: a person decides.
std::vector<std::string> credit_code_repairs(std::string_view typed, std::size_t most = 5);

/// What the first two characters say: enterprise 91, self_employed 92 (个体工商户), cooperative 93 (农民专业合作社), other; ""
/// none.
std::string_view kind_by_code(std::string_view credit_code);

}  // namespace luodi

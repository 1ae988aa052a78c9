#include "base/credit_code.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/divisions.h"

namespace luodi {
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr std::array<int, 17> kWeights = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
constexpr std::array<int, 8> kInnerWeights = {3, 7, 9, 10, 5, 8, 4, 2};

int value_36(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return c >= 'A' && c <= 'Z' ? c - 'A' + 10 : -1;
}

bool digits(std::string_view s) {
  return !s.empty() && std::all_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Capitals and half-width; blanks, hyphens and quotes out.
std::string plain(std::string_view typed) {
  std::string out;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    auto c = static_cast<unsigned char>(typed[i]);
    if (c == 0xEF && i + 2 < typed.size()) {  // U+FF01 … U+FF5E
      const unsigned point = (static_cast<unsigned>(static_cast<unsigned char>(typed[i + 1])) & 0x3FU) << 6U |
                             (static_cast<unsigned char>(typed[i + 2]) & 0x3FU);
      c = static_cast<unsigned char>(point + 0xF000 - 0xFF01 + 0x21);
      i += 2;
    } else if (c >= 0x80) {
      return {};
    }
    if (c == ' ' || c == '-' || c == '\'' || c == '"' || c == '\t') continue;
    out += static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
  }
  return out;
}

bool credit_valid(std::string_view code) {
  const auto check = code.size() == 18 ? credit_code_check(code.substr(0, 17)) : std::nullopt;
  return check && *check == code[17];
}

bool inner_ok(std::string_view code) {
  const auto check = organization_code_check(code.substr(8, 8));
  return check && (*check == code[16] || code[16] == 'B');
}

/// I, O, S, V, Z are not in the alphabet; these look like them.
char look_alike(char c) {
  switch (c) {
    case 'O': return '0';
    case 'I': return '1';
    case 'Z': return '2';
    case 'S': return '5';
    case 'V': return 'U';
    default: return c;
  }
}

/// 登记管理部门 and 机构类别, places 1 and 2, GB 32100-2015 with amendment XG1-2016: 9 is market supervision with 1 enterprise,
/// 2 self-employed, 3 cooperative. The 9 of "other" is documented for 1 and 5 only.
bool registers_known_kind(std::string_view code) {
  static constexpr std::array<std::string_view, 12> kKinds = {"1:1239", "2:1", "3:12345", "4:1", "5:1239", "6:12",
                                                              "7:12",   "8:1", "9:123",   "A:1", "N:123",  "Y:1"};
  return std::any_of(kKinds.begin(), kKinds.end(),
                     [&](std::string_view k) { return k[0] == code[0] && k.substr(2).find(code[1]) != std::string_view::npos; });
}

/// A code that an authority can have given. Both check characters alone let placeholders pass (eighteen noughts, 123456789…).
bool can_be_given(std::string_view code) {
  return credit_valid(code) && inner_ok(code) && digits(code.substr(2, 6)) && code.substr(2, 2) >= "10";
}

/// How well places 3 to 8 name a division: 2 a county or prefecture of the list, 1 one of a known prefecture (codes outlive
/// divisions), 0 none.
int division_named(std::string_view code) {
  const Divisions& divisions = Divisions::get();
  if (code.substr(2, 6) == "100000" || divisions.known(code.substr(2, 6))) return 2;
  if (code.substr(6, 2) == "00" && divisions.known(code.substr(2, 4))) return 2;
  return divisions.known(code.substr(2, 4)) ? 1 : 0;
}

/// Repairs in the order they are offered, those that name a division of today first; what no authority could have given is left
/// out.
class Repairs {
 public:
  explicit Repairs(std::size_t most) : most_(most) {}
  void offer(const std::string& code) {
    if (!can_be_given(code) || !registers_known_kind(code)) return;
    const int named = division_named(code);
    if (named == 0 || std::find(found_.begin(), found_.end(), std::pair(named, code)) != found_.end()) return;
    found_.emplace_back(named, code);
  }
  std::vector<std::string> take() {
    std::stable_sort(found_.begin(), found_.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<std::string> out;
    for (const auto& [named, code] : found_)
      if (out.size() < most_) out.push_back(code);
    return out;
  }

 private:
  std::size_t most_;
  std::vector<std::pair<int, std::string>> found_;
};

}  // namespace

std::optional<char> credit_code_check(std::string_view first17) {
  int sum = 0;
  for (std::size_t i = 0; i < 17; ++i) {
    const std::size_t v = i < first17.size() ? kAlphabet.find(first17[i]) : std::string_view::npos;
    if (v == std::string_view::npos) return std::nullopt;
    sum += static_cast<int>(v) * kWeights[i];
  }
  return kAlphabet[static_cast<std::size_t>((31 - sum % 31) % 31)];
}

std::optional<char> organization_code_check(std::string_view first8) {
  int sum = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    const int v = i < first8.size() ? value_36(first8[i]) : -1;
    if (v < 0) return std::nullopt;
    sum += v * kInnerWeights[i];
  }
  const int check = 11 - sum % 11;
  return check == 11 ? '0' : check == 10 ? 'X' : static_cast<char>('0' + check);
}

std::optional<char> registration_number_check(std::string_view first14) {
  if (first14.size() != 14 || !digits(first14)) return std::nullopt;
  int p = 10;
  for (const char c : first14) {
    int s = (p + (c - '0')) % 10;
    if (s == 0) s = 10;
    p = s * 2 % 11;
  }
  return static_cast<char>('0' + (11 - p) % 10);
}

CodeReading read_code(std::string_view typed) {
  CodeReading r;
  r.value = plain(typed);
  if (r.value.size() == 18) {
    r.kind = CodeKind::credit_code;
    r.valid = can_be_given(r.value);
    r.inner_valid = inner_ok(r.value);
  } else if (r.value.size() == 15 && digits(r.value)) {
    r.kind = CodeKind::registration_number;
    r.valid = registration_number_check(std::string_view(r.value).substr(0, 14)) == r.value[14];
  } else if (r.value.size() == 9) {
    r.kind = CodeKind::organization_code;
    const auto check = organization_code_check(std::string_view(r.value).substr(0, 8));
    r.valid = check && *check == r.value[8];
  }
  return r;
}

std::string inner_of_tax_number(std::string_view value) {
  if (value.size() != 15 || !digits(value.substr(0, 6))) return "";
  if (registration_number_check(value.substr(0, 14)) == value[14]) return "";
  const auto check = organization_code_check(value.substr(6, 8));
  return check && *check == value[14] ? std::string(value.substr(6)) : "";
}

std::string valid_credit_code(std::string_view typed) {
  const CodeReading r = read_code(typed);
  return r.kind == CodeKind::credit_code && r.valid ? r.value : "";
}

std::vector<std::string> credit_code_repairs(std::string_view typed, std::size_t most) {
  std::string code = plain(typed);
  if (code.size() != 18) return {};
  Repairs repairs(most);
  std::transform(code.begin(), code.end(), code.begin(), look_alike);
  repairs.offer(code);
  for (std::size_t i = 0; i + 1 < code.size(); ++i) {
    std::string swapped = code;
    std::swap(swapped[i], swapped[i + 1]);
    repairs.offer(swapped);
  }
  for (std::size_t i = 0; i < code.size(); ++i) {
    std::string changed = code;
    for (const char c : kAlphabet) {
      changed[i] = c;
      repairs.offer(changed);
    }
  }
  return repairs.take();
}

std::string_view kind_by_code(std::string_view code) {
  if (code.size() != 18) return "";
  const std::string_view first = code.substr(0, 2);
  return first == "91" ? "enterprise" : first == "92" ? "self_employed" : first == "93" ? "cooperative" : "other";
}

}  // namespace luodi

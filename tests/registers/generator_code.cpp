// See generator_code.h.
#include "generator_code.h"

#include <array>
#include <cstddef>
#include <utility>

namespace luodi::registers_generator {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";  // GB 32100: no I, O, S, V, Z
constexpr std::uint64_t bodies = std::uint64_t{31} * 31 * 31 * 31 * 31 * 31;

/// GB 11714: in its weighted sum a letter counts its place in the whole alphabet, A = 10 to Z = 35.
char organisation_check(std::string_view body) {
  constexpr std::array<int, 8> weights = {3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * (body[i] <= '9' ? body[i] - '0' : body[i] - 'A' + 10);
  const int check = 11 - sum % 11;
  return check == 10 ? 'X' : check == 11 ? '0' : static_cast<char>('0' + check);
}

/// GB 32100: here a letter counts its place in the alphabet of 31.
char credit_check(std::string_view code) {
  std::size_t sum = 0, weight = 1;
  for (const char c : code) {
    sum += weight * alphabet.find(c);
    weight = weight * 3 % 31;
  }
  return alphabet[(31 - sum % 31) % 31];
}

void change_one(std::string& code, Random& random) {
  const std::size_t at = random.below(code.size());
  const std::size_t digits = 10;
  const std::size_t was = alphabet.find(code[at]);
  code[at] = alphabet[was < digits ? (was + 1 + random.below(digits - 1)) % digits : (was + 1) % alphabet.size()];
}

bool swap_neighbours(std::string& code, Random& random) {
  const std::size_t at = random.below(code.size() - 1);
  const bool differ = code[at] != code[at + 1];
  std::swap(code[at], code[at + 1]);
  return differ;
}

bool misread(std::string& code, char digit, char letter) {
  const std::size_t at = code.rfind(digit);
  if (at == std::string::npos) return false;
  code[at] = letter;
  return true;
}

}  // namespace

CreditCodes::CreditCodes(std::uint64_t seed) : seed_(seed), bodies_(bodies, key(seed, Purpose::bodies, 0)) {}

std::string CreditCodes::code(std::uint64_t entity, char category, std::string_view division) const {
  Random random(key(seed_, Purpose::bodies, entity + 1));
  std::string body = "MA";  // firms since 2015; older ones have figures there
  if (!random.chance(0.6)) body = {static_cast<char>('0' + random.below(8)), static_cast<char>('0' + random.below(10))};
  for (std::uint64_t rest = bodies_.at(entity), i = 0; i < 6; ++i, rest /= 31) body += alphabet[rest % 31];
  std::string code = {'9', category};
  code += division;
  code += body;
  code += organisation_check(body);
  code += credit_check(code);
  return code;
}

std::string corrupted(std::string code, Random& random) {
  bool done = false;
  switch (random.below(4)) {
    case 0: done = swap_neighbours(code, random); break;
    case 1: done = misread(code, '0', 'O'); break;
    case 2: done = misread(code, '1', 'I'); break;
    default: break;
  }
  if (!done) change_one(code, random);
  return code;
}

}  // namespace luodi::registers_generator

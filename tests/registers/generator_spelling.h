// The ways in which clerks write a telephone, an address and a sum of money.
#pragma once

#include <cstdint>
#include <string>

#include "generator_firm.h"
#include "generator_random.h"

namespace luodi::registers_generator {

/// Empty for one row in three.
std::string phone_spelled(const Phone& phone, Random& random);

std::string address_spelled(const Address& address);
/// At least one of: without province and prefecture; the number in Chinese numerals or as 号院; without building and room;
/// in full-width digits.
std::string address_reformatted(const Address& address, Random& random);

std::string capital_spelled(std::uint32_t ten_thousands, bool dollars, Random& random);

}  // namespace luodi::registers_generator

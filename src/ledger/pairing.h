// Pairing: which requirement of one paper is which of another.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace luodi::ledger {

/// For each requirement of a later paper the one of the earlier papers that says the same, each taken once; nothing for a
/// new one. Twins and differences both stand on it, so that they pair alike.
std::vector<std::optional<std::size_t>> same_in(const std::vector<std::string>& earlier, const std::vector<std::string>& later);

/// Narrow marks for wide ones and no spaces: what two copies of a sentence may differ in without saying anything else.
std::u32string widths_folded(const std::string& s);

}  // namespace luodi::ledger

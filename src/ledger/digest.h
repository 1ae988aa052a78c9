// Digests and random bytes of the ledger: SHA-256, or SM3 (GB/T 32905-2016) where the county's rules ask for it.
#pragma once

#include <string>
#include <string_view>

namespace luodi::ledger {

enum class Algorithm { sha256, sm3 };

/// Lower-case hex digest, 64 characters.
std::string digest(Algorithm algorithm, std::string_view bytes);
inline std::string sha256(std::string_view bytes) {
  return digest(Algorithm::sha256, bytes);
}
/// n random bytes as hex.
std::string random_hex(std::size_t n);

}  // namespace luodi::ledger

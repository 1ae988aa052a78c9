// See digest.h.
#include "ledger/digest.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <array>
#include <cstdlib>
#include <vector>

namespace luodi::ledger {
namespace {

std::string hex(const unsigned char* bytes, std::size_t n) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (std::size_t i = 0; i < n; ++i) {
    out += kDigits[bytes[i] >> 4U];
    out += kDigits[bytes[i] & 15U];
  }
  return out;
}

}  // namespace

std::string digest(Algorithm algorithm, std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
  unsigned int size = 0;
  const EVP_MD* method = algorithm == Algorithm::sm3 ? EVP_sm3() : EVP_sha256();
  if (EVP_Digest(bytes.data(), bytes.size(), out.data(), &size, method, nullptr) != 1) std::abort();
  return hex(out.data(), size);
}

std::string random_hex(std::size_t n) {
  std::vector<unsigned char> bytes(n);
  // Without randomness neither salts nor tokens mean anything, so the program stops.
  if (RAND_bytes(bytes.data(), static_cast<int>(n)) != 1) std::abort();
  return hex(bytes.data(), n);
}

}  // namespace luodi::ledger

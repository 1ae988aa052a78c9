// Randomness that is the same with every compiler and library: a hash, a stream, a keyed permutation, a skewed choice.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace luodi::registers_generator {

/// The finishing step of splitmix64: a bijection in which every bit depends on every other.
constexpr std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
  return x ^ (x >> 31);
}

/// What the draws are for; each purpose has its own stream, so that a new draw in one leaves the others as they were.
enum class Purpose : std::uint64_t {
  order,
  left_order,
  right_order,
  bodies,
  family,
  place,
  work,
  phone,
  agent,
  home,
  incubator,
  rest,
  renamed,
  branch,
  left_dirt,
  right_dirt
};

constexpr std::uint64_t key(std::uint64_t seed, Purpose purpose, std::uint64_t number) {
  const std::uint64_t stream = mixed(seed * 0x9e3779b97f4a7c15U + static_cast<std::uint64_t>(purpose) + 1);
  return mixed(stream + number * 0x9e3779b97f4a7c15U);
}

/// splitmix64. The distributions of the standard library differ from one library to the next, hence our own.
class Random {
 public:
  explicit Random(std::uint64_t key) : state_(key) {}

  std::uint64_t next() { return mixed(state_ += 0x9e3779b97f4a7c15U); }
  /// 0 to bound - 1, for bounds below 2^32.
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(((next() >> 32) * bound) >> 32); }
  bool chance(double share) { return static_cast<double>(next() >> 11) * 0x1p-53 < share; }

 private:
  std::uint64_t state_;
};

/// A keyed permutation of 0 … size - 1 that needs no memory: a Feistel network over the next power of four, walked until
/// it falls inside.
class Permutation {
 public:
  Permutation(std::uint64_t size, std::uint64_t key) : size_(size), key_(key) {
    while (half_ < 31 && (std::uint64_t{1} << (2 * half_)) < size) ++half_;
    mask_ = (std::uint64_t{1} << half_) - 1;
  }

  std::uint64_t at(std::uint64_t place) const {
    do place = forward(place);
    while (place >= size_);
    return place;
  }
  /// The inverse: at(place_of(value)) == value.
  std::uint64_t place_of(std::uint64_t value) const {
    do value = backward(value);
    while (value >= size_);
    return value;
  }

 private:
  static constexpr std::uint64_t rounds = 4;

  std::uint64_t scrambled(std::uint64_t half, std::uint64_t round) const { return mixed(key_ + half * rounds + round) & mask_; }
  std::uint64_t forward(std::uint64_t x) const {
    std::uint64_t high = x >> half_, low = x & mask_;
    for (std::uint64_t round = 0; round < rounds; ++round) {
      const std::uint64_t next = high ^ scrambled(low, round);
      high = low;
      low = next;
    }
    return (high << half_) | low;
  }
  std::uint64_t backward(std::uint64_t x) const {
    std::uint64_t high = x >> half_, low = x & mask_;
    for (std::uint64_t round = rounds; round-- > 0;) {
      const std::uint64_t before = low ^ scrambled(high, round);
      low = high;
      high = before;
    }
    return (high << half_) | low;
  }

  std::uint64_t size_, key_, mask_ = 0;
  unsigned half_ = 1;
};

/// Chooses among a table's entries by whole-number weights.
class Weighted {
 public:
  explicit Weighted(const std::vector<std::uint32_t>& weights) {
    for (const std::uint32_t weight : weights) sums_.push_back((sums_.empty() ? 0 : sums_.back()) + weight);
  }
  /// Zipf's law with the first `flat` ranks levelled: the table's order is its popularity.
  static Weighted by_rank(std::size_t size, std::size_t flat) {
    std::vector<std::uint32_t> weights;
    for (std::size_t rank = 1; rank <= size; ++rank) weights.push_back(static_cast<std::uint32_t>(1000000 / (rank + flat)));
    return Weighted(weights);
  }

  std::size_t pick(Random& random) const {
    const std::size_t point = random.below(sums_.back());
    return static_cast<std::size_t>(std::upper_bound(sums_.begin(), sums_.end(), point) - sums_.begin());
  }

 private:
  std::vector<std::uint32_t> sums_;
};

}  // namespace luodi::registers_generator

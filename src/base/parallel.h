// Runs numbered parts of a work on a few threads. Parts are cut by the work, never by the number of threads, so that results do
// not depend on it.
#pragma once

#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace luodi {

inline unsigned thread_count(unsigned wanted) {
  return wanted != 0 ? wanted : std::max(1U, std::thread::hardware_concurrency());
}

template <class Part>
void in_parallel(std::size_t parts, unsigned threads, const Part& part) {
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t p = next++; p < parts; p = next++) part(p);
  };
  std::vector<std::jthread> others;
  for (unsigned t = 1; t < thread_count(threads) && t < parts; ++t) others.emplace_back(work);
  work();
}

}  // namespace luodi

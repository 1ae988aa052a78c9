// Mending and reading against OpenCC's t2s on the same text in one run; medians of seven alternating rounds.
// usage: luodi_bench CLEAN.txt TRADITIONAL.txt DAMAGED.txt…   (each repeated to about 4 MB, damaged ones to 64 KB)
#include <opencc/opencc.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "paper/mending/mend.h"
#include "paper/unicode.h"
#include "reading/read.h"

namespace {

std::string contents(const char* path) {
  std::ifstream f(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(f), {}};
}

std::string repeated(const std::string& text, std::size_t bytes) {
  std::string out;
  while (out.size() < bytes) out += text;
  return out;
}

template <class Work>
double megabytes_a_second(std::size_t bytes, Work work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return static_cast<double>(bytes) / 1e6 / std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> v) {
  std::sort(v.begin(), v.end());
  return v[v.size() / 2];
}

/// Seconds that both took over all texts so far, by the medians of each.
struct Together {
  double bytes = 0, ours = 0, theirs = 0;
};

void compare(const char* name, const std::string& text, const opencc::SimpleConverter& opencc, int rounds,
             Together* together = nullptr) {
  std::vector<double> ours, theirs;
  luodi::paper::MendOptions fast;
  fast.details = false;
  for (int i = 0; i < rounds; ++i) {
    ours.push_back(megabytes_a_second(text.size(), [&] { (void)luodi::paper::mend(text, fast); }));
    theirs.push_back(megabytes_a_second(text.size(), [&] { (void)opencc.Convert(text); }));
  }
  std::printf("%-12s %8.1f MB/s, OpenCC t2s %6.1f MB/s, ratio %7.2f (range %.2f-%.2f)\n", name, median(ours), median(theirs),
              median(ours) / median(theirs), *std::min_element(ours.begin(), ours.end()) / median(theirs),
              *std::max_element(ours.begin(), ours.end()) / median(theirs));
  if (together == nullptr) return;
  const auto bytes = static_cast<double>(text.size()) / 1e6;
  together->bytes += bytes, together->ours += bytes / median(ours), together->theirs += bytes / median(theirs);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::fprintf(stderr, "usage: luodi_bench CLEAN.txt TRADITIONAL.txt DAMAGED.txt...\n");
    return 2;
  }
  const opencc::SimpleConverter opencc("t2s");
  const std::string clean = contents(argv[1]);
  compare("clean", repeated(clean, 4U << 20U), opencc, 7);
  compare("traditional", repeated(contents(argv[2]), 4U << 20U), opencc, 7);
  Together all;
  for (int i = 3; i < argc; ++i) compare("damaged", contents(argv[i]), opencc, 7, &all);
  if (argc > 4)
    std::printf("all damaged  %8.1f MB/s, OpenCC t2s %6.1f MB/s, ratio %7.2f\n", all.bytes / all.ours, all.bytes / all.theirs,
                all.theirs / all.ours);
  const std::u32string text = luodi::paper::to_utf32(clean);
  std::vector<double> rates;
  for (int i = 0; i < 7; ++i) {
    const auto start = std::chrono::steady_clock::now();
    for (int k = 0; k < 500; ++k) {
      const auto m = luodi::paper::mend(clean);
      (void)luodi::reading::read(luodi::paper::to_utf32(m->text));
    }
    rates.push_back(500 / std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  std::printf("mend+read    %8.0f articles of %zu characters a second\n", median(rates), text.size());
  return 0;
}

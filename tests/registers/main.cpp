// luodi_registers: writes two invented registers and their truth as csv; see generator.h.
#include <charconv>
#include <cstdint>
#include <exception>
#include <iostream>
#include <string>
#include <string_view>
#include <system_error>

#include "generator.h"

namespace {

using luodi::registers_generator::Options;

constexpr std::string_view usage = "usage: luodi_registers_made OUT_DIR [--left N] [--right N] [--seed S] [--overlap X]\n";
constexpr std::size_t most_rows = 400'000'000;  // what keeps the credit codes distinct

template <typename Number>
bool read(std::string_view text, Number least, Number most, Number& out) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !(value >= least && value <= most)) return false;
  out = value;
  return true;
}

/// What is wrong with a setting; empty if nothing.
std::string set(Options& options, std::string_view name, std::string_view value) {
  bool good = false;
  if (name == "--left")
    good = read(value, std::size_t{0}, most_rows, options.left);
  else if (name == "--right")
    good = read(value, std::size_t{0}, most_rows, options.right);
  else if (name == "--seed")
    good = read(value, std::uint64_t{0}, std::uint64_t{UINT64_MAX}, options.seed);
  else if (name == "--overlap")
    good = read(value, 0.0, 1.0, options.overlap);
  else
    return "no option " + std::string(name);
  return good ? "" : "no value for " + std::string(name) + ": " + std::string(value);
}

std::string parse(int count, char** words, Options& options, std::string& folder) {
  for (int i = 1; i < count; ++i) {
    const std::string_view word = words[i];
    if (!word.starts_with("--")) {
      if (!folder.empty()) return "more than one folder: " + std::string(word);
      folder = word;
      continue;
    }
    if (i + 1 == count) return "nothing after " + std::string(word);
    if (std::string wrong = set(options, word, words[++i]); !wrong.empty()) return wrong;
  }
  return folder.empty() ? "no folder" : "";
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  std::string folder;
  if (const std::string wrong = parse(argc, argv, options, folder); !wrong.empty()) {
    std::cerr << "luodi_registers: " << wrong << '\n' << usage;
    return 2;
  }
  try {
    luodi::registers_generator::write(options, folder);
  } catch (const std::exception& error) {
    std::cerr << "luodi_registers: " << error.what() << '\n';
    return 1;
  }
  return 0;
}

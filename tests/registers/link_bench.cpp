// Rows that come later: how long linking N of them takes with held estimates, against the full run on the same registers.
// usage: luodi_link_bench CONFIG.toml LEFT RIGHT N
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

#include "registers/linkage/linking.h"
#include "registers/linkage/loading.h"
#include "registers/linkage/plan_toml.h"

namespace {

double seconds_since(std::chrono::steady_clock::time_point t) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - t).count();
}

int measure(const char* config, const char* left, const char* right, std::uint32_t rows) {
  using namespace luodi::registers;
  std::ostringstream toml;
  toml << std::ifstream(config).rdbuf();
  auto plan = plan_of_toml(toml.str());
  if (!plan) return std::cerr << plan.error().where << ": " << plan.error().detail << "\n", 2;
  auto began = std::chrono::steady_clock::now();
  auto l = RegisterFile::open(left), r = RegisterFile::open(right);
  if (!l || !r) return std::cerr << "a register cannot be read\n", 3;
  const auto records = load_records(*plan, *l, &*r);
  if (!records) return std::cerr << records.error().detail << "\n", 3;
  const auto linked = link_records(*plan, *records, {}, {});
  if (!linked) return std::cerr << linked.error().detail << "\n", 3;
  const double full = seconds_since(began);
  const Knowledge knowledge;
  began = std::chrono::steady_clock::now();
  const HeldLinkage held(*records, knowledge, *linked);
  const double kept = seconds_since(began);
  std::vector<std::uint32_t> some;
  for (std::uint32_t i = 0; i < rows; ++i) some.push_back(static_cast<std::uint32_t>(mixed(i) % records->left.size()));
  began = std::chrono::steady_clock::now();
  const Linked part = held.link(some);
  const double few = seconds_since(began);
  std::cout << "full run " << full << " s, keeping indexes " << kept << " s, " << rows << " rows " << few << " s: " << full / few
            << " x; " << part.decided.edges.size() << " pairs shown\n";
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) return std::cerr << "usage: luodi_link_bench CONFIG.toml LEFT RIGHT ROWS\n", 2;
  return measure(argv[1], argv[2], argv[3], static_cast<std::uint32_t>(std::atoi(argv[4])));
}

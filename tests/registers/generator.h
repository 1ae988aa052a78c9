// Two invented enterprise registers with known truth, for tests and benchmarks of record linkage. Nothing in them is real:
// provinces, counties, firms, codes, addresses and telephone numbers are composed from the tables in generator_tables.h.
//
// A result depends on the options alone: every firm follows from (seed, its number), every order from a keyed
// permutation, so both sides are made row by row and independently of each other, whatever their size.
//
// Shares called "of firms" hold for the firm in both registers; shares "of rows" fall on each row of each side by itself,
// so that about 2p of the pairs are touched on one side or the other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace luodi::registers_generator {

struct Options {
  std::size_t left = 1000;            ///< rows
  std::size_t right = 1000;           ///< rows
  double overlap = 0.7;               ///< share of left rows whose firm is in right too
  double sibling = 0.15;              ///< of firms: shares trade name and region with one other firm
  double shared_phone = 0.12;         ///< of firms: the telephone is an agent's, shared by hundreds
  double code_missing = 0.40;         ///< of rows
  double code_corrupt = 0.03;         ///< of rows
  double region_dropped = 0.20;       ///< of rows: the name says no region
  double trade_error = 0.08;          ///< of rows: a homophone or look-alike, a lost character, two swapped
  double address_reformatted = 0.30;  ///< of rows
  double renamed = 0.03;              ///< of firms: right has the new name and the old one as former name, left the old
  double branch = 0.01;               ///< of left rows: a branch of the firm, which is another entity
  double suffix_swapped = 0.02;       ///< of rows: 厂, 部, 中心 or 有限公司 in place of the form
  double doubled = 0.01;              ///< of rows: a doubled character
  double brackets = 0.05;             ///< of rows: the region after the trade name, in (), （） or none
  double region_rewritten = 0.10;     ///< of rows: the region written otherwise: without 县, with the prefecture …
  std::uint64_t seed = 1;
};

struct Row {
  std::string id;  ///< L0000001, R0000001: the place in the register, at least seven digits
  std::string name, former_name, credit_code, phone, address, town, industry, capital;
  /// The parts as a parser would give them from this row's name, errors and all; the form of a branch is 分公司.
  std::string region, trade, activity, form;
  std::uint64_t entity = 0;
};

using Pairs = std::vector<std::pair<std::string, std::string>>;  ///< left id, right id

struct Registers {
  std::vector<Row> left, right;
  Pairs matches;   ///< the same entity
  Pairs branches;  ///< left is a branch of the right firm: not the same entity
};

Registers generate(const Options& options);

/// Writes left.csv, right.csv, truth.csv (matches) and branches.csv without holding the rows. The entity stays out of the
/// registers: it would be the answer. Throws std::runtime_error if a file cannot be written.
void write(const Options& options, const std::filesystem::path& folder);

}  // namespace luodi::registers_generator

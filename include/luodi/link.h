// link_files: two registers as files into links, without a store. The door to record linkage for the command line.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "luodi/values/error.h"

namespace luodi {

/// What `luodi link` asks for: a configuration, or a preset over files.
struct LinkRequest {
  std::string config;                ///< a TOML file; "": the preset
  std::string preset;                ///< enterprise | person
  std::string left, right;           ///< files; "" takes the configuration's; right "" in both: within left
  std::string left_id, right_id;     ///< headings that tell rows apart (--ids)
  std::vector<std::string> ignored;  ///< headings not to be looked at (--ignore)
  std::string one_to_one;            ///< none | left | right | both; "" as the configuration says
  std::string out;                   ///< folder for links.csv and report.json
  bool parts = false;                ///< parts.csv too: what each weight is made of
  unsigned threads = 0;              ///< 0: all
};

struct LinkAnswer {
  std::uint64_t links = 0, for_review = 0, pairs = 0;
  double expected_precision = 0, expected_recall = 0;
  std::vector<std::string> warnings;  ///< doubled and missing ids, uneven rows, unclosed quotes, columns that are not there
  std::string report;                 ///< report.json's text
};

/// Hears what is being done; false stops the work and writes nothing.
using LinkListener = std::function<bool(const std::string& stage, double done)>;

/// Errors: usage (a configuration's key, a heading that is not there), unusable (a file that is not there or no table).
Result<LinkAnswer> link_files(const LinkRequest& request, const LinkListener& listener);

}  // namespace luodi

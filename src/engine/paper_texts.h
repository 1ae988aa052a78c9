// The words of the papers that were looked at last: a paper never changes, and its record is long to parse (a table of 100,000
// tasks is one paper).
#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "store/store.h"

namespace luodi::engine {

class PaperTexts {
 public:
  /// The mended text of a paper; not_found where there is no such paper.
  Result<std::shared_ptr<const std::u32string>> text_of(store::Connection& c, const std::string& paper_id);

 private:
  std::mutex mutex_;
  std::deque<std::pair<std::string, std::shared_ptr<const std::u32string>>> kept_;  // newest first
};

}  // namespace luodi::engine

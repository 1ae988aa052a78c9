// Tables as xlsx. Every cell is written as text or, in the columns named, as a number, never as a formula, whatever a stranger's
// text begins with.
#pragma once

#include <string>
#include <vector>

#include "luodi/values/error.h"

namespace luodi::publish {

struct Sheet {
  std::string name;   ///< at most 31 characters, without \ / ? * [ ] :
  std::string title;  ///< over the table; "" for none
  std::vector<std::string> headings;
  std::vector<double> widths;  ///< of the columns, in characters
  std::vector<std::vector<std::string>> rows;
  std::vector<std::size_t>
      numeric{};  ///< columns whose plain numbers are written as numbers, so that they add up; codes are none
};

/// The workbook's bytes; prints in A4 landscape with the headings on every page.
Result<std::string> to_xlsx(const std::vector<Sheet>& sheets);

}  // namespace luodi::publish

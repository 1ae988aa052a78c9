// Tables as xlsx. Every cell is written as text or number, never as a formula, whatever a stranger's text begins with.
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
};

/// The workbook's bytes; prints in A4 landscape with the headings on every page.
Result<std::string> to_xlsx(const std::vector<Sheet>& sheets);

}  // namespace luodi::publish

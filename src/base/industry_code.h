// 国民经济行业分类, GB/T 4754-2017 with amendment 1 of 2019: codes to names (presets/industries.csv).
//
// 20 sections (门类), 97 divisions (大类), 473 groups (中类), 1,382 classes (小类); 1,381 in the text first issued. The amendment
// put 监察委员会 at 9231 and moved 人民法院 to 9232, 人民检察院 to 9233: an older file means others by these.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace luodi {

struct Industry {
  std::string code;  ///< "A", "01", "011", "0111"
  std::string name;
  std::string edition;  ///< year of the text that brought the code
  char section = 0;     ///< letter of the section it lies in
};
/// In the order of the standard.
const std::vector<Industry>& industries();
/// Null where the standard has no such code. "C3031" and "3031" are one; blanks are left out.
const Industry* industry_by_code(std::string_view code);

}  // namespace luodi

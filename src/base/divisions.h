// 行政区划, divisions by GB/T 2260 and their towns: names to codes. State list of 2023-06-30, converted at build time.
//
// A place is found by its full name or by its stem (洋县 is full only, 汉中市 also 汉中). Abolished names are not listed; a stem
// with another suffix (章丘市, now 章丘区) is found by the stem.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace luodi {

class Divisions {
 public:
  static const Divisions& get();

  struct Match {
    std::size_t length = 0;                           ///< code units matched
    bool full = false;                                ///< by the full name
    const std::vector<std::string>* codes = nullptr;  ///< of 2, 4, 6 places, or 9 for towns
  };
  /// The longest name that the text begins with: provinces, prefectures and counties; `towns`: those too. Length 0: none.
  Match longest(std::u16string_view text, bool towns) const;
  /// The name of a code; "" where there is none.
  std::string name(std::string_view code) const;
  /// True for a code of a province, prefecture or county of the list.
  bool known(std::string_view code) const { return !name(code).empty(); }

 private:
  Divisions();
  struct Index;
  const Index* index_;
};

}  // namespace luodi

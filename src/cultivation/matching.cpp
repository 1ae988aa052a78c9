// See matching.h.
#include "cultivation/matching.h"

#include "registers/enterprise/name_parts.h"

namespace luodi::cultivation {

std::string compared_name(const std::string& name) {
  // 某某有限公司（原某某厂）: by the name that is used now.
  return registers::utf8_of(registers::normal_name(registers::told_names(name).now));
}

Matching::Matching(const std::vector<EnterpriseView>& enterprises) : enterprises_(enterprises) {
  for (std::size_t i = 0; i < enterprises.size(); ++i) {
    if (!enterprises[i].credit_code.empty()) by_code_.emplace(enterprises[i].credit_code, i);
    const auto [at, fresh] = by_name_.try_emplace(compared_name(enterprises[i].name), i);
    if (!fresh) at->second.reset();
  }
}

std::optional<std::size_t> Matching::of(const FigureRow& row) const {
  if (!row.credit_code.empty())
    if (const auto at = by_code_.find(row.credit_code); at != by_code_.end()) return at->second;
  const auto named = by_name_.find(compared_name(row.name));
  if (named == by_name_.end()) return std::nullopt;
  const std::optional<std::size_t>& at = named->second;
  const bool other_code = at && !row.credit_code.empty() && !enterprises_[*at].credit_code.empty();
  return other_code ? std::nullopt : at;
}

std::string Matching::why_none(const FigureRow& row) const {
  const auto named = by_name_.find(compared_name(row.name));
  return named == by_name_.end() ? "unknown" : named->second ? "other_code" : "several";
}

}  // namespace luodi::cultivation

// See matching.h.
#include "cultivation/matching.h"

#include "registers/enterprise/name_parts.h"

namespace luodi::cultivation {

std::string compared_name(const std::string& name) {
  // 某某有限公司（原某某厂）: by the name that is used now.
  return registers::utf8_of(registers::normal_name(registers::told_names(name).now));
}

bool is_by_own(const FigureRow& row, const EnterpriseView& enterprise) {
  if (!row.credit_code.empty() && row.credit_code == enterprise.credit_code) return true;
  return compared_name(row.name) == compared_name(enterprise.name);
}

Matching::Matching(const std::vector<EnterpriseView>& enterprises) : enterprises_(enterprises) {
  const auto put = [](ByName& names, const std::string& name, std::size_t i) {
    const auto [at, fresh] = names.try_emplace(compared_name(name), i);
    if (!fresh && at->second != i) at->second.reset();
  };
  for (std::size_t i = 0; i < enterprises.size(); ++i) {
    if (!enterprises[i].credit_code.empty()) by_code_.emplace(enterprises[i].credit_code, i);
    put(by_name_, enterprises[i].name, i);
    for (const std::string& other : enterprises[i].other_names) put(by_other_name_, other, i);
  }
}

/// By the name of a row; where nobody bears it, by what the row says it was called. Null: nobody.
const std::optional<std::size_t>* Matching::named(const std::string& name) const {
  const registers::ToldNames told = registers::told_names(name);
  std::vector<std::string> names{told.now};
  names.insert(names.end(), told.former.begin(), told.former.end());
  for (const std::string& one : names) {
    const std::string compared = registers::utf8_of(registers::normal_name(one));
    for (const ByName* known : {&by_name_, &by_other_name_})
      if (const auto at = known->find(compared); at != known->end()) return &at->second;
  }
  return nullptr;
}

std::optional<std::size_t> Matching::of(const FigureRow& row) const {
  if (!row.credit_code.empty())
    if (const auto at = by_code_.find(row.credit_code); at != by_code_.end()) return at->second;
  const std::optional<std::size_t>* at = named(row.name);
  if (at == nullptr || !*at) return std::nullopt;
  const bool other_code = !row.credit_code.empty() && !enterprises_[**at].credit_code.empty();
  return other_code ? std::nullopt : *at;
}

std::vector<std::string> Matching::own_others(std::size_t enterprise) const {
  std::vector<std::string> out;
  for (const std::string& name : enterprises_[enterprise].other_names)
    if (of({"", name, "", {}, {}}) == enterprise) out.push_back(name);
  return out;
}

std::string Matching::why_none(const FigureRow& row) const {
  const std::optional<std::size_t>* at = named(row.name);
  return at == nullptr ? "unknown" : *at ? "other_code" : "several";
}

}  // namespace luodi::cultivation

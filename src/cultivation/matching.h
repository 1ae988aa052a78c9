// Which enterprise a row of monthly figures is about: by a valid credit code, else by a name that one enterprise alone bears;
// where none bears it now, by a name that registers give one alone beside its own, or gave it formerly. Another code is another
// unit, whatever it is called.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "cultivation/figures.h"
#include "luodi/values/enterprises.h"

namespace luodi::cultivation {

/// A name as figures' rows are told apart and found by it.
std::string compared_name(const std::string& name);

/// A row under the code or the name that an enterprise has now: it stands over one under another name.
bool is_by_own(const FigureRow& row, const EnterpriseView& enterprise);

class Matching {
 public:
  /// `enterprises` must live as long as this.
  explicit Matching(const std::vector<EnterpriseView>& enterprises);
  /// Index of the enterprise; none where no code and no name says it, or the name says several.
  std::optional<std::size_t> of(const FigureRow& row) const;
  /// Of an enterprise's other names those that find it: nobody else bears them.
  std::vector<std::string> own_others(std::size_t enterprise) const;
  /// Why a row is about no enterprise: other_code (the name is an enterprise's with another code) | several (enterprises bear the
  /// name) | unknown (neither code nor name stands in a register).
  std::string why_none(const FigureRow& row) const;

 private:
  const std::vector<EnterpriseView>& enterprises_;
  std::unordered_map<std::string, std::size_t> by_code_;
  using ByName = std::unordered_map<std::string, std::optional<std::size_t>>;  ///< none: several bear it
  const std::optional<std::size_t>* named(const std::string& name) const;
  ByName by_name_, by_other_name_;
};

}  // namespace luodi::cultivation

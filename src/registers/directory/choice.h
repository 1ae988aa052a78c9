// Choice: of all that registers say about one enterprise, the value that is shown, by a named rule, and where they disagree.
// Nothing is blended: every chosen value is the value of one row.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "registers/directory/register_row.h"

namespace luodi::registers {

/// 乡镇（街道） of the county.
struct Town {
  std::string code, name;
};

/// The county's own towns, ready to be looked for in addresses; then the state's list.
class Towns {
 public:
  explicit Towns(const std::vector<Town>& list = {});
  /// The town that a text names first, by its whole name, else without its kind; "" none.
  std::string named_in(const std::string& text) const;
  /// 乡镇 of a row: the column for it, else the address, else the name.
  std::string of(const RegisterRow& row) const;

 private:
  struct Known {
    std::string name;
    std::u16string whole, stem;
  };
  std::vector<Known> known_;
};

/// A row of one enterprise with the register that it comes from.
struct MemberRow {
  std::string register_id, register_name, kind, as_of;
  RegisterRow row;
};

/// 取值规则. Rows of earlier kinds first, then the later register, then the lower row id. Without kinds: the latest register.
struct ChoiceRule {
  std::string field, rule;
  std::vector<std::string> kinds;
};
const std::vector<ChoiceRule>& choice_presets();

/// 人工指定的取值.
struct Pin {
  std::string field, value;
};

struct ChosenField {
  std::string field, value;
  std::string rule;       ///< the rule's name, or "pinned" (人工指定)
  std::string row_id;     ///< whose value it is; "" for a pinned value that no row has
  bool conflict = false;  ///< registers say different things, spelling apart
};

struct Chosen {
  std::vector<ChosenField> fields;  ///< by register_fields(); without a value where no row has one
  std::string kind;                 ///< enterprise | self_employed | cooperative | branch | other
  std::string state;                ///< active | stopped | closed | ""
  std::string town;
  const std::string& value(std::string_view field) const;
  std::vector<std::string> conflicts() const;
};

Chosen choose(const std::vector<MemberRow>& rows, const std::vector<ChoiceRule>& rules, const std::vector<Pin>& pins,
              const Towns& towns);

/// What two values of a field must share to say the same thing; "" says nothing. Addresses are compared by their towns: the same
/// place is written in too many ways.
std::string sense_of(std::string_view field, const RegisterRow& row, const Towns& towns);

}  // namespace luodi::registers

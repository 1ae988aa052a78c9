// Presets: a plan for two registers never seen before. Columns are understood by their headings (presets/link_fields.csv), then
// by what stands in them; levels, rules and thresholds follow from kinds of columns, never from one data set.
#pragma once

#include <string>
#include <vector>

#include "registers/linkage/linking.h"
#include "registers/linkage/register_file.h"

namespace luodi::registers {

/// What a preset understood of a column that both sides have.
struct Understood {
  std::string field, kind, left, right;
  std::string by;  ///< heading | contents
};

struct Preset {
  Plan plan;
  std::vector<Understood> columns;
  std::string json() const;
};

struct PresetWish {
  std::string preset;  ///< enterprise | person
  std::string left_id, right_id;
  std::vector<std::string> ignored;  ///< headings that must not be looked at
  OneToOne one_to_one = OneToOne::none;
};

/// `right` null: one register. Errors: usage "link.no_such_preset", "link.no_such_column", "link.nothing_shared".
Result<Preset> preset_plan(const PresetWish& wish, const RegisterFile& left, const RegisterFile* right);

/// What the enterprise preset knows beside levels: evidence of names, codes and branches that are never one entity.
Knowledge enterprise_knowledge(const Plan& plan, const Records& records);

}  // namespace luodi::registers

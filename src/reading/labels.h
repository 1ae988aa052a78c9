// Labels behind what is asked for, on a line or in brackets of their own: "牵头单位：县农业农村局；完成时限：10月20日前".
#pragma once

#include <optional>

#include "reading/scan.h"

namespace luodi::reading {

struct Labels {
  std::optional<Range> unit;  ///< who is named as responsible
  std::optional<Range> due;   ///< the words behind 完成时限 and its like
};

/// The labels of a sentence that is nothing but labels; nothing where it says anything else.
std::optional<Labels> labels_in(View text, Range sentence);

/// The units behind a label: （牵头单位：县住建局；责任单位：…）. Who leads, else who is responsible; nothing where no label
/// names one.
std::optional<Range> unit_in_label(View text, Range in);

/// The bracket of labels that ends a requirement: 做好入库（责任单位：县统计局；完成时限：12月底前）. Empty where none does.
Range labels_behind(View text, Range in);

bool starts_with_label(View text, std::size_t at);

/// Where the line begins that labels speak of: their own, or the one above where they have a line of their own.
std::size_t labelled_from(View text, Range sentence);

}  // namespace luodi::reading

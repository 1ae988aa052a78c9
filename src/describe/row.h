// Rows of described structs: columns bear the members' names, so a struct is read from a row without a second list.
// Row is whatever has text(name), integer(name) and is_null(name), as store::Row has; lists and structs stay empty.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>

#include "luodi/values/error.h"

namespace luodi::describe {

template <class T, class Row>
T from_row(const Row& row) {
  T out{};
  boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public>>([&](auto d) {
    auto& member = out.*d.pointer;
    using M = std::remove_cvref_t<decltype(member)>;
    if constexpr (std::is_same_v<M, std::string>)
      member = row.text(d.name);
    else if constexpr (std::is_same_v<M, std::optional<std::string>>)
      member = row.is_null(d.name) ? std::nullopt : std::optional(row.text(d.name));
    else if constexpr (std::is_integral_v<M>)
      member = static_cast<M>(row.integer(d.name));
  });
  return out;
}

/// Every row of an answer as a T; an error is handed on.
template <class T, class Rows>
Result<std::vector<T>> from_rows(const Result<Rows>& rows) {
  if (!rows) return tl::unexpected(rows.error());
  std::vector<T> out;
  for (const auto& r : *rows) out.push_back(from_row<T>(r));
  return out;
}

}  // namespace luodi::describe

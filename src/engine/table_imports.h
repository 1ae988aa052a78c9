// Which imports of tables an account may know of; what it may not know it can neither list nor take back.
#pragma once

#include <optional>
#include <set>
#include <string>

#include <boost/json.hpp>

#include "engine/house.h"

namespace luodi::engine {

/// What an account may know of an import: its own, tasks of meetings that it sees, and of the county's other tables all, unless
/// it is of another division.
class SeenImports {
 public:
  static Result<SeenImports> of(House& house, store::Connection& c, const Caller& caller);
  /// Whether an import is one of them: who made it, and the payload of its entry.
  bool has(const std::string& account_id, const boost::json::object& payload) const;

 private:
  SeenImports(std::string account_id, bool whole, std::optional<std::set<std::string>> meetings)
      : account_id_(std::move(account_id)), whole_(whole), meetings_(std::move(meetings)) {}
  std::string account_id_;
  bool whole_;
  std::optional<std::set<std::string>> meetings_;
};

}  // namespace luodi::engine

// The table of operations with their handlers; from it come the calls, the checks by role and the OpenAPI document.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "engine/house.h"

namespace luodi::engine {

struct Row {
  Operation operation;
  std::function<Result<boost::json::value>(House&, const Caller&, const boost::json::value&)> handle;
  /// Of operations that take a file, and of those that give one, in place of `handle`.
  std::function<Result<boost::json::value>(House&, const Caller&, const std::string& file_name, const std::string& bytes)>
      take_file;
  std::function<Result<Engine::File>(House&, const Caller&, const boost::json::value&)> give_file;
  std::function<boost::json::value(boost::json::object&)> request_schema;
  std::function<boost::json::value(boost::json::object&)> answer_schema;
  bool has_request = false;
};

const std::vector<Row>& table();
/// The part of the table that is the supervision desk's and the accounts'.
std::vector<Row> supervision_rows();
/// That of registers and enterprises.
std::vector<Row> enterprise_rows();
std::vector<Row> cultivation_rows();
std::vector<Row> dossier_rows();
std::vector<Row> members_rows();

}  // namespace luodi::engine

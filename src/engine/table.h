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
  std::function<boost::json::value(boost::json::object&)> request_schema;
  std::function<boost::json::value(boost::json::object&)> answer_schema;
  bool has_request = false;
};

const std::vector<Row>& table();

}  // namespace luodi::engine

// Names and statuses of error codes: see luodi/values/error.h.
#include "luodi/values/error.h"

namespace luodi {

std::string_view name_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::usage: return "usage";
    case ErrorCode::unusable: return "unusable";
    case ErrorCode::too_large: return "too_large";
    case ErrorCode::not_found: return "not_found";
    case ErrorCode::conflict: return "conflict";
    case ErrorCode::unauthorized: return "unauthorized";
    case ErrorCode::forbidden: return "forbidden";
    case ErrorCode::busy: return "busy";
    case ErrorCode::store: return "store";
    case ErrorCode::tampered: return "tampered";
    case ErrorCode::internal: break;
  }
  return "internal";
}

int exit_status(ErrorCode code) {
  switch (code) {
    case ErrorCode::usage: return 2;
    case ErrorCode::unusable:
    case ErrorCode::too_large: return 3;
    case ErrorCode::store:
    case ErrorCode::busy: return 4;
    default: return 1;
  }
}

int http_status(ErrorCode code) {
  switch (code) {
    case ErrorCode::usage: return 400;
    case ErrorCode::unusable: return 422;
    case ErrorCode::too_large: return 413;
    case ErrorCode::not_found: return 404;
    case ErrorCode::conflict: return 409;
    case ErrorCode::unauthorized: return 401;
    case ErrorCode::forbidden: return 403;
    case ErrorCode::busy: return 503;
    default: return 500;
  }
}

}  // namespace luodi

// Error: what went wrong, chosen by what the caller should do. No exception crosses a room's border.
// The web turns `code` into words; `detail` is for the log and the command line.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <tl/expected.hpp>

namespace luodi {

/// ErrorCode: named by what the caller should do.
enum class ErrorCode {
  usage,         ///< Correct the call; the same call again fails again.
  unusable,      ///< The input cannot be used; bring another form of it (exit 3, HTTP 422).
  too_large,     ///< The input is over a limit; split it or raise the limit (HTTP 413).
  not_found,     ///< The thing named does not exist.
  conflict,      ///< The state has moved on; read it again, then decide.
  unauthorized,  ///< Log in, then call again.
  forbidden,     ///< Ask somebody who may.
  busy,          ///< Call again later; nothing was done.
  store,         ///< The store cannot be used; an operator must look.
  tampered,      ///< The ledger does not verify; stop writing and look.
  internal,      ///< A mistake of ours; report it.
};

/// Error: code, where it happened (a file, a field, a path) and a detail in English for log and command line.
/// `reason` is a stable short key, such as "paper.empty", that screens translate.
struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string where;
  std::string reason;
  std::string detail;
};

/// The code's name as it stands in JSON, e.g. "not_found".
std::string_view name_of(ErrorCode code);
/// Exit status of the command line: 1 no, 2 wrong use, 3 unusable input, 4 store.
int exit_status(ErrorCode code);
/// HTTP status of the server.
int http_status(ErrorCode code);

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(ErrorCode code, std::string where, std::string reason, std::string detail) {
  return tl::unexpected<Error>(Error{code, std::move(where), std::move(reason), std::move(detail)});
}

}  // namespace luodi

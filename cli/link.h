// `luodi link`: registers as files into links.
#pragma once

#include <functional>

#include <CLI/CLI.hpp>

#include "luodi/values/error.h"

namespace luodi::cli {

/// Writes an error to stderr; answers the exit status.
int complain(const Error& error);
/// Links the registers of the ledger: all, or what changed.
using LinkLedger = std::function<int(bool changes, bool as_json)>;
/// Adds the command to the program and answers it; `status` gets its exit status.
CLI::App* add_link(CLI::App& app, int& status, const LinkLedger& ledger);

}  // namespace luodi::cli

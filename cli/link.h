// `luodi link`: registers as files into links.
#pragma once

#include <CLI/CLI.hpp>

#include "luodi/values/error.h"

namespace luodi::cli {

/// Writes an error to stderr; answers the exit status.
int complain(const Error& error);
/// Adds the command to the program; `status` gets its exit status.
void add_link(CLI::App& app, int& status);

}  // namespace luodi::cli

// Command line: names operations of the engine; knows only the door. Exit status: 0 done, 1 no, 2 wrong use, 3 the input
// cannot be used, 4 the store cannot be used.
#pragma once

#include <functional>

#include "luodi/engine.h"
#include "luodi/serve_options.h"

namespace luodi::cli {

/// Runs one command. `serve` is handed in, so that this room does not know the server.
struct Parts {
  std::function<Result<void>(Engine&, const ServeOptions&, const std::function<void(unsigned short)>&)> serve;
};
int run(int argc, char** argv, const Parts& parts);

}  // namespace luodi::cli

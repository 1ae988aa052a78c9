// Server: HTTP and JSON over the engine's table, and the web pages that are linked in. Knows only the door.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "luodi/engine.h"
#include "luodi/serve_options.h"

namespace luodi::server {

using Files = std::map<std::string, std::string_view, std::less<>>;

/// Serves until SIGINT or SIGTERM. `ready` hears the port once it listens. Error store if the port cannot be had.
Result<void> serve(Engine& engine, const Files& web, const ServeOptions& options,
                   const std::function<void(unsigned short)>& ready);

}  // namespace luodi::server

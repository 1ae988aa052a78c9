// main: the only place that knows both the server and the command line.
#include "base/bundle.h"
#include "cli/cli.h"
#include "server/server.h"

extern "C" {
extern const unsigned char luodi_web_begin[];
extern const unsigned char luodi_web_end[];
}

int main(int argc, char** argv) {
  luodi::cli::Parts parts;
  parts.serve = [](luodi::Engine& engine, const luodi::ServeOptions& options, const std::function<void(unsigned short)>& ready) {
    const auto web = luodi::files_of_bundle(luodi_web_begin, luodi_web_end);
    return luodi::server::serve(engine, web, options, ready);
  };
  return luodi::cli::run(argc, argv, parts);
}

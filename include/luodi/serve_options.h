// How the server listens; known to the command line, which reads it, and to the server, which obeys it.
#pragma once

#include <cstddef>
#include <string>

namespace luodi {

/// How to serve.
struct ServeOptions {
  std::string address = "127.0.0.1";
  unsigned short port = 8080;
  std::size_t most_bytes = 50U << 20U;  ///< of an uploaded file
  bool secure_cookie = false;           ///< behind HTTPS: the cookie never travels in clear
  int threads = 4;
};

}  // namespace luodi

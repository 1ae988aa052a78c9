// A child process with limits, for programs that read strangers' files: processor time, memory, output and wall time.
#pragma once

#include <string>
#include <vector>

#include "luodi/values/error.h"

namespace luodi::paper {

struct ChildResult {
  int status = -1;       ///< exit status; -1 if it was ended for a limit or crashed
  bool limited = false;  ///< it was ended for a limit of time or output
  std::string out, err;
};

struct ChildLimits {
  int seconds = 30;  ///< of wall time, and of processor time
  std::size_t memory = 1U << 30U;
  std::size_t output = 64U << 20U;
  int milliseconds = 0;  ///< of processor time alone, so that a busy machine refuses no more than an idle one; 0: as above
};

/// Runs a program found on the path, without a shell. Error not_found if there is no such program.
Result<ChildResult> run_child(const std::vector<std::string>& command, const ChildLimits& limits);

/// A file in a folder of its own that goes when this object goes.
class TemporaryFile {
 public:
  TemporaryFile(std::string_view bytes, const char* name);
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  const std::string& path() const { return path_; }
  const std::string& folder() const { return folder_; }

 private:
  std::string folder_, path_;
};

}  // namespace luodi::paper

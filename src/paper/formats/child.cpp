// See child.h. Between fork and exec only calls that are safe there.
#include "paper/formats/child.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>

namespace luodi::paper {
namespace {

void limit(int what, rlim_t value) {
  const rlimit r{value, value};
  setrlimit(static_cast<__rlimit_resource>(what), &r);
}

[[noreturn]] void become(const std::vector<char*>& argv, const ChildLimits& limits, int out, int err) {
  setpgid(0, 0);  // its own group, so that what it starts ends with it
  dup2(out, 1);
  dup2(err, 2);
  const int null = open("/dev/null", O_RDONLY);
  if (null >= 0) dup2(null, 0);
  for (int fd = 3; fd < 256; ++fd) close(fd);
  limit(RLIMIT_CPU, static_cast<rlim_t>(limits.seconds));
  limit(RLIMIT_AS, limits.memory);
  limit(RLIMIT_CORE, 0);
  execvp(argv[0], argv.data());
  _exit(127);
}

/// Processor time that a child took so far; 0 where it has ended.
long milliseconds_of(pid_t pid) {
  clockid_t clock = 0;
  timespec taken = {};
  if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &taken) != 0) return 0;
  return taken.tv_sec * 1000L + taken.tv_nsec / 1'000'000L;
}

/// Reads both pipes until they close, the output limit is passed or time is up; true if the child may go on.
bool drain(pid_t pid, int out, int err, const ChildLimits& limits, ChildResult& result) {
  constexpr int kLook = 20;  // milliseconds between two looks at its processor time
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(limits.seconds);
  std::array<pollfd, 2> fds = {pollfd{out, POLLIN, 0}, pollfd{err, POLLIN, 0}};
  std::array<char, 16384> buffer{};
  while (fds[0].fd >= 0 || fds[1].fd >= 0) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
    if (left <= 0 || (limits.milliseconds > 0 && milliseconds_of(pid) > limits.milliseconds)) return false;
    const int wait = limits.milliseconds > 0 ? static_cast<int>(std::min<long>(left, kLook)) : static_cast<int>(left);
    if (poll(fds.data(), fds.size(), wait) < 0) return false;
    for (pollfd& p : fds) {
      if (p.fd < 0 || (p.revents & (POLLIN | POLLHUP)) == 0) continue;
      const ssize_t n = read(p.fd, buffer.data(), buffer.size());
      if (n <= 0) {
        p.fd = -1;
        continue;
      }
      std::string& into = p.fd == out ? result.out : result.err;
      into.append(buffer.data(), static_cast<std::size_t>(n));
      if (result.out.size() > limits.output || result.err.size() > limits.output) return false;
    }
  }
  return true;
}

}  // namespace

Result<ChildResult> run_child(const std::vector<std::string>& command, const ChildLimits& limits) {
  std::vector<std::string> words = command;
  std::vector<char*> argv;
  argv.reserve(words.size() + 1);
  for (std::string& w : words) argv.push_back(w.data());
  argv.push_back(nullptr);
  std::array<int, 2> out{}, err{};
  if (pipe2(out.data(), O_CLOEXEC) != 0) return fail(ErrorCode::busy, command[0], "child.no_pipe", "no pipe could be made");
  if (pipe2(err.data(), O_CLOEXEC) != 0) {
    close(out[0]);
    close(out[1]);
    return fail(ErrorCode::busy, command[0], "child.no_pipe", "no pipe could be made");
  }
  const pid_t pid = fork();
  if (pid == 0) become(argv, limits, out[1], err[1]);
  close(out[1]);
  close(err[1]);
  ChildResult result;
  const bool in_time = pid > 0 && drain(pid, out[0], err[0], limits, result);
  close(out[0]);
  close(err[0]);
  if (pid < 0) return fail(ErrorCode::busy, command[0], "child.no_process", "no process could be started");
  // Pipes closed does not mean ended: a moment's grace, then the whole group goes.
  int status = 0;
  pid_t ended = in_time ? waitpid(pid, &status, WNOHANG) : 0;
  for (int i = 0; in_time && ended == 0 && i < 200; ++i) {
    usleep(10000);
    ended = waitpid(pid, &status, WNOHANG);
  }
  kill(-pid, SIGKILL);
  if (ended == 0) waitpid(pid, &status, 0);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 127 && result.out.empty())
    return fail(ErrorCode::not_found, command[0], "child.no_program", command[0] + " is not installed");
  result.limited = !in_time;
  result.status = in_time && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return result;
}

TemporaryFile::TemporaryFile(std::string_view bytes, const char* name) {
  std::string pattern = (std::filesystem::temp_directory_path() / "luodi-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) return;
  folder_ = pattern;
  path_ = folder_ + "/" + name;
  std::ofstream(path_, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

TemporaryFile::~TemporaryFile() {
  std::error_code ignored;
  if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
}

}  // namespace luodi::paper

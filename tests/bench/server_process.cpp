#include "server_process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "base/failure.h"
#include "reference.h"

namespace keybook::bench {
namespace {

std::string program_path(const std::string& name) {
  const char* folder = std::getenv("KEYBOOK_BIN_DIR");
  if (folder != nullptr) return std::string(folder) + "/" + name;
  return (std::filesystem::read_symlink("/proc/self/exe").parent_path() / name).string();
}

// Starts a program with `input` on its standard input; returns the end of its standard output through `out`. What it
// says on its standard error goes to `log`, where that is a file: writing to a terminal would be measured too.
pid_t start(const std::string& program, const std::vector<std::string>& arguments, int input, int* out,
            const std::string& log = {}) {
  int pipe_ends[2] = {-1, -1};
  if (out != nullptr && pipe(pipe_ends) != 0) return -1;
  const pid_t pid = fork();
  if (pid != 0) {
    if (out != nullptr) {
      close(pipe_ends[1]);
      *out = pipe_ends[0];
    }
    return pid;
  }
  dup2(input, STDIN_FILENO);
  dup2(out != nullptr ? pipe_ends[1] : open("/dev/null", O_WRONLY), STDOUT_FILENO);
  if (!log.empty()) dup2(open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600), STDERR_FILENO);
  const std::string path = program_path(program);
  std::vector<char*> argv = {const_cast<char*>(path.c_str())};
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  execv(path.c_str(), argv.data());
  _exit(127);
}

int file_with(const std::string& text) {
  std::FILE* file = std::tmpfile();
  std::fwrite(text.data(), 1, text.size(), file);
  std::rewind(file);
  return fileno(file);
}

}  // namespace

namespace {

// The most memory that a process has held since it became what it is. What wait4 tells would do, did it not count what
// this process, with all the data of the benchmark, held when it forked.
long high_water_kib(pid_t pid) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:")) return std::strtol(line.c_str() + 6, nullptr, 10);
  return 0;
}

}  // namespace

Ran run_program(const std::string& program, const std::vector<std::string>& arguments, const std::string& input) {
  Ran ran;
  ran.seconds = seconds([&] {
    const pid_t pid = start(program, arguments, file_with(input), nullptr);
    int status = 0;
    while (waitpid(pid, &status, WNOHANG) == 0) {
      if (const long kib = high_water_kib(pid); kib > 0)
        ran.peak_kib = kib;  // not the maximum: the first ones are ours
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  });
  return ran;
}

namespace {

void must(const std::vector<std::string>& arguments) {
  if (run_program("keybook-server", arguments, "password\n").status != 0)
    throw base::Failure({base::ErrorCode::Internal, "keybook-server " + arguments.front() + " failed", {}, {}});
}

}  // namespace

void ServerProcess::add_rep(const std::string& name) const {
  must({"user", "add", "--data", folder_, "--name", name, "--role", "rep", "--password-stdin"});
}

ServerProcess::ServerProcess(std::string folder) : folder_(std::move(folder)) {
  must({"init", "--data", folder_, "--admin", "root", "--password-stdin"});
  must({"user", "add", "--data", folder_, "--name", "office", "--role", "head-office", "--password-stdin"});
  int out = -1;
  pid_ = start("keybook-server", {"serve", "--data", folder_, "--listen", "127.0.0.1:0"}, open("/dev/null", O_RDONLY),
               &out, folder_ + ".log");
  std::string line;
  for (char c = 0; read(out, &c, 1) == 1 && c != '\n';) line += c;
  const auto at = line.find("http");
  if (at == std::string::npos)
    throw base::Failure({base::ErrorCode::Internal, "keybook-server did not start: " + line, {}, {}});
  url_ = line.substr(at);
}

double ServerProcess::cpu_seconds() const {
  std::ifstream stat("/proc/" + std::to_string(pid_) + "/stat");
  std::string text;
  std::getline(stat, text);
  std::istringstream fields(text.substr(text.rfind(')') + 1));
  std::string skipped;
  for (int i = 3; i < 14; ++i) fields >> skipped;
  double user = 0, system = 0;
  fields >> user >> system;
  return (user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

ServerProcess::~ServerProcess() {
  if (pid_ <= 0) return;
  kill(pid_, SIGTERM);
  waitpid(pid_, nullptr, 0);
}

}  // namespace keybook::bench

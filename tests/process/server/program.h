// Running a program of this build: to its end, or in the background until it is told or killed.
#pragma once

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <string>
#include <vector>

namespace keybook::process {

inline std::string program(const std::string& name) {
  const char* folder = std::getenv("KEYBOOK_BIN_DIR");
  return (folder != nullptr ? std::string(folder) : std::string("bin")) + "/" + name;
}

// A child process whose standard output and error are read through pipes.
class Child {
 public:
  // `file_bytes_max`: no file may grow past it, as on a full disk; 0: no limit. `errors_to`: a file that standard error
  // is appended to, for those that write more than a pipe holds and live long; empty: read it with rest_of_errors().
  Child(const std::vector<std::string>& command, const std::string& input, std::size_t file_bytes_max = 0,
        const std::string& errors_to = {}) {
    int in[2], out[2], err[2];
    // Closed on exec: a child of another thread must not hold this one's ends open.
    if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0 || pipe2(err, O_CLOEXEC) != 0) std::abort();
    if (!errors_to.empty()) {
      close(err[1]);
      err[1] = open(errors_to.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
      if (err[1] < 0) std::abort();
    }
    pid_ = fork();
    if (pid_ == 0) {
      dup2(in[0], STDIN_FILENO);
      dup2(out[1], STDOUT_FILENO);
      dup2(err[1], STDERR_FILENO);
      if (file_bytes_max > 0) {
        signal(SIGXFSZ, SIG_IGN);  // writes fail instead
        const rlimit limit{file_bytes_max, file_bytes_max};
        setrlimit(RLIMIT_FSIZE, &limit);
      }
      std::vector<char*> arguments;
      for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
      arguments.push_back(nullptr);
      execv(arguments[0], arguments.data());
      _exit(127);
    }
    close(in[0]);
    close(out[1]);
    close(err[1]);
    if (!input.empty() && write(in[1], input.data(), input.size()) < 0) std::abort();
    close(in[1]);
    out_ = out[0];
    err_ = err[0];
  }
  ~Child() {
    if (pid_ > 0) {
      kill(pid_, SIGKILL);
      waitpid(pid_, nullptr, 0);
    }
    close(out_);
    close(err_);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  // The next line of standard output, without its end; empty at the end of output.
  std::string line() {
    std::string text;
    char c = 0;
    while (read(out_, &c, 1) == 1 && c != '\n') text += c;
    return text;
  }
  // Reads standard output to its end; false: the end did not come in time.
  bool read_output(int ms_max, std::string& text) const {
    const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(ms_max);
    for (char buffer[4096];;) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
      pollfd waiting{out_, POLLIN, 0};
      if (left.count() <= 0 || poll(&waiting, 1, static_cast<int>(left.count())) == 0) return false;
      const ssize_t count = read(out_, buffer, sizeof buffer);
      if (count <= 0) return true;
      text.append(buffer, static_cast<std::size_t>(count));
    }
  }
  void tell(int signal_number) const { kill(pid_, signal_number); }
  // Waits for the end: the exit code, or minus the signal that ended it.
  int wait() {
    int status = 0;
    waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }
  std::string rest_of_output() { return rest(out_); }
  std::string rest_of_errors() { return rest(err_); }

 private:
  static std::string rest(int fd) {
    std::string text;
    char buffer[4096];
    for (ssize_t n = 0; (n = read(fd, buffer, sizeof buffer)) > 0;) text.append(buffer, static_cast<std::size_t>(n));
    return text;
  }
  pid_t pid_ = -1;
  int out_ = -1, err_ = -1;
};

struct Ran {
  int code = 0;
  std::string out, err;
};

inline Ran run(const std::vector<std::string>& command, const std::string& input = {}) {
  Child child(command, input);
  Ran ran;
  ran.out = child.rest_of_output();
  ran.err = child.rest_of_errors();
  ran.code = child.wait();
  return ran;
}

inline Ran server(std::vector<std::string> arguments, const std::string& input = {}) {
  arguments.insert(arguments.begin(), program("keybook-server"));
  return run(arguments, input);
}

}  // namespace keybook::process

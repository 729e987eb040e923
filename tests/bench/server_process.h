// A keybook-server of its own for a benchmark: made, started, asked for its memory, stopped.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace keybook::bench {

class ServerProcess {
 public:
  // Makes a store in `folder` with the users root (administrator) and office (head office), password "password".
  explicit ServerProcess(std::string folder);
  ~ServerProcess();
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;
  [[nodiscard]] const std::string& url() const { return url_; }
  [[nodiscard]] double cpu_seconds() const;     // of all its threads, since its start
  void add_rep(const std::string& name) const;  // password "password"

 private:
  pid_t pid_ = -1;
  std::string folder_, url_;
};

// Runs a command to its end; returns its exit status and, in KiB, the most memory that it held.
struct Ran {
  int status = -1;
  long peak_kib = 0;
  double seconds = 0;
};
Ran run_program(const std::string& program, const std::vector<std::string>& arguments, const std::string& input);

}  // namespace keybook::bench

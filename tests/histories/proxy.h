// A TCP proxy between each device and the server, which fails as networks do: connections that are cut, and partitions
// of both or of one direction, during which bytes wait, as they do in TCP.
//
// Threads: start() and the destructor on one thread; everything else from any. One thread of its own moves the bytes.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <thread>
#include <vector>

namespace keybook::histories {

class Proxy {
 public:
  // One port per device, all leading to the port of the server on loopback, which may come and go.
  Proxy(int devices, std::uint16_t server_port);
  ~Proxy();
  Proxy(const Proxy&) = delete;
  Proxy& operator=(const Proxy&) = delete;

  [[nodiscard]] std::uint16_t port(int device) const;

  // What a link does with bytes in each direction while it is so.
  struct Fault {
    bool hold_requests = false;
    bool hold_answers = false;
  };
  void set(int device, Fault fault);
  // Cuts what is open now, in the middle of whatever is under way.
  void cut(int device);

 private:
  struct Link;
  struct Connection;
  void run();
  void accept_new(int device);
  // Moves what can be moved; false: the connection is over.
  static bool move(Connection& connection, const Link& link);

  std::uint16_t server_port_;
  std::vector<std::unique_ptr<Link>> links_;
  std::vector<std::unique_ptr<Connection>> connections_;
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

}  // namespace keybook::histories

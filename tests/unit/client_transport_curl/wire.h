// What stands between client and server in tests: a server that says what it is told, and a relay that counts bytes.
#pragma once

#include <atomic>
#include <functional>
#include <thread>

#include "tests/unit/server_transport/raw_client.h"

namespace keybook::test {

// One accepted connection.
class Peer {
 public:
  explicit Peer(int socket) : socket_(socket) {}
  ~Peer() { ::close(socket_); }
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;

  void say(std::string_view bytes) const { ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL); }
  // Until the header has ended, or the client.
  std::string hear() const {
    std::string heard;
    char bytes[65536];
    while (heard.find("\r\n\r\n") == std::string::npos) {
      const ssize_t size = ::recv(socket_, bytes, sizeof bytes, 0);
      if (size <= 0) break;
      heard.append(bytes, static_cast<std::size_t>(size));
    }
    return heard;
  }
  void await_end() const {
    char bytes[65536];
    while (::recv(socket_, bytes, sizeof bytes, 0) > 0) {
    }
  }
  // The connection is reset instead of closed.
  void reset() const {
    const linger at_once{1, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  }
  [[nodiscard]] int socket() const { return socket_; }

 private:
  int socket_;
};

// Listens on a free port of loopback and gives every connection to `serve`, one after the other.
class RawServer {
 public:
  explicit RawServer(std::function<void(const Peer&)> serve) : listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    EXPECT_EQ(::bind(listener_, reinterpret_cast<const sockaddr*>(&address), size), 0);
    EXPECT_EQ(::listen(listener_, 16), 0);
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this, serve = std::move(serve)] {
      for (int socket = 0; (socket = ::accept(listener_, nullptr, nullptr)) >= 0;) serve(Peer(socket));
    });
  }
  ~RawServer() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
  }
  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

 private:
  int listener_;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

// Passes bytes on between a client and a server, and counts them.
class Relay {
 public:
  explicit Relay(std::uint16_t server_port)
      : server_([this, server_port](const Peer& client) { pass(client, server_port); }) {}
  [[nodiscard]] std::string url() const { return server_.url(); }

  std::atomic<std::int64_t> to_server = 0, to_client = 0;

 private:
  static bool move_some(int from, int to, std::atomic<std::int64_t>& count) {
    char bytes[65536];
    const ssize_t size = ::recv(from, bytes, sizeof bytes, 0);
    if (size <= 0) return false;
    count += size;
    for (ssize_t sent = 0; sent < size;) {
      const ssize_t part = ::send(to, bytes + sent, static_cast<std::size_t>(size - sent), MSG_NOSIGNAL);
      if (part <= 0) return false;
      sent += part;
    }
    return true;
  }

  void pass(const Peer& client, std::uint16_t server_port) {
    const Peer server(::socket(AF_INET, SOCK_STREAM, 0));
    const sockaddr_in address = loopback(server_port);
    ::connect(server.socket(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
    pollfd both[2] = {{client.socket(), POLLIN, 0}, {server.socket(), POLLIN, 0}};
    while (::poll(both, 2, -1) > 0) {
      if (both[0].revents != 0 && !move_some(client.socket(), server.socket(), to_server)) return;
      if (both[1].revents != 0 && !move_some(server.socket(), client.socket(), to_client)) return;
    }
  }

  RawServer server_;
};

}  // namespace keybook::test

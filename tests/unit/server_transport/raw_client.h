// A client that sends exactly the bytes that it is told, for what a well-behaved one would never do.
//
// Threads: one at a time. Errors: connecting fails the test; reading returns what came until then.
#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>
#include <string_view>
#include <utility>

namespace keybook::test {

inline std::uint16_t port_of(std::string_view url) {
  return static_cast<std::uint16_t>(std::stoi(std::string(url.substr(url.rfind(':') + 1))));
}

inline sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  return address;
}

struct RawReply {
  int status = 0;  // 0: the connection ended before an answer
  std::string head, body;
  [[nodiscard]] bool has(std::string_view line) const { return head.find(line) != std::string::npos; }
  [[nodiscard]] std::size_t bytes() const { return head.size() + body.size(); }
};

class RawClient {
 public:
  explicit RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    const sockaddr_in address = loopback(port);
    EXPECT_EQ(::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  }
  RawClient(RawClient&& other) noexcept
      : socket_(std::exchange(other.socket_, -1)), buffer_(std::move(other.buffer_)) {}
  ~RawClient() { close(); }

  void close() {
    if (socket_ >= 0) ::close(std::exchange(socket_, -1));
  }
  void close_sending() { ::shutdown(socket_, SHUT_WR); }

  // False when the server no longer takes it.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  // The next answer, by its Content-Length; of a chunked one the raw chunks.
  RawReply reply(int ms_max = 20'000) {
    RawReply reply;
    std::size_t end = 0;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos)
      if (!read(ms_max)) return reply;
    reply.head = buffer_.substr(0, end + 4);
    buffer_.erase(0, end + 4);
    reply.status = std::stoi(reply.head.substr(9, 3));
    if (reply.has("Transfer-Encoding: chunked")) {
      while ((end = buffer_.find("\r\n0\r\n\r\n")) == std::string::npos)
        if (!read(ms_max)) break;
      end = end == std::string::npos ? buffer_.size() : end + 7;
    } else if (const std::size_t at = reply.head.find("Content-Length: "); at != std::string::npos) {
      end = std::stoul(reply.head.substr(at + 16));
      while (buffer_.size() < end)
        if (!read(ms_max)) break;
    } else {
      end = 0;
    }
    reply.body = buffer_.substr(0, end);
    buffer_.erase(0, end);
    return reply;
  }

  RawReply exchange(std::string_view request) {
    send(request);
    return reply();
  }

  // The server ends the connection within this time; what it still sends is kept.
  bool ends(int ms_max = 20'000) {
    while (readable(ms_max))
      if (!read(ms_max)) return true;
    return false;
  }

  [[nodiscard]] const std::string& rest() const { return buffer_; }

 private:
  [[nodiscard]] bool readable(int ms_max) const {
    pollfd wanted{socket_, POLLIN, 0};
    return ::poll(&wanted, 1, ms_max) > 0;
  }
  bool read(int ms_max) {
    if (!readable(ms_max)) return false;
    char bytes[65536];
    const ssize_t size = ::recv(socket_, bytes, sizeof bytes, 0);
    if (size <= 0) return false;
    buffer_.append(bytes, static_cast<std::size_t>(size));
    return true;
  }

  int socket_;
  std::string buffer_;
};

inline std::string get(std::string_view path, std::string_view more_headers = "") {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: x\r\n" + std::string(more_headers) + "\r\n";
}

inline std::string post(std::string_view path, std::string_view body, std::string_view more_headers = "") {
  return "POST " + std::string(path) + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\n" + std::string(more_headers) + "\r\n" + std::string(body);
}

}  // namespace keybook::test

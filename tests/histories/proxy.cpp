#include "histories/proxy.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <stdexcept>
#include <string>

namespace keybook::histories {
namespace {

constexpr int poll_ms = 5;
constexpr std::size_t buffered_max = 256 << 10;

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

int socket_or_throw() {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) throw std::runtime_error("no socket for the proxy");
  return fd;
}

bool would_block() { return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR; }

// Bytes on their way in one direction.
struct Pipe {
  std::string bytes;
  bool ended = false;  // the sender has closed its side

  // Both give false when a side failed.
  bool fill(int fd) {
    char buffer[16 << 10];
    while (!ended && bytes.size() < buffered_max) {
      const ssize_t count = ::recv(fd, buffer, sizeof buffer, 0);
      if (count < 0) return would_block();
      if (count == 0)
        ended = true;
      else
        bytes.append(buffer, static_cast<std::size_t>(count));
    }
    return true;
  }
  bool drain(int fd) {
    while (!bytes.empty()) {
      const ssize_t count = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (count < 0) return would_block() || errno == ENOTCONN || errno == EINPROGRESS;
      bytes.erase(0, static_cast<std::size_t>(count));
    }
    return true;
  }
};

}  // namespace

struct Proxy::Link {
  int listener = -1;
  std::uint16_t port = 0;
  std::atomic<bool> hold_requests = false, hold_answers = false, cut = false;
  ~Link() {
    if (listener >= 0) ::close(listener);
  }
};

struct Proxy::Connection {
  int device = 0, client = -1, server = -1;
  Pipe requests, answers;
  ~Connection() {
    const linger reset{1, 0};  // a cut is a reset, not a polite end
    for (const int fd : {client, server})
      if (fd >= 0) {
        if (!requests.ended && !answers.ended) ::setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
        ::close(fd);
      }
  }
};

Proxy::Proxy(int devices, std::uint16_t server_port) : server_port_(server_port) {
  for (int i = 0; i < devices; ++i) {
    auto link = std::make_unique<Link>();
    link->listener = socket_or_throw();
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    auto* raw = reinterpret_cast<sockaddr*>(&address);
    if (::bind(link->listener, raw, size) != 0 || ::listen(link->listener, 16) != 0 ||
        ::getsockname(link->listener, raw, &size) != 0)
      throw std::runtime_error("the proxy cannot listen");
    link->port = ntohs(address.sin_port);
    links_.push_back(std::move(link));
  }
  thread_ = std::thread([this] { run(); });
}

Proxy::~Proxy() {
  stopping_ = true;
  thread_.join();
}

std::uint16_t Proxy::port(int device) const { return links_.at(static_cast<std::size_t>(device))->port; }

void Proxy::set(int device, Fault fault) {
  Link& link = *links_.at(static_cast<std::size_t>(device));
  link.hold_requests = fault.hold_requests;
  link.hold_answers = fault.hold_answers;
}

void Proxy::cut(int device) { links_.at(static_cast<std::size_t>(device))->cut = true; }

void Proxy::accept_new(int device) {
  const Link& link = *links_[static_cast<std::size_t>(device)];
  for (;;) {
    const int client = ::accept4(link.listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (client < 0) return;
    auto connection = std::make_unique<Connection>();
    connection->device = device;
    connection->client = client;
    connection->server = socket_or_throw();
    const sockaddr_in address = loopback(server_port_);
    const int connected = ::connect(connection->server, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    if (connected == 0 || errno == EINPROGRESS) connections_.push_back(std::move(connection));
  }
}

bool Proxy::move(Connection& connection, const Link& link) {
  if (!connection.requests.fill(connection.client) || !connection.answers.fill(connection.server)) return false;
  if (!link.hold_requests && !connection.requests.drain(connection.server)) return false;
  if (!link.hold_answers && !connection.answers.drain(connection.client)) return false;
  const bool over = (connection.requests.ended && connection.requests.bytes.empty()) ||
                    (connection.answers.ended && connection.answers.bytes.empty());
  return !over;
}

void Proxy::run() {
  while (!stopping_) {
    std::vector<pollfd> waiting;
    for (const auto& link : links_) waiting.push_back({link->listener, POLLIN, 0});
    for (const auto& connection : connections_) {
      waiting.push_back({connection->client, POLLIN, 0});
      waiting.push_back({connection->server, POLLIN, 0});
    }
    ::poll(waiting.data(), waiting.size(), poll_ms);
    std::this_thread::sleep_for(std::chrono::milliseconds(1));  // what is held stays readable: no spinning
    for (int i = 0; i < static_cast<int>(links_.size()); ++i) accept_new(i);
    std::erase_if(connections_, [this](const auto& connection) {
      const Link& link = *links_[static_cast<std::size_t>(connection->device)];
      return link.cut || !move(*connection, link);
    });
    for (const auto& link : links_) link->cut = false;
  }
}

}  // namespace keybook::histories

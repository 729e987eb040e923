// One TCP or TLS stream with deadlines: buffered reading, writing in pieces, and waiting. Included by beast_server.cpp
// alone.
//
// Threads: the network thread. Ownership: lives as long as its owner and its outstanding reads and writes, which share
// it; what is being written belongs to the channel, so that a write may outlive its caller. Errors: a read or write
// that failed leaves the channel unusable. One timer serves as condition variable and deadline of whatever the one
// coroutine that uses the channel waits for.
#pragma once

#include <algorithm>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>

#include "transport/core.h"

namespace keybook::server::transport {

template <class Stream>
class Channel final : public std::enable_shared_from_this<Channel<Stream>> {
 public:
  enum class Got { Bytes, TimeOut, End };

  Channel(asio::io_context& io, Stream stream, const Limits& limits)
      : stream_(std::move(stream)), limits_(limits), timer_(io), buffer_(limits.header_bytes_max + 2 * bytes_of_body) {}

  // --- waiting ---

  // Makes the coroutine look again at what it waits for.
  void wake() { timer_.cancel(); }

  // Until `ready`, the deadline or close(). False when it is not ready.
  template <class Ready>
  asio::awaitable<bool> wait(Deadline deadline, Ready ready) {
    timer_.expires_at(deadline);
    while (!closed_ && !ready()) {
      co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
      if (asio::steady_timer::clock_type::now() >= deadline) break;
    }
    co_return !closed_ && ready();
  }

  // --- opening ---

  // Nothing to do for plain TCP.
  asio::awaitable<bool> handshake() {
    if constexpr (tls) {
      handshaking_ = true;
      stream_.async_handshake(asio::ssl::stream_base::server, [self = this->shared_from_this()](error_code error) {
        self->handshaking_ = false;
        self->read_error_ = error;
        self->wake();
      });
      const bool done = co_await wait(in_ms(limits_.header_ms_max), [this] { return !handshaking_; });
      co_return done && !read_error_;
    }
    co_return true;
  }

  // --- reading ---

  static constexpr std::size_t bytes_of_header = 2 * kib;  // asked for in one read
  static constexpr std::size_t bytes_of_body = 64 * kib;

  // What has been read and not yet consumed. While a read is outstanding, only an empty buffer may be left alone.
  auto& buffer() { return buffer_; }

  // The client has gone, or at least closed its side.
  [[nodiscard]] bool ended() const { return closed_ || read_error_.failed(); }
  [[nodiscard]] error_code read_error() const { return read_error_; }

  // At most one read is outstanding; it goes on while an answer is made and written.
  void start_read(std::size_t bytes) {
    if (reading_ || ended()) return;
    reading_ = true;
    const auto done = [self = this->shared_from_this()](error_code error, std::size_t size) {
      self->reading_ = false;
      self->buffer_.commit(size);
      self->read_error_ = error;
      self->wake();
    };
    stream_.async_read_some(buffer_.prepare(bytes), done);
  }

  asio::awaitable<Got> more_bytes(Deadline deadline, std::size_t bytes) {
    start_read(bytes);
    const bool in_time = co_await wait(deadline, [this] { return !reading_; });
    if (closed_ || (in_time && read_error_)) co_return Got::End;
    co_return in_time ? Got::Bytes : Got::TimeOut;
  }

  // Gives back what a large body needed.
  void shrink() {
    if (!reading_ && buffer_.size() == 0 && buffer_.capacity() > bytes_of_body) buffer_.shrink_to_fit();
  }

  // --- writing ---

  asio::awaitable<bool> write(std::string bytes) {
    outgoing_ = std::move(bytes);
    std::string_view rest = outgoing_;
    while (!rest.empty() && !closed_) {
      const std::string_view piece = rest.substr(0, limits_.write_piece_bytes);
      rest.remove_prefix(piece.size());
      writing_ = true;
      const auto done = [self = this->shared_from_this()](error_code error, std::size_t) {
        self->writing_ = false;
        self->write_error_ = error;
        self->wake();
      };
      asio::async_write(stream_, asio::buffer(piece.data(), piece.size()), done);
      const bool written = co_await wait(in_ms(limits_.write_stall_ms_max), [this] { return !writing_; });
      if (!written || write_error_) {
        close();
        co_return false;
      }
      sent_bytes_ += piece.size();
    }
    co_return !closed_;
  }

  [[nodiscard]] std::size_t sent_bytes() const { return sent_bytes_; }

  // --- closing ---

  // Closing with unread input would reset the connection, and the client might never see why it was refused.
  asio::awaitable<void> linger() {
    error_code ignored;
    stream_.lowest_layer().shutdown(Tcp::socket::shutdown_send, ignored);
    const Deadline deadline = in_ms(limits_.linger_ms_max);
    if (!reading_) buffer_.consume(buffer_.size());
    while (co_await more_bytes(deadline, bytes_of_body) == Got::Bytes) buffer_.consume(buffer_.size());
  }

  void close() {
    if (closed_) return;
    closed_ = true;
    error_code ignored;
    stream_.lowest_layer().close(ignored);
    wake();
  }

  [[nodiscard]] bool closed() const { return closed_; }

 private:
  static constexpr bool tls = !std::is_same_v<Stream, Tcp::socket>;

  Stream stream_;
  const Limits& limits_;
  asio::steady_timer timer_;
  boost::beast::flat_buffer buffer_;
  std::string outgoing_;
  std::size_t sent_bytes_ = 0;
  error_code read_error_, write_error_;
  bool handshaking_ = false, reading_ = false, writing_ = false, closed_ = false;
};

}  // namespace keybook::server::transport

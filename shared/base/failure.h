// The one exception of the product: an Error on its way up through code that works inside an open transaction.
//
// Storage calls within a transaction throw it instead of returning Result at every step; it is caught once, where the
// transaction began (one exchange of the server, one use case of the client), the transaction rolls back, and the Error
// goes on as a value. It never leaves such a boundary and never crosses threads.
#pragma once

#include <exception>
#include <utility>

#include "base/error.h"

namespace keybook::base {

class Failure final : public std::exception {
 public:
  explicit Failure(Error error) : error_(std::move(error)), text_(error_.text()) {}
  [[nodiscard]] const char* what() const noexcept override { return text_.c_str(); }
  [[nodiscard]] const Error& error() const { return error_; }

 private:
  Error error_;
  std::string text_;
};

// The value of a Result, or its error thrown.
template <class T>
T need(Result<T> result) {
  if (!result) throw Failure(std::move(result).error());
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

// Runs `body` and turns a Failure back into a value.
template <class Body>
auto caught(Body&& body) -> Result<decltype(body())> {
  try {
    if constexpr (std::is_void_v<decltype(body())>) {
      body();
      return {};
    } else {
      return body();
    }
  } catch (const Failure& failure) {
    return tl::unexpected(failure.error());
  }
}

}  // namespace keybook::base

#include "input.h"

#include <iostream>
#include <optional>

#include "base/failure.h"
#include "interchange/file.h"
#include "interchange/utf8.h"
#include "platform/terminal.h"
#include "protocol/messages.h"

namespace keybook::cli {

using base::ErrorCode;
using base::Failure;
using base::need;

// The file's bytes for std::istream, which knows an end but no reasons: the fault is kept for check().
class Input::Buffer final : public std::streambuf {
 public:
  explicit Buffer(interchange::FileSource source) : source_(std::move(source)) {}
  [[nodiscard]] const std::optional<base::Error>& fault() const { return fault_; }

 protected:
  int_type underflow() override {
    if (fault_) return traits_type::eof();
    const auto size = source_.read(bytes_);
    if (!size) fault_ = size.error();
    if (!size || *size == 0) return traits_type::eof();
    setg(bytes_.data(), bytes_.data(), bytes_.data() + *size);
    return traits_type::to_int_type(bytes_.front());
  }

 private:
  interchange::FileSource source_;
  std::vector<char> bytes_ = std::vector<char>(interchange::read_bytes);
  std::optional<base::Error> fault_;
};

Input::Input(const std::string& name) : name_(name) {
  if (name == "-") return;
  buffer_ = std::make_unique<Buffer>(need(interchange::FileSource::open(name)));
  file_ = std::make_unique<std::istream>(buffer_.get());
}

Input::~Input() = default;

std::istream& Input::stream() { return file_ ? *file_ : std::cin; }

std::string Input::name() const { return file_ ? name_ : "standard input"; }

void Input::check() const {
  if (buffer_ && buffer_->fault()) throw Failure(*buffer_->fault());
}

Value read_object(const std::string& name, const std::string& expected) {
  Input input(name);
  const std::string text{std::istreambuf_iterator<char>(input.stream()), {}};
  input.check();
  base::Where where;
  where.file = input.name();
  if (const auto fault = interchange::first_utf8_fault(text))
    throw Failure({ErrorCode::BadFile, "the text holds " + fault->message(text), where, "Save it as UTF-8"});
  auto json = protocol::parse(text);
  if (!json || !json->is_object())
    throw Failure({ErrorCode::BadFile, json ? "this is not a JSON object" : json.error().message, where,
                   "Expected is " + expected});
  return *std::move(json);
}

std::string read_password(PasswordFrom from, const std::string& prompt) {
  if (from == PasswordFrom::Terminal) return need(client::platform::ask_password(prompt));
  std::string password;
  std::getline(std::cin, password);
  if (!password.empty() && password.back() == '\r') password.pop_back();
  if (password.empty())
    throw Failure(
        {ErrorCode::Usage, "there is no password on standard input", {}, "Write it there, followed by a line end"});
  return password;
}

}  // namespace keybook::cli

#include "session/auth.h"

#include <sodium.h>

#include <array>

#include "base/failure.h"
#include "session/limits.h"
#include "session/tokens.h"

namespace keybook::server::session {

using base::ErrorCode;

namespace {

std::string base64url(std::span<const std::uint8_t> bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  text.pop_back();  // its terminating zero
  return text;
}

std::string new_credential(base::Random& random) {
  std::array<std::uint8_t, credential_bytes> bytes{};
  random.fill(bytes);
  return base64url(bytes);
}

std::string new_enrolment(base::Random& random, storage::Reader& reader) {
  for (;;) {
    std::string id = base::random_token(random, enrolment_characters);
    if (!reader.enrolment(id)) return id;
  }
}

// Cut where a character of UTF-8 begins, so that what is left is still text.
std::string short_name(std::string name) {
  if (name.size() <= name_bytes_max) return name;
  std::size_t end = name_bytes_max;
  while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) --end;
  name.resize(end);
  return name;
}

}  // namespace

Auth::Auth(storage::Store& store, base::Clock& clock, base::Random& random, base::Log& log, const Secrets& secrets,
           PasswordCost cost)
    : store_(store),
      clock_(clock),
      random_(random),
      log_(log),
      secrets_(secrets),
      nobody_(base::need(hash_password(new_credential(random), cost))) {}

base::Result<protocol::EnrolAnswer> Auth::enrol(const protocol::EnrolRequest& request) {
  const std::int64_t monotonic = clock_.monotonic_ms();
  const std::string name = short_name(request.user);
  if (const std::int64_t wait = throttle_.wait_ms(name, monotonic); wait > 0) {
    base::Error error{ErrorCode::TooMany, "too many wrong passwords for this user", {}, "Wait, then try again"};
    error.retry_after_ms = wait;
    return tl::unexpected(std::move(error));
  }
  return base::caught([&]() -> protocol::EnrolAnswer {
    const std::optional<storage::UserRow> user = store_.read()->user(request.user);
    const bool known = user && !user->disabled && !user->password_hash.empty();
    // The same work either way, so that the time says nothing about who exists.
    if (!fits(request.password, known ? user->password_hash : nobody_) || !known) {
      throttle_.wrong(name, monotonic);
      log_.write(base::LogLevel::Warning, "wrong-password", {{"user", name}});
      throw base::Failure({ErrorCode::WrongPassword,
                           "user or password is wrong",
                           {},
                           "Check both; ask your administrator if you forgot them"});
    }
    throttle_.right(name);

    auto writer = store_.write();
    storage::Enrolment enrolment;
    enrolment.device_name = short_name(request.device_name);
    protocol::EnrolAnswer answer = admit(std::move(enrolment), user->user, *writer);
    writer->commit();
    log_.write(base::LogLevel::Info, "enrolled", {{"user", answer.user}, {"enrolment", answer.enrolment}});
    return answer;
  });
}

// Gives the enrolment its name and credential, and writes it.
protocol::EnrolAnswer Auth::admit(storage::Enrolment enrolment, const access::User& user, storage::Writer& writer) {
  const std::string credential = new_credential(random_);
  enrolment.id = new_enrolment(random_, writer);
  enrolment.user = user.name;
  enrolment.credential_hash = record::sha256_hex(credential);
  enrolment.enrolled_ms = enrolment.last_seen_ms = clock_.wall_ms();
  writer.put(enrolment);
  protocol::EnrolAnswer answer;
  answer.enrolment = enrolment.id;
  answer.credential = credential;
  answer.user = user.name;
  answer.role = access::name_of(user.role);
  answer.territory = user.territory;
  answer.server = writer.meta("server");
  answer.epoch = writer.meta("epoch");
  answer.server_ms = enrolment.enrolled_ms;
  answer.token = Tokens(secrets_.token_key).next(enrolment.id, {}, random_);
  answer.seal_key = secrets_.seal.open;
  return answer;
}

protocol::EnrolAnswer Auth::fork(const storage::Enrolment& copied) {
  auto writer = store_.write();
  const auto stored = writer->enrolment(copied.id);
  const auto user = writer->user(copied.user);
  if (!stored || !user || stored->revoked || user->disabled)
    throw base::Failure({ErrorCode::Unauthorized, "the credential is not known here", {}, "Enrol this device again"});
  storage::Enrolment enrolment;
  enrolment.device_name = stored->device_name;
  enrolment.copy_of = stored->id;
  protocol::EnrolAnswer answer = admit(std::move(enrolment), user->user, *writer);
  writer->commit();
  log_.write(base::LogLevel::Warning, "copied-profile",
             {{"user", answer.user}, {"copied", stored->id}, {"enrolment", answer.enrolment}});
  return answer;
}

namespace {

tl::unexpected<base::Error> refused(std::string message, std::string remedy = "Enrol this device again") {
  return base::fail(ErrorCode::Unauthorized, std::move(message), {}, std::move(remedy));
}

}  // namespace

base::Result<storage::Enrolment> Auth::enrolment(std::string_view authorization, storage::Reader& reader) {
  constexpr std::string_view scheme = "Bearer ";
  if (!authorization.starts_with(scheme) || authorization.size() == scheme.size())
    return refused("the request carries no credential");
  auto enrolment = reader.enrolment_by_credential(record::sha256_hex(authorization.substr(scheme.size())));
  if (!enrolment) return refused("the credential is not known here");
  return *std::move(enrolment);
}

base::Result<Session> Auth::session(std::string_view authorization, storage::Reader& reader) {
  auto enrolment = Auth::enrolment(authorization, reader);
  if (!enrolment) return tl::unexpected(enrolment.error());
  if (enrolment->revoked)
    return base::fail(ErrorCode::Revoked, "this device was revoked by an administrator", {},
                      "Enrol it again with a password, if it may work here again");
  const auto user = reader.user(enrolment->user);
  if (!user || user->disabled)
    return refused("the user of this device is disabled", "Ask your administrator; unsent work stays on the device");
  return Session{std::move(*enrolment), user->user, false};
}

}  // namespace keybook::server::session

// What head office adds to the declarations at run time: one record of the shared collection for each addition, in
// force with the transaction that writes it.
#include "base/failure.h"
#include "schema/calendar.h"
#include "session/acts/given.h"
#include "session/acts/scene.h"

namespace keybook::server::session {

using base::ErrorCode;
using base::Failure;

namespace {

constexpr std::size_t document_bytes_max = 100'000;

bool may_declare(const access::User& user) {
  return user.role == access::Role::HeadOffice || user.role == access::Role::Admin;
}

// It came as a file on a device; here it is a request that does not hold.
record::Value need_admitted(Scene& scene, const std::string& file, const record::Value& document) {
  auto admitted = schema::admitted(scene.writer.registry(), file, document);
  if (admitted) return std::move(*admitted);
  base::Error error = std::move(admitted).error();
  if (error.code == ErrorCode::BadFile) error.code = ErrorCode::NotValid;
  throw Failure(std::move(error));
}

}  // namespace

record::Value add_declaration(Scene& scene, const record::Value& asked) {
  const Given given(asked);
  if (!may_declare(scene.user))
    throw Failure({ErrorCode::NoRight, "only head office adds to the declarations", {}, "Ask your head office"});
  if (scene.writer.registry().type(schema::addition_type) == nullptr)
    throw Failure({ErrorCode::UnknownType, "the declarations of this server cannot be added to",
                   at_record(schema::addition_type, ""), "Leave the type in your folder of declarations"});
  const std::string file = given.text("file").empty() ? "document" : given.text("file");
  const record::Value document = need_admitted(scene, file, given.object("document"));
  const std::string text = document.dump();
  if (text.size() > document_bytes_max)
    throw Failure({ErrorCode::TooLarge, "the document is too long", at_file(file), "Declare it in several steps"});
  std::int64_t number = 1;
  for (const schema::Addition& addition : scene.writer.additions()) number = std::max(number, addition.number + 1);
  const std::string summary = schema::summary_of(document);
  static_cast<void>(scene.engine.create(schema::addition_type, scene.new_id(),
                                        {{"number", number},
                                         {"summary", summary},
                                         {"document", text},
                                         {"made_by", scene.user.name},
                                         {"made_at", schema::time_of_ms(scene.now_ms)}},
                                        scene.stamp(), scene.now_ms));
  scene.writer.grow();
  return {{"number", number}, {"summary", summary}, {"document", document}};
}

}  // namespace keybook::server::session

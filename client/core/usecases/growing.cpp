// Adding to the declarations of everybody: head office at run time.
#include "usecases/impl.h"

namespace keybook::client {

base::Result<Value> Client::declare(const std::string& file, const Value& document) {
  return base::caught([&] {
    static_cast<void>(base::need(sync()));  // what others added is known before this is looked at
    static_cast<void>(base::need(schema::admitted(registry(), file, document)));
    return impl_->act(*this, "schema.add", {{"file", file}, {"document", document}}, Impl::Changes::Yes);
  });
}

}  // namespace keybook::client

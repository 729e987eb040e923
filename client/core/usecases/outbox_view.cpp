// What waits, what was refused, and where each record stands.
#include <algorithm>
#include <set>

#include "record/codec.h"
#include "schema/validate.h"
#include "store/field_values.h"
#include "usecases/impl.h"

namespace keybook::client {

using base::ErrorCode;
using record::Mutation;

std::string_view name_of(Stage stage) {
  switch (stage) {
    case Stage::Confirmed:
      return "confirmed";
    case Stage::Saved:
      return "saved";
    case Stage::Waiting:
      return "waiting";
    case Stage::Sent:
      return "sent";
    case Stage::Committed:
      return "committed";
    case Stage::Held:
      return "held";
    case Stage::Refused:
      return "refused";
    case Stage::Parked:
      return "parked";
  }
  return "confirmed";
}

namespace {

schema::Label sentence(Stage stage, const std::string& rule) {
  switch (stage) {
    case Stage::Confirmed:
      return {"已同步", "In step with the server"};
    case Stage::Saved:
      return {"已存在本机，待发出", "Saved here, not sent yet"};
    case Stage::Waiting:
      return {"已存在本机，等待前面的修改", "Saved here, waits for an earlier change"};
    case Stage::Sent:
      return {"已发出，尚无回音，会自动重发", "Sent, no answer yet; it will be sent again by itself"};
    case Stage::Committed:
      return {"服务器已收到，正在下载其余内容", "Committed by the server; the rest is still coming"};
    case Stage::Held:
      return {"服务器暂扣，等待确认", "Held by the server until somebody confirms it"};
    case Stage::Refused:
      return {"服务器未接受：" + rule, "Refused by the server: " + rule};
    case Stage::Parked:
      return {"待现任负责人决定", "Waits for the decision of whoever has the account now"};
  }
  return {};
}

class View {
 public:
  explicit View(Client::Impl& impl) : impl_(impl), device_(impl.device()), outbox_(*impl.store, device_.enrolment) {
    staged_ = !device_.page.empty() && !device_.downloading;
  }

  [[nodiscard]] outbox::Outbox& outbox() { return outbox_; }

  [[nodiscard]] Standing standing(const outbox::Entry& entry) const {
    Standing standing;
    if (entry.stage == outbox::Stage::Refused)
      standing.stage = Stage::Refused;
    else if (entry.stage == outbox::Stage::Parked)
      standing.stage = Stage::Parked;
    else if (entry.stage == outbox::Stage::Held)
      standing.stage = Stage::Held;
    else if (entry.counter <= device_.sent_upto)
      standing.stage = staged_ ? Stage::Committed : Stage::Sent;
    else
      standing.stage = Stage::Saved;
    if (entry.reason)
      standing.rule =
          standing.stage == Stage::Parked ? entry.reason->where.record : std::string(base::key(entry.reason->code));
    standing.text = sentence(standing.stage, entry.reason ? entry.reason->message : "");
    return standing;
  }

  [[nodiscard]] OutboxEntry show(const outbox::Entry& entry) {
    OutboxEntry out;
    out.counter = entry.counter;
    out.made_ms = entry.made_ms;
    out.bytes = static_cast<std::int64_t>(entry.mutation.size());
    out.reason = entry.reason;
    out.standing = standing(entry);
    out.stage = out.standing.stage;
    const Mutation mutation = outbox_.parse(entry.mutation);
    for (const record::RecordEdit& edit : mutation.edits) {
      out.records.emplace_back(edit.type, edit.id);
      out.titles.push_back(title(edit));
      for (const auto& [unit, field] : edit.fields) out.fields.push_back(edit.type + "." + unit);
    }
    if (entry.stage == outbox::Stage::Refused) {
      out.along = outbox::built_on(outbox_, entry.counter);
      for (const record::RecordEdit& edit : mutation.edits) out.values[edit.id] = put_values(edit);
    }
    return out;
  }

 private:
  // Groups by their members; what a set or a tally gained is no value.
  [[nodiscard]] Value put_values(const record::RecordEdit& edit) const {
    Value values = Value::object();
    const schema::Type* type = impl_.store->registry().type(edit.type);
    for (const auto& [unit, field] : edit.fields) {
      if (field.change.kind != record::Change::Kind::Put) continue;
      if (type == nullptr || type->field(unit) != nullptr)
        values[unit] = field.change.value;
      else if (field.change.value.is_object())
        values.update(field.change.value);
    }
    return values;
  }

  [[nodiscard]] std::string title(const record::RecordEdit& edit) {
    const schema::Type* type = impl_.store->registry().type(edit.type);
    if (type == nullptr) return edit.id;
    std::string title;
    if (const auto state = impl_.store->shown().read(edit.type, edit.id)) title = store::title_of(*type, *state);
    if (title.empty())  // a refused creation is not shown; its title is in the mutation
      for (const std::string& name : type->title)
        if (const auto found = edit.fields.find(name);
            found != edit.fields.end() && found->second.change.value.is_string())
          title += (title.empty() ? "" : " ") + found->second.change.value.get<std::string>();
    return title.empty() ? edit.id : title;
  }

  Client::Impl& impl_;
  store::Device device_;
  outbox::Outbox outbox_;
  bool staged_ = false;
};

base::Result<std::vector<OutboxEntry>> entries(Client::Impl& impl, outbox::Stage stage) {
  return impl.read([&] {
    View view(impl);
    std::vector<outbox::Entry> found;
    view.outbox().each(stage, [&](outbox::Entry&& entry) {
      found.push_back(std::move(entry));
      return true;
    });
    std::vector<OutboxEntry> out;
    for (const outbox::Entry& entry : found) out.push_back(view.show(entry));
    return out;
  });
}

outbox::Entry need_refused(outbox::Outbox& outbox, Counter counter) {
  auto entry = outbox.entry(counter);
  if (!entry || entry->stage != outbox::Stage::Refused)
    fail_at(ErrorCode::UnknownRecord, "there is no refused change " + std::to_string(counter), {},
            "`keybook refused` lists them");
  return *std::move(entry);
}

// Where a new record hangs says in which account file it lies.
void move_to_file_of_parent(Client::Impl& impl, const schema::Type& type, record::RecordEdit& edit) {
  const Value& above = edit.fields.at(type.parent).change.value;
  const std::string& target = type.parent_field()->target;
  const auto file = above.is_string() ? impl.store->file_of(target, above.get<std::string>()) : std::nullopt;
  if (!file)
    fail_at(ErrorCode::UnknownRecord, "there is no such " + target + " on this device",
            {edit.type, edit.id, type.parent, {}, 0}, "Check the id, or sync first");
  edit.account = *file;
}

// The mended fields put in the place of the refused values; bases stay as they were.
void mend(Client::Impl& impl, record::RecordEdit& edit, const Value& fields) {
  const schema::Type& type = impl.type(edit.type);
  for (const auto& [name, value] : fields.items()) {
    const schema::Field* field = type.field(name);
    if (field == nullptr)
      fail_at(ErrorCode::UnknownField, edit.type + " has no field '" + name + "'", {edit.type, edit.id, name, {}, 0},
              "`keybook schema " + edit.type + "` lists the fields");
    const bool refers = field->kind == schema::Kind::Reference && !field->target.empty() && value.is_string();
    Value canonical = base::need(schema::canonical(
        type, *field, refers ? Value(impl.resolve_id(field->target, value.get<std::string>())) : value));
    const schema::Unit& unit = type.unit_of(*field);
    record::Change& change = edit.fields[unit.name].change;
    if (unit.merge == schema::Merge::Set) {
      change.kind = record::Change::Kind::Set;
      change.add = canonical.is_array() ? canonical.get<std::vector<std::string>>() : std::vector<std::string>{};
    } else if (unit.grouped) {
      change.value[name] = std::move(canonical);
    } else {
      change.value = std::move(canonical);
    }
  }
  if (edit.op == record::Op::Create && type.scope == schema::Scope::Child && fields.contains(type.parent))
    move_to_file_of_parent(impl, type, edit);
}

}  // namespace

base::Result<std::vector<OutboxEntry>> Client::waiting() {
  auto all = entries(*impl_, outbox::Stage::Pending);
  auto held = entries(*impl_, outbox::Stage::Held);
  if (!all || !held) return all ? held : all;
  all->insert(all->end(), held->begin(), held->end());
  std::sort(all->begin(), all->end(), [](const OutboxEntry& a, const OutboxEntry& b) { return a.counter < b.counter; });
  return all;
}
base::Result<std::vector<OutboxEntry>> Client::refused() { return entries(*impl_, outbox::Stage::Refused); }

base::Result<Saved> Client::retry_refused(Counter counter, const std::map<std::string, Value>& mended) {
  return impl_->write([&] {
    outbox::Outbox outbox(*impl_->store, impl_->device().enrolment);
    std::vector<Counter> all = outbox::built_on(outbox, counter);
    all.insert(all.begin(), counter);
    Saved saved;
    for (const Counter one : all) {
      Mutation mutation = outbox.parse(need_refused(outbox, one).mutation);
      for (record::RecordEdit& edit : mutation.edits) {
        if (const auto found = mended.find(edit.id); found != mended.end()) mend(*impl_, edit, found->second);
        if (one == counter) saved.ids.push_back(edit.id);
      }
      outbox.remove(one);
      const Counter sent = impl_->commit(std::move(mutation.edits), Value::array(), Undoable::ByNameOnly);
      if (one == counter) saved.counter = sent;
    }
    return saved;
  });
}

base::Result<std::vector<Counter>> Client::drop_refused(Counter counter) {
  return impl_->write([&] {
    outbox::Outbox outbox(*impl_->store, impl_->device().enrolment);
    static_cast<void>(need_refused(outbox, counter));
    std::vector<Counter> all = outbox::built_on(outbox, counter);
    all.insert(all.begin(), counter);
    for (const Counter one : all) outbox.remove(one);
    return all;
  });
}

base::Result<Standing> Client::standing(const std::string& type, const std::string& id) {
  return impl_->read([&] {
    View view(*impl_);
    const std::string record = impl_->resolve_id(type, id);
    Standing standing;
    standing.text = sentence(Stage::Confirmed, "");
    const std::vector<Mutation> pending = view.outbox().pending_of(record);
    if (!pending.empty()) return view.standing(*view.outbox().entry(pending.back().counter));
    for (const outbox::Stage stage : {outbox::Stage::Refused, outbox::Stage::Parked})
      view.outbox().each(stage, [&](outbox::Entry&& entry) {
        const Mutation mutation = view.outbox().parse(entry.mutation);
        if (std::any_of(mutation.edits.begin(), mutation.edits.end(),
                        [&](const record::RecordEdit& edit) { return edit.id == record; }))
          standing = view.standing(entry);
        return true;
      });
    return standing;
  });
}

}  // namespace keybook::client

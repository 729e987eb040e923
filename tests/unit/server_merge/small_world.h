// One account with one visit, devices that write and sync as the product's do (positions as bases), and a judge that
// knows of every edit what its author had seen, and nothing else: the definitions of REPLICATION §4 said once more,
// without the engine.
#pragma once

#include "merge/apply.h"
#include "merge/values.h"
#include "office.h"
#include "plain_judge.h"

namespace keybook::server::merge {

namespace judging = keybook::merge;

enum class Act { SetAccount, SetVisit, DeleteVisit, DeleteAccount, RestoreVisit, RestoreAccount };

// One field under one rule.
struct FieldRule {
  const char* unit;
  schema::Merge merge;
  bool review = false;
};
inline const std::vector<FieldRule> field_rules = {
    {"name", schema::Merge::Latest},   {"stage", schema::Merge::Latest, true}, {"tags", schema::Merge::Set},
    {"calls", schema::Merge::Counter}, {"notes", schema::Merge::Text},         {"last", schema::Merge::Max},
    {"first", schema::Merge::Min},     {"credit", schema::Merge::Latest}};

class SmallWorld {
 public:
  struct Device {
    std::string name;
    CommitNumber cursor = 0;
    Counter counter = 0;
    std::set<int> seen;                                 // edits, by number
    std::map<std::string, record::RecordState> copies;  // confirmed, with own plain edits applied
    std::map<std::string, record::RecordState> fed;     // by the feed alone
    CommitNumber fed_to = 0;
    std::vector<std::pair<int, Mutation>> waiting;
  };

  SmallWorld(storage::Store& store, FieldRule rule, int devices)
      : rule_(rule), writer_(store.write()), engine_(office_registry(), *writer_) {
    edits_.push_back({{1, 0, "d0"}, Act::SetAccount, true, {}, {}});
    record::RecordEdit account{record::Op::Create, "account", "a1", "", {}, {}},
        visit{record::Op::Create, "visit", "v1", "a1", {}, {}};
    edits_[0].change = change_for(0);
    account.fields[rule.unit].change = visit.fields[rule.unit].change = edits_[0].change;
    visit.fields["account"].change = put("a1");
    Mutation mutation{"d0", 1, {1, 0, "d0"}, {}, "", {account, visit}, {}, {}};
    commit("d0", mutation);
    Device device;
    pull(device);
    devices_.assign(static_cast<std::size_t>(devices), device);
    for (int i = 0; i < devices; ++i) devices_[static_cast<std::size_t>(i)].name = "d" + std::to_string(i + 1);
  }

  [[nodiscard]] std::vector<Device>& devices() { return devices_; }

  // The device writes; `ms` is the least time of it.
  void make(Device& device, Act act, std::int64_t ms) {
    const int number = static_cast<int>(edits_.size());
    for (const int i : device.seen) ms = std::max(ms, edits_[static_cast<std::size_t>(i)].name.ms + 1);
    for (const auto& [i, mutation] : device.waiting) ms = std::max(ms, mutation.stamp.ms + 1);
    Edit edit{{ms, 0, device.name}, act, false, device.seen, {}};
    Mutation mutation{device.name, ++device.counter, edit.name, {}, "", {}, {}, {}};
    const record::Base base{true, device.cursor, device.counter - 1, device.name, {}};
    const bool of_visit = act == Act::SetVisit || act == Act::DeleteVisit || act == Act::RestoreVisit;
    record::RecordEdit one{record::Op::Set, of_visit ? "visit" : "account", of_visit ? "v1" : "a1", "", {}, {}};
    if (act == Act::SetAccount || act == Act::SetVisit) {
      edit.change = change_for(number);
      one.fields[rule_.unit] = {edit.change, base};
    } else {
      one.op = act == Act::RestoreAccount || act == Act::RestoreVisit ? record::Op::Restore : record::Op::Delete;
      one.base = base;
    }
    mutation.edits.push_back(std::move(one));
    device.seen.insert(number);  // one's own edits are seen at once
    edits_.push_back(std::move(edit));
    device.waiting.emplace_back(number, std::move(mutation));
  }

  // Its oldest waiting mutation arrives at the server.
  void send(Device& device) {
    auto [number, mutation] = std::move(device.waiting.front());
    device.waiting.erase(device.waiting.begin());
    const MutationOutcome outcome = commit(device.name, mutation);
    ASSERT_EQ(outcome.parts.at(0).state, PartState::Applied) << outcome.parts.at(0).reason.text();
    edits_[static_cast<std::size_t>(number)].arrived = true;
    for (const auto& [id, before] : outcome.touched) confirm(device, id, before, mutation, outcome);
  }

  // What the server has now. Mutations that wait stay on top of it.
  void pull(Device& device) {
    device.cursor = writer_->last_commit();
    for (std::size_t i = 0; i < edits_.size(); ++i)
      if (edits_[i].arrived) device.seen.insert(static_cast<int>(i));
    device.copies.clear();
    writer_->changed_records("a1", device.fed_to, [&](record::RecordState&& state, CommitNumber) {
      const auto status = record::apply_json(record::to_json(state, device.fed_to), device.fed[state.id]);
      EXPECT_TRUE(status) << (status ? "" : status.error().text());
      return true;
    });
    device.fed_to = device.cursor;
    for (const char* id : {"a1", "v1"}) {
      const record::RecordState state = stored(id);
      EXPECT_EQ(record::to_json(device.fed[id], 0), record::to_json(state, 0));
      device.copies[id] = state;
    }
  }

  // Everything stored against the judge.
  void expect_right() {
    check_field("a1", Act::SetAccount);
    check_field("v1", Act::SetVisit);
    check_plainly("a1", Act::SetAccount);
    check_plainly("v1", Act::SetVisit);
    check_existence("a1", Act::DeleteAccount, Act::RestoreAccount);
    check_existence("v1", Act::DeleteVisit, Act::RestoreVisit);
  }

  // What everybody sees, to compare orders of arrival.
  [[nodiscard]] std::string shown() {
    std::string text;
    for (const char* id : {"a1", "v1"}) {
      const record::RecordState state = stored(id);
      text += record::canonical_text(state) + (state.deleted ? " deleted" : "") + (state.kept ? " kept" : "") +
              (state.field(rule_.unit)->conflict ? " conflict" : "") + '\n';
    }
    return text;
  }

 private:
  struct Edit {
    Stamp name;
    Act act;
    bool arrived = false;
    std::set<int> seen;
    record::Change change;
  };

  record::RecordState stored(const std::string& id) {
    return writer_->record(id == "a1" ? "account" : "visit", id).value();
  }

  MutationOutcome commit(const std::string& device, const Mutation& mutation) {
    return engine_.commit({{"boss", access::Role::HeadOffice, ""}, device}, mutation, mutation.stamp,
                          mutation.stamp.ms);
  }

  record::Change change_for(int number) const {
    const std::string letter(1, static_cast<char>('a' + number % 3));
    switch (rule_.merge) {
      case schema::Merge::Set:
        return {record::Change::Kind::Set,
                nullptr,
                {letter},
                number == 0 ? std::vector<std::string>{}
                            : std::vector<std::string>{std::string(1, static_cast<char>('a' + (number + 1) % 3))},
                ""};
      case schema::Merge::Counter:
        return {record::Change::Kind::Delta, nullptr, {}, {}, std::to_string(std::int64_t{1} << (2 * number))};
      case schema::Merge::Text:
        return put("begin\n" + letter + "\nmiddle\n" + std::to_string(number / 2) + "\nend\n");
      case schema::Merge::Max:
      case schema::Merge::Min:
        return put(number % 4 == 2 ? record::Value(nullptr)
                                   : record::Value("2026-0" + std::to_string(1 + number * 5 % 7) + "-01"));
      default:
        break;
    }
    if (std::string_view(rule_.unit) == "credit")
      return put({{"amount", std::to_string(number)}, {"currency", letter}});
    return put(letter);
  }

  // decisions/0003: after a plain mutation the device's own copy is what the server has, without looking into any
  // history.
  void confirm(Device& device, const std::string& id, CommitNumber before, const Mutation& mutation,
               const MutationOutcome& outcome) {
    class NoHistory final : public record::History {
     public:
      std::vector<record::Line> lines(const std::string&, const std::string&) override { return fail(); }
      std::vector<record::Line> lines(const std::string&) override { return fail(); }

     private:
      static std::vector<record::Line> fail() {
        ADD_FAILURE() << "a plain mutation asked for history";
        return {};
      }
    } none;
    const auto copy = device.copies.find(id);
    if (copy == device.copies.end()) return;
    if (!outcome.plain || copy->second.changed != before) {
      device.copies.erase(copy);  // the server sends it
      return;
    }
    auto origin = std::make_shared<const record::Origin>(record::Origin{
        mutation.stamp, outcome.rank, outcome.commit, mutation.counter, "boss", outcome.committed_ms, true, "", ""});
    for (const record::RecordEdit& edit : mutation.edits)
      if (edit.id == id)
        static_cast<void>(judging::apply_edit(copy->second, edit, office_registry().type(edit.type), origin, none));
    copy->second.changed = outcome.commit;
    EXPECT_EQ(record::to_json(copy->second, 0), record::to_json(stored(id), 0));
  }

  void check_field(const std::string& id, Act act) {
    std::vector<judging::Edit> edits;
    for (std::size_t i = 0; i < edits_.size(); ++i) {
      const Edit& edit = edits_[i];
      if (!edit.arrived || (edit.act != act && i != 0)) continue;
      record::Base base;
      for (const int seen : edit.seen) base.names.push_back(edits_[static_cast<std::size_t>(seen)].name.text());
      auto origin = std::make_shared<const record::Origin>(
          record::Origin{edit.name, edit.name, static_cast<CommitNumber>(i) + 1, 0, "", 0, true, "", ""});
      edits.push_back({edit.name.text(), origin, edit.change, base, true});
    }
    const judging::Field judged(rule_.merge, rule_.review, edits);
    const record::RecordState state = stored(id);
    const record::FieldState& field = *state.field(rule_.unit);
    EXPECT_EQ(field.value, judged.value());
    EXPECT_EQ(field.conflict, judged.conflict());
    EXPECT_EQ(field.heads.size(), judged.heads().size());
    const judging::Field held(rule_.merge, rule_.review,
                              judging::edits_of(state, rule_.unit, rule_.merge, writer_->lines(id, rule_.unit)));
    ASSERT_EQ(held.edits().size(), judged.edits().size());
    for (const judging::Edit& edit : judged.edits())
      EXPECT_EQ(held.outcome(edit.name), judged.outcome(edit.name)) << edit.name;
  }

  // The same from the definitions, without any of the product's merge code.
  [[nodiscard]] plain::Edits plain_edits(Act act) const {
    plain::Edits out;
    for (int i = 0; i < static_cast<int>(edits_.size()); ++i) {
      const Edit& edit = edits_[static_cast<std::size_t>(i)];
      if (!edit.arrived || (edit.act != act && i != 0)) continue;
      plain::Edit one;
      one.value = edit.change.value;
      one.add = edit.change.add;
      one.remove = edit.change.remove;
      if (!edit.change.delta.empty()) one.delta = std::stoll(edit.change.delta);
      const std::string ms = std::to_string(edit.name.ms);
      one.rank = std::string(12 - ms.size(), '0') + ms + edit.name.device;
      for (const int seen : edit.seen)
        if (out.contains(seen)) one.seen.insert(seen);
      out.emplace(i, std::move(one));
    }
    // Numbers follow the making, so that an edit may have seen only smaller ones.
    return out;
  }

  // The edits, for a failure.
  static std::string told(const plain::Edits& edits) {
    std::string text;
    for (const auto& [number, edit] : edits) {
      text += "\n" + std::to_string(number) + " " + edit.rank + ": " + edit.value.dump() + ", had seen";
      for (const int seen : edit.seen) text += " " + std::to_string(seen);
    }
    return text;
  }

  void check_plainly(const std::string& id, Act act) {
    const plain::Edits edits = plain_edits(act);
    const record::RecordState state = stored(id);
    const record::FieldState& field = *state.field(rule_.unit);
    const plain::Numbers all = plain::all_of(edits);
    EXPECT_EQ(field.heads.size(), plain::heads(edits, all).size());
    switch (rule_.merge) {
      case schema::Merge::Set:
        EXPECT_EQ(judging::set_elements(field.value), plain::elements(edits));
        break;
      case schema::Merge::Counter:
        EXPECT_EQ(judging::counter_text(field.value), std::to_string(plain::sum(edits)));
        break;
      case schema::Merge::Text: {
        const std::set<std::string> lines = plain::lines_in(field.value);
        for (const std::string& line : plain::fresh_lines(edits))
          EXPECT_TRUE(lines.contains(line)) << line << told(edits) << "\nmerged: " << field.value;
        if (plain::heads(edits, all).size() == 1) {
          EXPECT_EQ(field.value, edits.at(*plain::heads(edits, all).begin()).value);
        }
        break;
      }
      default:
        EXPECT_EQ(field.value, edits.at(plain::winner(edits, all, rule_.merge)).value);
        EXPECT_EQ(field.conflict, plain::conflict(edits, rule_.review));
    }
    const judging::Field held(rule_.merge, rule_.review,
                              judging::edits_of(state, rule_.unit, rule_.merge, writer_->lines(id, rule_.unit)));
    for (const auto& [number, edit] : edits)
      EXPECT_EQ(judging::name_of(held.outcome(edits_[static_cast<std::size_t>(number)].name.text())),
                plain::outcome(edits, number, rule_.merge))
          << number;
  }

  void check_existence(const std::string& id, Act deleting, Act restoring) {
    std::set<int> covered, keepers, deletes;
    for (int i = 0; i < static_cast<int>(edits_.size()); ++i) {
      const Edit& edit = edits_[static_cast<std::size_t>(i)];
      const bool of_visit = edit.act == Act::SetVisit || edit.act == Act::DeleteVisit || edit.act == Act::RestoreVisit;
      if (!edit.arrived || (id == "v1" && !of_visit && i != 0)) continue;
      if (edit.act == deleting) {
        deletes.insert(i);
        covered.insert(edit.seen.begin(), edit.seen.end());
        covered.erase(i);
      } else if (edit.act != Act::DeleteVisit && edit.act != Act::DeleteAccount) {
        keepers.insert(i);
      }
    }
    const auto uncovered = [&covered](int i) { return !covered.contains(i); };
    const bool alive = std::any_of(keepers.begin(), keepers.end(), uncovered);
    for (const Edit& edit : edits_)
      if (edit.arrived && edit.act == restoring) covered.insert(edit.seen.begin(), edit.seen.end());
    const bool kept = alive && std::any_of(deletes.begin(), deletes.end(), uncovered);
    const record::RecordState state = stored(id);
    EXPECT_EQ(state.deleted, !alive) << id;
    EXPECT_EQ(state.kept, kept) << id;
  }

  FieldRule rule_;
  std::unique_ptr<storage::Writer> writer_;  // never committed: the store stays empty
  Engine engine_;
  std::vector<Edit> edits_;
  std::vector<Device> devices_;
};

}  // namespace keybook::server::merge

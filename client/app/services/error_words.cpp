#include "services/error_words.h"

#include <array>

#include "services/known.h"

namespace keybook::app {

using base::ErrorCode;
using schema::Field;
using schema::Kind;

namespace {

// Every code has its row. `detail`: the library's text says something that the sentence cannot know.
struct Sentence {
  ErrorCode code;
  schema::Label what, remedy;
  bool detail = false;
};

const std::array sentences = {
    Sentence{ErrorCode::Internal,
             {"程序出了差错", "The program made a mistake"},
             {"请再试一次；仍不行就告诉管理员", "Try again; if it stays, tell your administrator"},
             true},
    Sentence{ErrorCode::Usage, {"现在不能这样做", "This cannot be done now"}, {}, true},
    Sentence{ErrorCode::Unreachable,
             {"连接不上服务器", "The server cannot be reached"},
             {"检查地址和网络；本机的工作不受影响，有网络时会自动发出",
              "Check the address and the network; your work is safe here and goes out by itself"},
             true},
    Sentence{ErrorCode::WrongPassword,
             {"用户名或密码不对", "The user or the password is wrong"},
             {"再输一次；忘记了就请管理员重设", "Type them again, or ask the administrator to reset the password"},
             false},
    Sentence{ErrorCode::Unauthorized,
             {"服务器不再认识这台设备", "The server does not know this device any more"},
             {"请管理员确认设备没有被停用，然后重新登记",
              "Ask the administrator whether the device was revoked, then enrol it again"},
             false},
    Sentence{ErrorCode::Revoked,
             {"这台设备已被停用；没有发出的改动已封存，本机数据已清除",
              "This device was revoked; what was unsent is sealed for the server, and its data are wiped"},
             {"请联系管理员", "Ask your administrator"},
             false},
    Sentence{ErrorCode::Copied,
             {"这份数据是另一台设备的副本", "These data are a copy of another device's"},
             {"再同步一次，它会以新的身份继续", "Sync again: it goes on under an identity of its own"},
             false},
    Sentence{ErrorCode::WrongEpoch,
             {"服务器已换成另一台，或从备份恢复过", "The server is another one, or was restored from a backup"},
             {"本机没有改动任何内容；请联系管理员", "Nothing was changed here; ask your administrator"},
             false},
    Sentence{ErrorCode::WrongVersion,
             {"版本不一致", "The versions do not fit"},
             {"请把较旧的一方升级到同一版本", "Update the older side"},
             true},
    Sentence{ErrorCode::TooLarge,
             {"一次的内容太多", "This is too much at once"},
             {"分成几次再做", "Do it in several parts"},
             true},
    Sentence{ErrorCode::TooMany,
             {"短时间内尝试太多次", "Too many tries in a short time"},
             {"过一会儿再试", "Wait a while, then try again"},
             false},
    Sentence{
        ErrorCode::BadRequest,
        {"对方不是客簿服务器，或者它的回答读不懂", "What answered is no Keybook server, or its answer cannot be read"},
        {"检查地址；中间有代理的话，请管理员检查代理", "Check the address, and any proxy in between"},
        true},
    Sentence{ErrorCode::UnknownType,
             {"没有这种记录", "There is no such type of record"},
             {"升级程序后再试", "Update the program, then try again"},
             true},
    Sentence{ErrorCode::UnknownField,
             {"没有这个字段", "There is no such field"},
             {"升级程序后再试", "Update the program, then try again"},
             true},
    Sentence{ErrorCode::UnknownRecord,
             {"找不到这条记录", "This record is not here"},
             {"它可能已删除，或不再归你看；先同步再看",
              "It may be deleted or no longer visible to you; sync, then look again"},
             false},
    Sentence{ErrorCode::NotValid, {"这个值不合要求", "The value does not fit"}, {}, true},
    Sentence{ErrorCode::NoRight,
             {"你没有修改它的权限", "You have no right to change this"},
             {"请有权限的同事或总部来改", "Ask a colleague with the right, or head office"},
             false},
    Sentence{ErrorCode::CounterReused,
             {"这台设备的数据像是从旧备份恢复的", "This device's data look restored from an older backup"},
             {"请重新登记这台设备", "Enrol this device again"},
             true},
    Sentence{ErrorCode::NotEnrolled,
             {"这台设备还没有连接服务器", "This device is not connected to a server"},
             {"先连接公司的服务器", "Connect it to your company's server first"},
             false},
    Sentence{ErrorCode::Busy,
             {"数据正被另一个程序使用", "Another program is using the data"},
             {"稍等再试，或关掉另一个程序", "Wait and try again, or close the other program"},
             false},
    Sentence{ErrorCode::DiskFull,
             {"磁盘满了，或读写出错；没有改动任何内容", "The disk is full or failed; nothing was changed"},
             {"腾出一些空间再试", "Free some space, then try again"},
             false},
    Sentence{ErrorCode::ReadOnly,
             {"这里不能写入；没有改动任何内容", "This place cannot be written; nothing was changed"},
             {"检查文件夹的权限，或换一个位置", "Check the folder's permissions, or choose another place"},
             true},
    Sentence{
        ErrorCode::Corrupt,
        {"本机数据打不开：文件损坏，或钥匙不对", "The local data cannot be opened: damaged, or another key"},
        {"请联系管理员；已同步的内容都在服务器上", "Ask your administrator; what was synced is safe on the server"},
        true},
    Sentence{ErrorCode::BadFile, {"这个文件读不了", "This file cannot be read"}, {}, true},
    Sentence{ErrorCode::Held, {"等另一个人确认", "It waits for somebody's decision"}, {}, false},
};
static_assert(sentences.size() == static_cast<std::size_t>(ErrorCode::Held) + 1);

const std::array known = {
    Known{"the field is required", {"需要填写", "Needs a value"}, {}},
    Known{"the record was deleted",
          {"这条记录已删除", "This record was deleted"},
          {"要改它，先恢复它", "Restore it first"}},
    Known{"the record was deleted: *",
          {"上级记录已删除", "The record that it belongs to was deleted"},
          {"先恢复它，再新建", "Restore it first"}},
    Known{"several of type * have the * '*'",
          {"有几条记录都叫“%3”", "Several records are called “%3”"},
          {"在列表里选定一条", "Choose one of them in the list"}},
    Known{"it refers to *, the creation of which was refused",
          {"它引用的记录没有被服务器接受", "It refers to a record that the server did not take"},
          {"先改好那一条再发，这一条会随它一起发", "Mend that one and send it again; this one goes with it"}},
    Known{"a record with this id exists already",
          {"已有同样编号的记录", "A record with this id exists already"},
          {"打开那一条来改", "Open that one instead"}},
    Known{"there is nothing to undo",
          {"没有可以撤销的了", "There is nothing to undo"},
          {"更早的值可以从历史放回", "Older values can be put back from the history"}},
    Known{"nothing is left to undo: somebody changed all of it since",
          {"之后有人改过，不能再撤销", "Somebody changed it since, so it cannot be undone"},
          {"可以从历史放回单个值", "Put single values back from the history"}},
    Known{"there is no such field",
          {"没有这个字段", "There is no such field"},
          {"写成“类型.字段”，例如 visit.excuse", "Write type.field, such as visit.excuse"}},
    Known{"there is nothing to choose in this field",
          {"这个字段没有选项", "There is nothing to choose in this field"},
          {"换一个文字或选项字段", "Name a field of text or choices"}},
    Known{"this field takes its declared values alone",
          {"这个字段只接受声明里的值", "This field takes its declared values alone"},
          {"改用其中一个值；新的值由声明增加", "Use one of them; a declaration adds others"}},
};

struct Found {
  const Known* known;
  std::vector<std::string_view> pieces;
};

// Nothing: the code says it.
std::optional<Found> known_message(const std::string& message) {
  for (const std::span<const Known> list : {std::span<const Known>(known), act_messages(), rule_messages()})
    for (const Known& one : list)
      if (auto found = pieces(one.message, message)) return Found{&one, std::move(*found)};
  return std::nullopt;
}

// "budget", "account.industry": the labels of fields. Of the record's own type when none is named.
const Field* named_field(std::string_view name, const std::string& own, const schema::Registry& registry) {
  const std::size_t dot = name.find('.');
  const schema::Type* type = registry.type(dot == name.npos ? std::string_view(own) : name.substr(0, dot));
  return type != nullptr ? type->field(name.substr(dot == name.npos ? 0 : dot + 1)) : nullptr;
}

// What stands for a star: a value of the field that the message is about, a list of fields, or any other text.
QString shown(std::string_view piece, const base::Where& where, const schema::Registry& registry, const Words& words) {
  if (const Field* field = named_field(where.field, where.type, registry); field != nullptr)
    for (const schema::Choice& choice : field->choices)
      if (choice.value == piece) return words.say(choice.label);
  QStringList parts = q(std::string(piece)).split(QStringLiteral(", "));
  for (QString& part : parts)
    if (const Field* field = named_field(s(part), where.type, registry); field != nullptr)
      part = words.say(field->label);
  return parts.join(words.say("、", ", "));
}

// In one pass, because a piece may hold a "%1" of its own.
QString filled(const QString& sentence, const std::vector<QString>& pieces) {
  QString out;
  for (qsizetype i = 0; i < sentence.size(); ++i) {
    const qsizetype which = sentence[i] == '%' && i + 1 < sentence.size() ? sentence[i + 1].digitValue() : -1;
    const bool is_piece = which >= 1 && which <= static_cast<qsizetype>(pieces.size());
    out += is_piece ? pieces[static_cast<std::size_t>(which - 1)] : QString(sentence[i]);
    if (is_piece) ++i;
  }
  return out;
}

QString place(const base::Error& error, const schema::Registry& registry, const Words& words) {
  const schema::Type* type = registry.type(error.where.type);
  const Field* field = named_field(error.where.field, error.where.type, registry);
  QStringList parts;
  if (!error.where.file.empty()) parts << q(error.where.file);
  if (error.where.line > 0) parts << words.say("第 %1 行", "line %1").arg(error.where.line);
  if (field != nullptr)
    parts << words.say(field->label);
  else if (!error.where.field.empty())
    parts << q(error.where.field);
  else if (type != nullptr)
    parts << words.say(type->label);
  return parts.join(words.say("，", ", "));
}

QString bounds(const Field& field, const Words& words) {
  const auto shown = [&](const std::string& bound) {
    return words.value(field,
                       field.kind == Kind::Integer ? client::Value(q(bound).toLongLong()) : client::Value(bound));
  };
  if (field.min && field.max) return words.say("，%1 到 %2", ", %1 to %2").arg(shown(*field.min), shown(*field.max));
  if (field.min) return words.say("，不小于 %1", ", at least %1").arg(shown(*field.min));
  if (field.max) return words.say("，不大于 %1", ", at most %1").arg(shown(*field.max));
  return {};
}

}  // namespace

QString expected(const Field& field, const schema::Registry& registry, const Words& words) {
  switch (field.kind) {
    case Kind::Integer:
      return words.say("一个整数", "a whole number") + bounds(field, words);
    case Kind::Decimal:
    case Kind::Money:
    case Kind::Percent:
      return words.say("一个数字，最多 %1 位小数", "a number with at most %1 decimals").arg(field.decimals) +
             bounds(field, words);
    case Kind::Date:
      return words.say("一个日期，如 2026-03-31", "a date such as 2026-03-31") + bounds(field, words);
    case Kind::Time:
      return words.say("日期和时间，如 2026-03-31 09:30", "a date and time such as 2026-03-31 09:30") +
             bounds(field, words);
    case Kind::Bool:
      return words.say("是或否", "yes or no");
    case Kind::Choice:
      return words.say("列表中的一个值", "one of the list");
    case Kind::Reference: {
      const schema::Type* target = registry.type(field.target);
      return words.say("一条已有的%1", "an existing record: %1")
          .arg(target != nullptr ? words.say(target->label) : q(field.target));
    }
    case Kind::Phone:
      return words.say("电话号码：数字、空格、+、- 和括号", "a phone number: digits, spaces, +, - and brackets");
    case Kind::Email:
      return words.say("邮箱地址，如 name@example.com", "an e-mail address such as name@example.com");
    case Kind::Url:
      return words.say("网址，以 http:// 或 https:// 开头", "an address that begins with http:// or https://");
    case Kind::Geo:
      return words.say("纬度,经度", "latitude,longitude");
    case Kind::Set:
      return words.say("一组值，每个最多 %1 字", "a list of values, each at most %1 characters").arg(field.length_max);
    case Kind::File:
      return words.say("一个文件", "a file");
    case Kind::Computed:
      return words.say("不用填，由程序计算", "nothing: it is computed");
    default:
      return words.say("文字，最多 %1 字", "text of at most %1 characters").arg(field.length_max);
  }
}

namespace {

// Without the place.
Told sentence_of(const base::Error& error, const schema::Registry& registry, const Words& words) {
  Told out;
  if (const auto found = known_message(error.message)) {
    std::vector<QString> pieces;
    for (const std::string_view piece : found->pieces) pieces.push_back(shown(piece, error.where, registry, words));
    out.what = filled(words.say(found->known->what), pieces);
    out.remedy = words.say(found->known->remedy);
    return out;
  }
  const auto sentence =
      std::find_if(sentences.begin(), sentences.end(), [&](const Sentence& one) { return one.code == error.code; });
  out.what = words.say(sentence->what);
  out.remedy = words.say(sentence->remedy);
  if (sentence->detail) out.detail = q(error.message);
  const Field* field = named_field(error.where.field, error.where.type, registry);
  if (error.code == ErrorCode::NotValid && field != nullptr) {
    out.remedy = words.say("请填写", "Give ") + expected(*field, registry, words);
    if (words.chinese()) out.detail.clear();  // the declaration says it all
  }
  return out;
}

}  // namespace

Told told(const base::Error& error, const schema::Registry& registry, const Words& words) {
  Told out = sentence_of(error, registry, words);
  if (const QString where = place(error, registry, words); !where.isEmpty())
    out.what = where + words.say("：", ": ") + out.what;
  return out;
}

QString beside_field(const base::Error& error, const schema::Registry& registry, const Words& words) {
  const Told told = sentence_of(error, registry, words);
  if (error.code == ErrorCode::NotValid && !known_message(error.message) &&
      named_field(error.where.field, error.where.type, registry) != nullptr)
    return words.chinese() ? told.remedy : q(error.message) + ". " + told.remedy;
  return told.remedy.isEmpty() ? told.what : told.what + words.say("。", ". ") + told.remedy;
}

QString Told::text(const Words& words) const {
  QString out = what;
  if (!remedy.isEmpty()) out += words.say("。", ". ") + remedy;
  out += words.say("。", ".");
  if (!detail.isEmpty()) out += words.say("（%1）", " (%1)").arg(detail);
  return out;
}

}  // namespace keybook::app

#include "store/device.h"

namespace keybook::client::store {

std::optional<Device> load_device(Store& store) {
  auto row = prepared(store.database(),
                      "SELECT id, user, role, territory, device_name, server_url, server, epoch, credential, cursor, "
                      "page, downloading, counter, "
                      "stamp, offset_ms, sent_upto, last_sync_ms, offline_since_ms, token, seal_key, revoked, gaps, "
                      "lost_after, lost_until FROM enrolment LIMIT 1");
  if (!next(row)) return std::nullopt;
  Device device;
  int column = 0;
  for (std::string* text : {&device.enrolment, &device.user, &device.role, &device.territory, &device.device_name,
                            &device.server_url, &device.server, &device.epoch, &device.credential})
    *text = row.text(column++);
  device.cursor = row.integer(9);
  device.page = row.text(10);
  device.downloading = row.integer(11) != 0;
  device.counter = row.integer(12);
  device.stamp = record::Stamp::parse(row.text(13)).value_or(record::Stamp{});
  device.offset_ms = row.integer(14);
  device.sent_upto = row.integer(15);
  device.last_sync_ms = row.integer(16);
  device.offline_since_ms = row.integer(17);
  device.token = row.text(18);
  device.seal_key = row.text(19);
  device.revoked = row.integer(20) != 0;
  device.gaps = row.integer(21) != 0;
  device.lost_after = row.integer(22);
  device.lost_until = row.integer(23);
  return device;
}

void insert_device(Store& store, const Device& device) {
  run(store.database(),
      "INSERT INTO enrolment(id, user, role, territory, device_name, server_url, server, credential, seal_key) "
      "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
      device.enrolment, device.user, device.role, device.territory, device.device_name, device.server_url,
      device.server, device.credential, device.seal_key);
  save_device(store, device);
}

void save_device(Store& store, const Device& device) {
  const std::string stamp = device.stamp.empty() ? "" : device.stamp.text();
  run(store.database(),
      "UPDATE enrolment SET epoch = ?, cursor = ?, page = ?, downloading = ?, counter = ?, stamp = ?, offset_ms = ?, "
      "sent_upto = ?, "
      "last_sync_ms = ?, offline_since_ms = ?, token = ?, revoked = ?, gaps = ?, lost_after = ?, lost_until = ? WHERE "
      "id = ?",
      device.epoch, device.cursor, device.page, device.downloading ? 1 : 0, device.counter, stamp, device.offset_ms,
      device.sent_upto, device.last_sync_ms, device.offline_since_ms, device.token, device.revoked ? 1 : 0,
      device.gaps ? 1 : 0, device.lost_after, device.lost_until, device.enrolment);
}

record::Stamp next_stamp(Store& store, Device& device, base::Clock& clock) {
  record::HybridClock hybrid(device.enrolment, device.stamp);
  device.stamp = hybrid.next(device.now_ms(clock));
  ++device.counter;
  const std::string stamp = device.stamp.text();
  run(store.database(), "UPDATE enrolment SET counter = ?, stamp = ? WHERE id = ?", device.counter, stamp,
      device.enrolment);
  return device.stamp;
}

}  // namespace keybook::client::store

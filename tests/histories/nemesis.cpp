#include "histories/nemesis.h"

namespace keybook::histories {
namespace {

constexpr int calm_ms_max = 700, fault_ms_max = 2'500, hang_ms_max = 1'500;

}  // namespace

std::map<std::string, int> torment(Cast& cast, const std::atomic<bool>& stop, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto draw = [&random](int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); };
  const int devices = static_cast<int>(cast.devices().size());
  std::map<std::string, int> faults;
  while (!stop) {
    sleep_ms(draw(calm_ms_max));
    const int what = draw(100);
    if (what < 45) {
      const Proxy::Fault fault = what < 15   ? Proxy::Fault{true, false}
                                 : what < 30 ? Proxy::Fault{false, true}
                                             : Proxy::Fault{true, true};
      ++faults[what < 15 ? "requests held" : what < 30 ? "answers held" : "partition"];
      const int first = draw(devices), count = 1 + draw(devices);
      for (int i = 0; i < count; ++i) cast.proxy().set((first + i) % devices, fault);
      sleep_ms(draw(fault_ms_max));
      for (int i = 0; i < devices; ++i) {
        if (draw(2) == 0) cast.proxy().cut(i);  // half of what was held never arrives
        cast.proxy().set(i, {});
      }
    } else if (what < 75) {
      ++faults["connection cut"];
      cast.proxy().cut(draw(devices));
    } else if (what < 88) {
      ++faults["server killed"];
      cast.kill_server();
      sleep_ms(draw(calm_ms_max));
      cast.start_server();
    } else {
      ++faults["server stopped"];
      cast.tell_server(SIGSTOP);
      sleep_ms(draw(hang_ms_max));
      cast.tell_server(SIGCONT);
    }
  }
  return faults;
}

}  // namespace keybook::histories

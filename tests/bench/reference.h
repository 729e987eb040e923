// The limits that every measure is compared with, taken in the same run because machines differ.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "workload.h"

namespace keybook::bench {

// Seconds that `body` takes by the machine's steady clock.
// CPU time of this process, all threads: what wall time says on a machine that others use too is worth little.
double cpu_seconds();
double seconds(const std::function<void()>& body);
// Middle value of `runs` calls.
double median_seconds(int runs, const std::function<void()>& body);

// L1: bulk insert of the rows through the C API into three tables with real columns and two indexes each, one
// transaction, WAL, synchronous FULL, then checkpoint(TRUNCATE). Plain file, not encrypted.
double raw_bulk_insert(const Workload& workload, const std::string& folder);
// One durable single-row commit (WAL, FULL), median.
double durable_commit(const std::string& folder, const std::string& key = {});
// One GET over loopback on a warm connection, median. `url`: something small that the server answers.
double loopback_get(const std::string& url);

}  // namespace keybook::bench

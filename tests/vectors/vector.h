// A merge vector (../shared/model/vectors/README.md) as the product's own values.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <variant>
#include <vector>

#include "sync-server/merge/engine.h"

namespace keybook::vectors {

using Json = nlohmann::json;
namespace access = server::access;
namespace commits = server::merge;

struct ArrivingMutation {
  commits::Author author;
  record::Mutation mutation;
  record::Stamp rank;
};

using Event = std::variant<commits::ServerSet, commits::Grant, commits::Revoke, commits::Handover, commits::Decide,
                           commits::RefuseRequest, commits::MergeAccounts, commits::UnmergeAccounts>;

// Something that arrives at the server, or that it does by itself.
struct Item {
  std::variant<ArrivingMutation, Event> what;
  record::Stamp name, rank;
  std::vector<std::string> refers_to;  // names of mutations and events that come before
  [[nodiscard]] bool is_event() const { return std::holds_alternative<Event>(what); }
};

struct Vector {
  std::string id;
  Json json;
  std::vector<access::User> users;
  std::vector<Item> items;  // mutations, then events
  std::vector<std::vector<int>> orders;
};

// Throws std::runtime_error or nlohmann's exceptions where the line is no vector.
[[nodiscard]] Vector parse_vector(const std::string& line);

// Records of the vectors: accounts, and visits below them ("v…").
[[nodiscard]] std::string type_of(const std::string& record);

// The vector's fields as declarations of both types.
[[nodiscard]] schema::Registry declarations(const Vector& vector);

// `count` further legal orders of arrival, the same for the same seed.
[[nodiscard]] std::vector<std::vector<int>> more_orders(const Vector& vector, int count, unsigned seed);

}  // namespace keybook::vectors

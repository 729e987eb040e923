// What the rewritten sources of `./dev mutants` call. One mutant is on at a time, chosen by its number in the
// environment: KEYBOOK_MUTANT. With KEYBOOK_MUTANT_HITS=FILE none is; the numbers whose change would have made a
// difference at its place go to FILE at the end.
#pragma once

#include <algorithm>
#include <bitset>
#include <cstdio>
#include <cstdlib>
#include <type_traits>
#include <utility>

namespace mutant {

constexpr int numbers_max = 20'000;

struct Hits {
  const char* path = std::getenv("KEYBOOK_MUTANT_HITS");
  std::bitset<numbers_max> made, no_point;

  ~Hits() {
    std::FILE* file = path != nullptr ? std::fopen(path, "w") : nullptr;
    if (file == nullptr) return;
    for (int n = 0; n < numbers_max; ++n)
      if (made[static_cast<std::size_t>(n)]) std::fprintf(file, "%d\n", n);
    for (int n = 0; n < numbers_max; ++n)
      if (no_point[static_cast<std::size_t>(n)]) std::fprintf(file, "none %d\n", n);
    std::fclose(file);
  }
};

inline Hits hits;
inline const bool recording = hits.path != nullptr;
inline const int chosen = std::getenv("KEYBOOK_MUTANT") != nullptr ? std::atoi(std::getenv("KEYBOOK_MUTANT")) : -1;

inline bool on(int n) {
  if (recording) hits.made[static_cast<std::size_t>(n)] = true;
  return n == chosen;
}

// A bound is another one only where both sides are equal.
template <class A, class B>
bool less(int n, const A& a, const B& b) {
  if (a < b) return true;
  return !(b < a) && on(n);
}
template <class A, class B>
bool less_equal(int n, const A& a, const B& b) {
  if (a < b) return true;
  return !(b < a) && !on(n);
}
template <class A, class B>
bool greater(int n, const A& a, const B& b) {
  return less(n, b, a);
}
template <class A, class B>
bool greater_equal(int n, const A& a, const B& b) {
  return less_equal(n, b, a);
}

// Of numbers only: texts have no minus.
template <class A, class B>
constexpr bool numbers = std::is_arithmetic_v<std::decay_t<A>>&& std::is_arithmetic_v<std::decay_t<B>>;

template <class A, class B>
auto plus(int n, A&& a, B&& b) {
  if constexpr (numbers<A, B>) return on(n) ? a - b : a + b;
  if (recording) hits.no_point[static_cast<std::size_t>(n)] = true;
  return std::forward<A>(a) + std::forward<B>(b);
}
template <class A, class B>
auto minus(int n, A&& a, B&& b) {
  if constexpr (numbers<A, B>) return on(n) ? a + b : a - b;
  if (recording) hits.no_point[static_cast<std::size_t>(n)] = true;
  return std::forward<A>(a) - std::forward<B>(b);
}

template <class A>
void and_assign(int n, A&& a, bool b) {
  const bool before = a;
  a = before == b ? b : on(n);
}
template <class A>
void or_assign(int n, A&& a, bool b) {
  const bool before = a;
  a = before == b ? b : !on(n);
}

template <class T>
T min(int n, const T& a, const T& b) {
  if (!(a < b) && !(b < a)) return a;
  return on(n) ? std::max(a, b) : std::min(a, b);
}
template <class T>
T max(int n, const T& a, const T& b) {
  if (!(a < b) && !(b < a)) return a;
  return on(n) ? std::min(a, b) : std::max(a, b);
}

template <class It, class Test>
bool any_of(int n, It begin, It end, Test test) {
  return on(n) ? std::all_of(begin, end, test) : std::any_of(begin, end, test);
}
template <class It, class Test>
bool all_of(int n, It begin, It end, Test test) {
  return on(n) ? std::any_of(begin, end, test) : std::all_of(begin, end, test);
}

}  // namespace mutant

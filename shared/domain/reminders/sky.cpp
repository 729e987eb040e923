#include "domain/reminders/sky.h"

#include <cmath>
#include <numbers>

namespace keybook::domain::reminders {
namespace {

constexpr double epoch_1970 = 2'440'587.5;  // Julian day
constexpr double china = 8.0 / 24;
constexpr double seconds_per_day = 86'400;
constexpr double month_days = 29.530588861;
constexpr double moon_2000 = 2'451'550.09766;

double sine(double degrees) { return std::sin(degrees * std::numbers::pi / 180); }
double cosine(double degrees) { return std::cos(degrees * std::numbers::pi / 180); }

// Dynamical time less universal time, in days: a line that stays within a quarter of a minute from 1900 to 2100.
double delta_t(double julian) { return (57 + 0.5 * (julian - 2'447'892.5) / 365.25) / seconds_per_day; }

struct Term {
  double factor;
  int e, m, m1, f;  // power of the eccentricity; multiples of the sun's and the moon's anomaly and of its latitude
};
constexpr Term moon_terms[] = {
    {-0.40720, 0, 0, 1, 0}, {0.17241, 1, 1, 0, 0},    {0.01608, 0, 0, 2, 0},  {0.01039, 0, 0, 0, 2},
    {0.00739, 1, -1, 1, 0}, {-0.00514, 1, 1, 1, 0},   {0.00208, 2, 2, 0, 0},  {-0.00111, 0, 0, 1, -2},
    {-0.00057, 0, 0, 1, 2}, {0.00056, 1, 1, 2, 0},    {-0.00042, 0, 0, 3, 0}, {0.00042, 1, 1, 0, 2},
    {0.00038, 1, 1, 0, -2}, {-0.00024, 1, -1, 2, 0},  {-0.00007, 0, 2, 1, 0}, {0.00004, 0, 0, 2, -2},
    {0.00004, 0, 3, 0, 0},  {0.00003, 0, 1, 1, -2},   {0.00003, 0, 0, 2, 2},  {-0.00003, 0, 1, 1, 2},
    {0.00003, 0, -1, 1, 2}, {-0.00002, 0, -1, 1, -2}, {-0.00002, 0, 1, 3, 0}, {0.00002, 0, 0, 4, 0}};

struct Planet {
  double factor, start, rate;
};
constexpr Planet planet_terms[] = {
    {0.000325, 299.77, 0.107408},  {0.000165, 251.88, 0.016321}, {0.000164, 251.83, 26.651886},
    {0.000126, 349.42, 36.412478}, {0.000110, 84.66, 18.206239}, {0.000062, 141.74, 53.303771},
    {0.000060, 207.14, 2.453732},  {0.000056, 154.84, 7.306860}, {0.000047, 34.52, 27.261239},
    {0.000042, 207.19, 0.121824},  {0.000040, 291.34, 1.844379}, {0.000037, 161.72, 24.198154},
    {0.000035, 239.56, 25.513099}, {0.000023, 331.55, 3.592518}};

double new_moon(int number) {
  const double k = number, t = k / 1'236.85, t2 = t * t;
  const double e = 1 - 0.002516 * t - 0.0000074 * t2;
  const double m = 2.5534 + 29.10535670 * k - 0.0000014 * t2;
  const double m1 = 201.5643 + 385.81693528 * k + 0.0107582 * t2 + 0.00001238 * t2 * t;
  const double f = 160.7108 + 390.67050284 * k - 0.0016118 * t2 - 0.00000227 * t2 * t;
  const double node = 124.7746 - 1.56375588 * k + 0.0020672 * t2;
  double julian = moon_2000 + month_days * k + 0.00015437 * t2 - 0.000000150 * t2 * t - 0.00017 * sine(node);
  for (const Term& term : moon_terms)
    julian += term.factor * std::pow(e, term.e) * sine(term.m * m + term.m1 * m1 + term.f * f);
  for (const Planet& term : planet_terms) julian += term.factor * sine(term.start + term.rate * k);
  return julian - delta_t(julian);
}

double sun_longitude(double universal) {
  const double t = (universal + delta_t(universal) - 2'415'020.0) / 36'525, t2 = t * t;
  const double mean = 279.69668 + 36'000.76892 * t + 0.0003025 * t2;
  const double m = 358.47583 + 35'999.04975 * t - 0.000150 * t2;
  const double centre = (1.919460 - 0.004789 * t - 0.000014 * t2) * sine(m) + (0.020094 - 0.000100 * t) * sine(2 * m) +
                        0.000293 * sine(3 * m);
  const double others = 0.00134 * cosine(153.23 + 22'518.7541 * t) + 0.00154 * cosine(216.57 + 45'037.5082 * t) +
                        0.00200 * cosine(312.69 + 32'964.3577 * t) +
                        0.00179 * sine(350.74 + 445'267.1142 * t - 0.00144 * t2) + 0.00178 * sine(231.19 + 20.20 * t);
  const double apparent = mean + centre + others - 0.00569 - 0.00479 * sine(259.18 - 1'934.142 * t);
  const double degrees = std::fmod(apparent, 360.0);
  return degrees < 0 ? degrees + 360 : degrees;
}

}  // namespace

int new_moon_day(int k) { return static_cast<int>(std::floor(new_moon(k) + china - epoch_1970)); }

int new_moon_before(int day) {
  int k = static_cast<int>((day + epoch_1970 - moon_2000) / month_days) + 1;
  while (new_moon_day(k) > day) --k;
  return k;
}

int running_term(int day) { return static_cast<int>(sun_longitude(epoch_1970 + day - china) * terms_per_year / 360); }

}  // namespace keybook::domain::reminders

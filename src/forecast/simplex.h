// Search for the least value of a function of at most four numbers between bounds, without derivatives: Nelder and Mead's simplex
// (The Computer Journal 7, 1965, 308), points outside of the box put on its edge. It is asked where to look next and told what is
// there, so that many searches go side by side in the lanes of one kernel.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace luodi::forecast {

inline constexpr std::size_t kMostParameters = 4;
using Point = std::array<double, kMostParameters>;

struct Box {
  std::size_t size = 0;
  Point low{}, high{}, start{}, step{};
};

class Simplex {
 public:
  Simplex() = default;
  /// Ends where the simplex's values differ by less than `tolerance`, or after `most` questions.
  Simplex(const Box& box, double tolerance, std::size_t most) : box_(box), tolerance_(tolerance), most_(most) {
    asked_ = box.start;
  }

  bool done() const { return phase_ == Phase::done; }
  /// Where to look next.
  const Point& ask() const { return asked_; }
  void tell(double value) {
    ++told_;
    if (!std::isfinite(value)) value = 1e300;
    switch (phase_) {
      case Phase::start: started(value); break;
      case Phase::reflect: reflected(value); break;
      case Phase::further: take(value < value_reflected_ ? asked_ : reflected_, std::min(value, value_reflected_)); break;
      case Phase::inside: inside(value); break;
      case Phase::shrink: shrunk(value); break;
      case Phase::done: break;
    }
  }
  const Point& best() const { return x_[best_]; }

 private:
  enum class Phase { start, reflect, further, inside, shrink, done };

  void look(Point p, Phase phase) {
    for (std::size_t i = 0; i < box_.size; ++i) p[i] = std::clamp(p[i], box_.low[i], box_.high[i]);
    asked_ = p;
    phase_ = phase;
  }
  Point toward(const Point& from, const Point& to, double by) const {
    Point p{};
    for (std::size_t i = 0; i < box_.size; ++i) p[i] = from[i] + by * (to[i] - from[i]);
    return p;
  }
  void started(double value) {
    x_[at_] = asked_;
    value_[at_] = value;
    if (at_ == box_.size) return next();
    Point p = x_[0];
    p[at_] +=
        p[at_] + box_.step[at_] <= box_.high[at_] && p[at_] + box_.step[at_] >= box_.low[at_] ? box_.step[at_] : -box_.step[at_];
    ++at_;
    look(p, Phase::start);
  }
  void next() {
    const std::size_t n = box_.size;
    best_ = worst_ = 0;
    for (std::size_t i = 1; i <= n; ++i) {
      if (value_[i] < value_[best_]) best_ = i;
      if (value_[i] >= value_[worst_]) worst_ = i;
    }
    if (n == 0 || told_ >= most_ || value_[worst_] - value_[best_] < tolerance_) {
      phase_ = Phase::done;
      return;
    }
    second_ = value_[best_];
    middle_ = Point{};
    for (std::size_t i = 0; i <= n; ++i) {
      if (i == worst_) continue;
      second_ = std::max(second_, value_[i]);
      for (std::size_t k = 0; k < n; ++k) middle_[k] += x_[i][k] / static_cast<double>(n);
    }
    look(toward(middle_, x_[worst_], -1), Phase::reflect);
  }
  void take(const Point& p, double value) {
    x_[worst_] = p;
    value_[worst_] = value;
    next();
  }
  void reflected(double value) {
    reflected_ = asked_;
    value_reflected_ = value;
    if (value < value_[best_]) return look(toward(middle_, x_[worst_], -2), Phase::further);
    if (value < second_) return take(reflected_, value);
    look(toward(middle_, x_[worst_], value < value_[worst_] ? -0.5 : 0.5), Phase::inside);
  }
  void inside(double value) {
    if (value < std::min(value_reflected_, value_[worst_])) return take(asked_, value);
    at_ = 0;
    shrink_next();
  }
  void shrink_next() {
    if (at_ == best_) ++at_;
    if (at_ > box_.size) return next();
    look(toward(x_[best_], x_[at_], 0.5), Phase::shrink);
  }
  void shrunk(double value) {
    x_[at_] = asked_;
    value_[at_] = value;
    ++at_;
    shrink_next();
  }

  Box box_;
  double tolerance_ = 0, second_ = 0, value_reflected_ = 0;
  std::size_t most_ = 0, told_ = 0, at_ = 0, best_ = 0, worst_ = 0;
  Phase phase_ = Phase::start;
  Point asked_{}, middle_{}, reflected_{};
  std::array<Point, kMostParameters + 1> x_{};
  std::array<double, kMostParameters + 1> value_{};
};

}  // namespace luodi::forecast

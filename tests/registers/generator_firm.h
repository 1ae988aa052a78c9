// A firm without errors, made from the seed and its number alone.
//
// Firms 2n and 2n + 1 may be siblings: they take place and trade name from the same draws. Branches are numbered
// behind the firms: branch i belongs to firm i - total.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "generator.h"
#include "generator_code.h"
#include "generator_random.h"

namespace luodi::registers_generator {

/// Every character of the tables takes three bytes.
inline constexpr std::size_t character_bytes = 3;

/// Where the region stands in a name; the last two put it in brackets.
enum class Order { region_first, after_trade, after_activity };
enum class Brackets { full, half, none };

struct Name {
  std::string region, trade, activity, form;
  std::string branch;  ///< 某某分公司, or empty
  Order order = Order::region_first;
  Brackets brackets = Brackets::full;

  std::string text() const;
};

struct Phone {
  std::string_view area;  ///< empty: a mobile
  std::string number;
};

struct Address {
  std::string_view province, prefecture, county;
  std::string town;
  std::string_view road;
  std::size_t number = 0, building = 0, room = 0;  ///< building 0: a house of its own, without rooms
};

struct Firm {
  std::uint64_t entity = 0;
  std::size_t county = 0;       ///< of the name
  std::size_t region_form = 0;  ///< how the name writes it
  Name name;
  std::optional<Name> new_name;
  std::string code;
  Phone phone;
  Address address;
  std::string_view industry;
  std::uint32_t capital = 0;  ///< ten thousands
  bool dollars = false;
};

/// The ways to write a county's region in a name: with or without 县, the prefecture, the province; or only the latter.
inline constexpr std::size_t region_forms = 8;
std::string region_text(std::size_t county, std::size_t form);

class Firms {
 public:
  /// `total` firms; the options are kept by reference.
  Firms(const Options& options, std::uint64_t total);

  Firm firm(std::uint64_t entity) const;
  /// The firm's branch instead of the firm, for the share of firms whose left row names one.
  std::optional<Firm> branch(const Firm& firm) const;
  std::uint64_t total() const { return total_; }

 private:
  struct Work {
    std::size_t activity, form;
    bool operator==(const Work&) const = default;
  };
  Random random(Purpose purpose, std::uint64_t number) const { return Random(key(options_.seed, purpose, number)); }
  bool younger_sibling(std::uint64_t entity) const;
  void place_and_trade(std::uint64_t base, Firm& firm) const;
  std::string trade(Random& draws) const;
  Work drawn_work(Random& draws) const;
  std::size_t drawn_activity(std::size_t form, Random& draws) const;
  Work work(std::uint64_t entity) const;
  Phone phone(std::uint64_t entity, std::size_t county) const;
  Address address(std::size_t county, Random& draws) const;
  void rename(Firm& firm, const Work& work) const;

  const Options& options_;
  std::uint64_t total_;
  std::size_t agents_;
  CreditCodes codes_;
  Weighted counties_, characters_, activities_, forms_, region_forms_, capitals_;
};

}  // namespace luodi::registers_generator

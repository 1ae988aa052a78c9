// See generator_dirt.h. Names here; the other columns are in generator_spelling.cpp.
#include "generator_dirt.h"

#include <string>
#include <string_view>

#include "generator_spelling.h"
#include "generator_tables.h"

namespace luodi::registers_generator {
namespace {

std::size_t length(std::string_view text) {
  return text.size() / character_bytes;
}
std::string_view character(std::string_view text, std::size_t at) {
  return text.substr(at * character_bytes, character_bytes);
}

/// The other of the first pair, from a random one on, that has this character; empty if none has.
std::string_view mistaken_for(std::string_view wanted, Random& random) {
  const std::size_t all = length(tables::mistaken), start = random.below(all);
  for (std::size_t i = 0; i < all; ++i) {
    const std::size_t at = (start + i) % all;
    if (character(tables::mistaken, at) == wanted) return character(tables::mistaken, at ^ 1);
  }
  return {};
}

bool mistake(std::string& trade, Random& random) {
  const std::size_t start = random.below(length(trade));
  for (std::size_t i = 0; i < length(trade); ++i) {
    const std::size_t at = (start + i) % length(trade);
    const std::string_view other = mistaken_for(character(trade, at), random);
    if (other.empty()) continue;
    trade.replace(at * character_bytes, character_bytes, other);
    return true;
  }
  return false;
}

/// Three in five a wrong character, else one lost (of three or more) or two swapped; a trade name repeats no character, so
/// each of these changes it.
void err(std::string& trade, Random& random) {
  const std::size_t draw = random.below(10);
  if (draw < 6 && mistake(trade, random)) return;
  if (draw < 8 && length(trade) > 2) {
    trade.erase(random.below(length(trade)) * character_bytes, character_bytes);
    return;
  }
  const std::size_t at = random.below(length(trade) - 1) * character_bytes;
  const std::string first(trade.substr(at, character_bytes));
  trade.erase(at, character_bytes).insert(at + character_bytes, first);
}

void swap_form(std::string& form, Random& random) {
  const std::string before = form;
  while (form == before) form = tables::swapped_forms[random.below(tables::swapped_forms.size())];
}

void double_one(Name& name, Random& random) {
  std::size_t at = random.below(length(name.trade) + length(name.activity) + length(name.form));
  for (std::string* part : {&name.trade, &name.activity, &name.form}) {
    if (at < length(*part)) {
      part->insert(at * character_bytes, std::string(character(*part, at)));
      return;
    }
    at -= length(*part);
  }
}

/// A name that has brackets loses them or gets others; one that has none gets the region behind the trade name.
void rebracket(Name& name, Random& random) {
  if (name.order == Order::region_first) {
    name.order = Order::after_trade;
    name.brackets = static_cast<Brackets>(random.below(3));
  } else {
    name.brackets = random.chance(0.6) ? Brackets::half : Brackets::none;
  }
}

Name dirty(const Firm& firm, const Name& clean, const Options& options, Random& random) {
  Name name = clean;
  if (random.chance(options.region_rewritten))
    name.region = region_text(firm.county, (firm.region_form + 1 + random.below(region_forms - 1)) % region_forms);
  if (random.chance(options.region_dropped)) name.region.clear();
  if (random.chance(options.trade_error)) err(name.trade, random);
  if (random.chance(options.suffix_swapped)) swap_form(name.form, random);
  if (random.chance(options.brackets)) rebracket(name, random);
  if (random.chance(options.doubled)) double_one(name, random);
  return name;
}

}  // namespace

Row row_of(const Firm& firm, Side side, const Options& options, Random& random) {
  const bool new_name = side == Side::right && firm.new_name;
  const Name name = dirty(firm, new_name ? *firm.new_name : firm.name, options, random);
  Row row;
  row.name = name.text();
  if (new_name) row.former_name = firm.name.text();
  row.region = name.region;
  row.trade = name.trade;
  row.activity = name.activity;
  row.form = name.branch.empty() ? name.form : "分公司";
  row.entity = firm.entity;
  if (!random.chance(options.code_missing)) {
    row.credit_code = random.chance(options.code_corrupt) ? corrupted(firm.code, random) : firm.code;
  }
  row.phone = phone_spelled(firm.phone, random);
  row.address =
      random.chance(options.address_reformatted) ? address_reformatted(firm.address, random) : address_spelled(firm.address);
  row.town = firm.address.town;
  row.industry = firm.industry;
  row.capital = capital_spelled(firm.capital, firm.dollars, random);
  return row;
}

}  // namespace luodi::registers_generator

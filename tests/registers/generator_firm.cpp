// See generator_firm.h.
#include "generator_firm.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <vector>

#include "generator_tables.h"

namespace luodi::registers_generator {
namespace {

/// What the options leave fixed.
constexpr double popular_trade = 0.45, incubated = 0.10, same_sibling_phone = 0.5, mobile = 0.65, in_dollars = 0.01;
constexpr std::size_t firms_of_an_agent = 300, incubators = 2, counties_of_a_prefecture = 5, prefectures_of_a_province = 6;
constexpr std::size_t trade_table = tables::trade_characters.size() / character_bytes;

std::string_view stem(std::string_view division) {
  return division.substr(0, division.size() - character_bytes);
}
std::string_view prefecture_of(std::size_t county) {
  return tables::prefectures[county / counties_of_a_prefecture];
}
std::string_view province_of(std::size_t county) {
  return tables::provinces[county / counties_of_a_prefecture / prefectures_of_a_province];
}

std::string_view any_character(std::string_view table, Random& random) {
  return table.substr(random.below(table.size() / character_bytes) * character_bytes, character_bytes);
}

std::string figures(std::size_t count, Random& random) {
  std::string out(count, '0');
  for (char& c : out) c = static_cast<char>('0' + random.below(10));
  return out;
}

/// Six digits as GB/T 2260 has them, but from 99: districts count from 02, counties from 21, cities from 81.
std::string division_code(std::size_t county) {
  const std::size_t prefecture = county / counties_of_a_prefecture, rank = county % counties_of_a_prefecture;
  const std::size_t own = rank == 0 ? 2 : rank + 1 == counties_of_a_prefecture ? 81 : 20 + rank;
  const std::size_t above = prefecture / prefectures_of_a_province * 10 + prefecture % prefectures_of_a_province + 1;
  return std::to_string(990000 + above * 100 + own);
}

/// One draw to a statement, here and everywhere: the operands of + are evaluated in the compiler's order.
Phone drawn_phone(std::size_t county, Random& random) {
  Phone phone;
  if (random.chance(mobile)) {
    phone.number = tables::mobile_prefixes[random.below(tables::mobile_prefixes.size())];
    phone.number += figures(8, random);
  } else {
    phone.area = tables::area_codes[county / counties_of_a_prefecture];
    phone.number = std::to_string(2 + random.below(7));
    phone.number += figures(6, random);
  }
  return phone;
}

std::string drawn_town(Random& random) {
  std::string town(any_character(tables::town_heads, random));
  town += any_character(tables::town_middles, random);
  town += any_character(tables::town_tails, random);
  return town + "镇";
}

Order drawn_order(Random& random) {
  const std::size_t draw = random.below(100);
  return draw < 84 ? Order::region_first : draw < 92 ? Order::after_trade : Order::after_activity;
}

std::vector<std::uint32_t> form_weights() {
  std::vector<std::uint32_t> weights;
  weights.reserve(tables::forms.size());
  for (const tables::Form& form : tables::forms) weights.push_back(form.weight);
  return weights;
}

/// Only companies have branches; `branch` is the share of all rows.
double companies() {
  std::uint32_t sum = 0, all = 0;
  for (std::size_t i = 0; i < tables::forms.size(); ++i) {
    all += tables::forms[i].weight;
    if (i < tables::company_forms) sum += tables::forms[i].weight;
  }
  return static_cast<double>(sum) / all;
}

}  // namespace

std::string region_text(std::size_t county, std::size_t form) {
  const std::string_view name = tables::counties[county], prefecture = prefecture_of(county), province = province_of(county);
  switch (form) {
    case 0: return std::string(name);
    case 1: return std::string(prefecture).append(name);
    case 2: return std::string(stem(name));
    case 3: return std::string(prefecture);
    case 4: return std::string(stem(prefecture));
    case 5: return std::string(province).append(prefecture).append(name);
    case 6: return std::string(stem(prefecture)).append(name);
    default: return std::string(stem(province));
  }
}

std::string Name::text() const {
  const bool inside = order != Order::region_first && !region.empty();
  std::string bracketed;
  if (inside)
    bracketed = brackets == Brackets::full ? "（" + region + "）" : brackets == Brackets::half ? "(" + region + ")" : region;
  std::string out = inside ? "" : region;
  out += trade;
  if (order == Order::after_trade) out += bracketed;
  out += activity;
  if (order == Order::after_activity) out += bracketed;
  return out + form + branch;
}

Firms::Firms(const Options& options, std::uint64_t total)
    : options_(options),
      total_(total),
      agents_(static_cast<std::size_t>(
          std::max(1.0, std::round(static_cast<double>(total) * options.shared_phone / static_cast<double>(firms_of_an_agent))))),
      codes_(options.seed),
      counties_(Weighted::by_rank(tables::counties.size(), 30)),
      characters_(Weighted::by_rank(trade_table, 3)),
      activities_(Weighted::by_rank(tables::activities.size(), 10)),
      forms_(form_weights()),
      region_forms_({40, 15, 12, 10, 8, 6, 5, 4}),
      capitals_(Weighted::by_rank(tables::capitals.size(), 4)) {}

bool Firms::younger_sibling(std::uint64_t entity) const {
  return entity % 2 == 1 && random(Purpose::family, entity / 2).chance(options_.sibling);
}

std::string Firms::trade(Random& draws) const {
  const std::size_t draw = draws.below(100);
  const std::size_t length = draw < 55 ? 2 : draw < 90 ? 3 : 4;
  const bool popular = draws.chance(popular_trade);
  std::string out;
  while (out.size() < length * character_bytes) {
    const std::size_t at = popular ? characters_.pick(draws) : draws.below(trade_table);
    const std::string_view next = tables::trade_characters.substr(at * character_bytes, character_bytes);
    if (out.find(next) == std::string::npos) out += next;
  }
  return out;
}

void Firms::place_and_trade(std::uint64_t base, Firm& firm) const {
  Random draws = random(Purpose::place, base);
  firm.county = counties_.pick(draws);
  firm.region_form = region_forms_.pick(draws);
  firm.name.region = region_text(firm.county, firm.region_form);
  firm.name.trade = trade(draws);
}

std::size_t Firms::drawn_activity(std::size_t form, Random& draws) const {
  for (;;) {
    const std::size_t activity = activities_.pick(draws);
    if ((tables::activities[activity].kinds & tables::forms[form].kinds) != 0) return activity;
  }
}

Firms::Work Firms::drawn_work(Random& draws) const {
  const std::size_t form = forms_.pick(draws);
  return {drawn_activity(form, draws), form};
}

/// What a firm does and in which form; a younger sibling never has both from the elder.
Firms::Work Firms::work(std::uint64_t entity) const {
  Random draws = random(Purpose::work, entity);
  Work own = drawn_work(draws);
  if (!younger_sibling(entity)) return own;
  const Work elder = work(entity - 1);
  while (own == elder) own = drawn_work(draws);
  return own;
}

Phone Firms::phone(std::uint64_t entity, std::size_t county) const {
  Random draws = random(Purpose::phone, entity);
  if (entity < total_ && younger_sibling(entity) && draws.chance(same_sibling_phone)) return phone(entity - 1, county);
  if (!draws.chance(options_.shared_phone)) return drawn_phone(county, draws);
  Random agent = random(Purpose::agent, draws.below(agents_));
  return drawn_phone(counties_.pick(agent), agent);
}

Address Firms::address(std::size_t county, Random& draws) const {
  Address out{province_of(county), prefecture_of(county), tables::counties[county], {}, {}};
  const bool shared = draws.chance(incubated);
  Random incubator = random(Purpose::incubator, county * incubators + draws.below(incubators));
  Random& house = shared ? incubator : draws;
  out.town = drawn_town(house);
  out.road = tables::roads[house.below(tables::roads.size())];
  out.number = 1 + house.below(300);
  if (shared || draws.chance(0.5)) {
    out.building = 1 + draws.below(20);
    const std::size_t floor = 1 + draws.below(20);
    out.room = floor * 100 + 1 + draws.below(20);
  }
  return out;
}

/// Mostly another trade name, sometimes another activity.
void Firms::rename(Firm& firm, const Work& work) const {
  Random draws = random(Purpose::renamed, firm.entity);
  if (!draws.chance(options_.renamed)) return;
  firm.new_name = firm.name;
  if (draws.chance(0.7))
    while (firm.new_name->trade == firm.name.trade) firm.new_name->trade = trade(draws);
  else
    while (firm.new_name->activity == firm.name.activity)
      firm.new_name->activity = tables::activities[drawn_activity(work.form, draws)].word;
}

Firm Firms::firm(std::uint64_t entity) const {
  Firm out;
  out.entity = entity;
  place_and_trade(younger_sibling(entity) ? entity - 1 : entity, out);
  const Work does = work(entity);
  out.name.activity = tables::activities[does.activity].word;
  out.name.form = tables::forms[does.form].word;
  out.industry = tables::activities[does.activity].industry;
  out.code = codes_.code(entity, tables::forms[does.form].category, division_code(out.county));
  out.phone = phone(entity, out.county);
  Random home = random(Purpose::home, entity);
  out.address = address(out.county, home);
  Random rest = random(Purpose::rest, entity);
  out.name.order = drawn_order(rest);
  out.capital = tables::capitals[capitals_.pick(rest)];
  out.dollars = rest.chance(in_dollars);
  rename(out, does);
  return out;
}

std::optional<Firm> Firms::branch(const Firm& firm) const {
  static const double company_share = companies();
  const auto first = tables::forms.begin(), last = std::next(first, tables::company_forms);
  if (std::none_of(first, last, [&](const tables::Form& form) { return form.word == firm.name.form; })) return std::nullopt;
  Random draws = random(Purpose::branch, firm.entity);
  if (!draws.chance(options_.branch / company_share)) return std::nullopt;
  Firm out = firm;
  out.entity = total_ + firm.entity;
  out.new_name.reset();
  const std::size_t county = counties_.pick(draws);
  const std::string_view place = tables::counties[county];
  out.name.branch = std::string(draws.chance(0.8) ? stem(place) : draws.chance(0.5) ? "第一" : "第二") + "分公司";
  out.code = codes_.code(out.entity, '1', division_code(county));
  if (draws.chance(0.5)) out.phone = phone(out.entity, county);
  out.address = address(county, draws);
  return out;
}

}  // namespace luodi::registers_generator

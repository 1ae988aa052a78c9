// See choice.h.
#include "registers/directory/choice.h"

#include <algorithm>

#include "base/credit_code.h"
#include "base/divisions.h"
#include "base/presets.h"
#include "registers/enterprise/cleaners.h"
#include "registers/enterprise/name_parts.h"
#include "sheets/values.h"

namespace luodi::registers {
namespace {

constexpr std::size_t kShortestStem = 2;  // characters
constexpr const char* kPinned = "pinned";

/// 鹭岭 of 鹭岭镇; the whole name where too little would be left.
std::u16string stem_of(const std::u16string& town) {
  for (const std::u16string_view kind : {u"街道办事处", u"街道", u"镇", u"乡"})
    if (town.ends_with(kind) && town.size() >= kind.size() + kShortestStem) return town.substr(0, town.size() - kind.size());
  return town;
}

std::string digits_of(const std::string& text) {
  std::string out;
  for (const char c : text)
    if (c >= '0' && c <= '9') out += c;
  return out;
}

/// True where two senses of a field contradict each other: an industry code may be given to two, three or four places.
bool contradict(std::string_view field, const std::string& a, const std::string& b) {
  if (a.empty() || b.empty() || a == b) return false;
  return field != "industry_code" || !(a.starts_with(b) || b.starts_with(a));
}

struct Ranked {
  const MemberRow* member;
  std::size_t kind;
  bool better;  ///< a valid code
};

std::vector<Ranked> ranked(const std::vector<MemberRow>& rows, const ChoiceRule& rule, std::size_t field) {
  std::vector<Ranked> out;
  for (const MemberRow& m : rows) {
    if (m.row.values[field].empty()) continue;
    const auto at = std::find(rule.kinds.begin(), rule.kinds.end(), m.kind);
    const bool valid = rule.field == "credit_code" && !valid_credit_code(m.row.values[field]).empty();
    out.push_back({&m, static_cast<std::size_t>(at - rule.kinds.begin()), valid});
  }
  std::sort(out.begin(), out.end(), [](const Ranked& a, const Ranked& b) {
    if (a.better != b.better) return a.better;
    if (a.kind != b.kind) return a.kind < b.kind;
    if (a.member->as_of != b.member->as_of) return a.member->as_of > b.member->as_of;
    return a.member->row.row_id < b.member->row.row_id;
  });
  return out;
}

ChosenField choose_field(const std::vector<MemberRow>& rows, const ChoiceRule& rule, const Pin* pin, const Towns& towns) {
  const std::size_t field = register_field(rule.field);
  ChosenField out{rule.field, "", rule.rule, "", false};
  const std::vector<Ranked> list = ranked(rows, rule, field);
  if (!list.empty()) {
    out.value = list.front().member->row.values[field];
    out.row_id = list.front().member->row.row_id;
  }
  const std::string first = list.empty() ? "" : sense_of(rule.field, list.front().member->row, towns);
  std::string sense = first;
  for (const Ranked& r : list) {
    const std::string other = sense_of(rule.field, r.member->row, towns);
    out.conflict |= contradict(rule.field, sense, other);
    if (other.size() > sense.size()) sense = other;
  }
  if (pin == nullptr) return out;
  out.value = pin->value;
  out.conflict = false;  // a person settled it
  out.rule = kPinned;
  out.row_id.clear();
  for (const Ranked& r : list)
    if (out.row_id.empty() && r.member->row.values[field] == pin->value) out.row_id = r.member->row.row_id;
  return out;
}

/// Whether a chosen value is one that a town told in a ledger of its own.
bool told_by_town(const Chosen& c, std::string_view field, const std::vector<MemberRow>& rows) {
  const auto at = std::find_if(c.fields.begin(), c.fields.end(), [&](const ChosenField& f) { return f.field == field; });
  return at != c.fields.end() && at->rule != kPinned && std::any_of(rows.begin(), rows.end(), [&](const MemberRow& m) {
           return m.row.row_id == at->row_id && m.kind == kTownLedger;
         });
}

/// 在地: the town of the chosen address, before that of a column, which may be the registration's; what a person pinned before
/// both. Who is in a town sees its figures: what a town tells of itself stands where nobody else tells a town.
void settle_town(Chosen& c, ChosenField& town, const std::vector<MemberRow>& rows, const Towns& towns) {
  if (town.rule == kPinned) {
    c.town = town.value;
    return;
  }
  const bool told = !town.value.empty() && !told_by_town(c, "town", rows);  // also where the county knows no such town
  for (const bool by_town : {false, true})
    for (const char* field : {"address", "town", "name"})
      if (c.town.empty() && told_by_town(c, field, rows) == by_town && !(by_town && told))
        c.town = towns.named_in(c.value(field));
  if (c.town.empty() || towns.named_in(town.value) == c.town) return;
  town.value = c.town;
  town.row_id.clear();
  for (const MemberRow& m : rows)
    if (town.row_id.empty() && towns.named_in(m.row.value("town")) == c.town) town.row_id = m.row.row_id;
}

std::string kind_of(const Chosen& c) {
  const std::string &form = c.value("legal_form"), &name = c.value("name");
  const auto says = [&](const char* word) { return form.find(word) != std::string::npos; };
  if (says("分公司") || says("分支") || !parts_of_name(name).branch.empty()) return "branch";
  std::string by_code(kind_by_code(c.value("credit_code")));
  if (!by_code.empty() && by_code != "other") return by_code;
  if (says("个体")) return "self_employed";
  if (says("合作社") || name.find("合作社") != std::string::npos) return "cooperative";
  return parts_of_name(name).form.ends_with(u"公司") ? "enterprise" : "other";
}

}  // namespace

const std::vector<ChoiceRule>& choice_presets() {
  static const std::vector<ChoiceRule> list = [] {
    std::vector<ChoiceRule> out;
    for (const auto& r : preset_rows("field_choice.csv"))
      if (r.size() >= 3) out.push_back({r[0], r[1], preset_list(r[2])});
    return out;
  }();
  return list;
}

const std::string& Chosen::value(std::string_view field) const {
  static const std::string none;
  const auto it = std::find_if(fields.begin(), fields.end(), [&](const ChosenField& f) { return f.field == field; });
  return it == fields.end() ? none : it->value;
}

std::vector<std::string> Chosen::conflicts() const {
  std::vector<std::string> out;
  for (const ChosenField& f : fields)
    if (f.conflict) out.push_back(f.field);
  return out;
}

Towns::Towns(const std::vector<Town>& list) {
  for (const Town& t : list) {
    const std::u16string whole = normal_name(t.name);
    known_.push_back({t.name, whole, stem_of(whole)});
  }
}

std::string Towns::named_in(const std::string& text) const {
  if (text.empty()) return "";
  const std::u16string units = normal_name(text);
  for (const bool whole : {true, false}) {
    const Known* best = nullptr;
    std::size_t best_at = std::u16string::npos, best_length = 0;
    for (const Known& t : known_) {
      const std::u16string& looked = whole ? t.whole : t.stem;
      const std::size_t at = looked.size() < kShortestStem ? std::u16string::npos : units.find(looked);
      if (at == std::u16string::npos) continue;
      // The first place named is where it is; of two that begin there the longer.
      if (at < best_at || (at == best_at && looked.size() > best_length)) best = &t, best_at = at, best_length = looked.size();
    }
    if (best != nullptr) return best->name;
  }
  for (const std::string& code : places_in(units))
    if (code.size() == 9) return Divisions::get().name(code);
  return "";
}

std::string Towns::of(const RegisterRow& row) const {
  for (const char* field : {"town", "address", "name"})
    if (std::string town = named_in(row.value(field)); !town.empty()) return town;
  return "";
}

std::string sense_of(std::string_view field, const RegisterRow& row, const Towns& towns) {
  const std::string& value = row.value(field);
  if (value.empty()) return "";
  if (field == "credit_code") return valid_credit_code(value);
  if (field == "founded") {
    const auto day = sheets::date_of_text(value);
    return day ? day->iso() : digits_of(value);
  }
  if (field == "industry_code") return digits_of(value);
  if (field == "status") return status_class(value);
  if (field == "address" || field == "town") return towns.named_in(value);
  if (field == "capital") {
    const auto c = capital_of(value);
    return c ? c->currency + std::to_string(c->amount) : "";
  }
  return "";
}

Chosen choose(const std::vector<MemberRow>& rows, const std::vector<ChoiceRule>& rules, const std::vector<Pin>& pins,
              const Towns& towns) {
  Chosen out;
  for (const ChoiceRule& rule : rules) {
    const auto pin = std::find_if(pins.begin(), pins.end(), [&](const Pin& p) { return p.field == rule.field; });
    out.fields.push_back(choose_field(rows, rule, pin == pins.end() ? nullptr : &*pin, towns));
  }
  out.kind = kind_of(out);
  out.state = status_class(out.value("status"));
  const auto town = std::find_if(out.fields.begin(), out.fields.end(), [](const ChosenField& f) { return f.field == "town"; });
  if (town != out.fields.end()) settle_town(out, *town, rows, towns);
  return out;
}

}  // namespace luodi::registers

// See members.h: a table as the list of members. Each import is the whole list and takes the place of the one before.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <boost/json.hpp>

#include "base/credit_code.h"
#include "cultivation/classes.h"
#include "cultivation/dossier.h"
#include "cultivation/dossier_queries.h"
#include "cultivation/figures.h"
#include "cultivation/matching.h"
#include "cultivation/members_queries.h"
#include "cultivation/windows.h"
#include "engine/members.h"
#include "engine/tables.h"
#include "registers/directory/queries.h"
#include "sheets/values.h"

namespace luodi::engine {
namespace {

using cultivation::MemberRow;
using store::Connection;

/// What a row says its class is. `differs`: the industry code is of another class than the words; the list's words stand.
struct ClassRead {
  std::string class_id;
  bool differs = false;
};

/// Classes that words such as 限额以上零售业, 批发和零售业, 批零住餐 name.
std::set<std::string> classes_named(const std::string& words) {
  std::set<std::string> out;
  for (const auto& [word, id] : {std::pair{"批发", "wholesale"},
                                 {"零售", "retail"},
                                 {"批零", "wholesale"},
                                 {"批零", "retail"},
                                 {"住宿", "lodging"},
                                 {"餐饮", "catering"},
                                 {"住餐", "lodging"},
                                 {"住餐", "catering"},
                                 {"建筑", "construction"},
                                 {"房地产", "real_estate"},
                                 {"房开", "real_estate"},
                                 {"服务", "service"},
                                 {"工业", "industry"}})
    if (words.find(word) != std::string::npos) out.insert(id);
  return out;
}

/// A project where the words say so, whatever its industry (5000万元及以上在建项目, 亿元投资项目); else the class that the words
/// name; where they name several (批发和零售业) the code decides among them; without words the code alone.
ClassRead class_of_row(const std::string& words, const std::string& industry_code, const Date& day) {
  const std::set<std::string> named = classes_named(words);
  if (words == "投资" || words.find("投资项目") != std::string::npos || words.find("固定资产投资") != std::string::npos ||
      (words.find("项目") != std::string::npos && (named.empty() || words.find("在建") != std::string::npos)))
    return {"project"};
  const auto* of = cultivation::too_coarse(industry_code) ? nullptr : cultivation::class_of(industry_code, day);
  const std::string coded = of == nullptr ? "" : of->class_id;
  if (named.empty() && coded.empty() && words.find("投资") != std::string::npos) return {"project"};
  if (named.empty() || named.count(coded) != 0) return {coded};
  if (named.size() == 1) return {*named.begin(), !coded.empty()};
  return {};
}

/// The industry code that registers have of a unit; asked for where a row does not say enough. They are read on the first
/// question.
class RegisteredCodes {
 public:
  explicit RegisteredCodes(Connection& c) : c_(c) {}
  Result<std::string> of(const std::string& name, const std::string& credit_code) {
    if (!matching_) {
      auto all = registers::all_enterprises(c_);
      if (!all) return tl::unexpected(all.error());
      enterprises_ = std::move(*all);
      matching_.emplace(enterprises_);
    }
    const auto at = matching_->of({"", name, credit_code, {}, {}});
    return at ? enterprises_[*at].industry_code : std::string();
  }

 private:
  Connection& c_;
  std::vector<EnterpriseView> enterprises_;
  std::optional<cultivation::Matching> matching_;
};

/// "2024年11月", "2024-11", "2024/11/5", "202411" or a day; a year alone is its December, when the annual batch enters,
/// and not known while that is still to come (`open_year`). Nothing where the text is none of these.
std::optional<std::int64_t> month_in(const paper::TableCell& cell, const std::string& text, const Date& today, bool& open_year) {
  if (text.empty()) return 0;
  const auto day = sheets::date_in(cell);
  if (day) {
    const auto d = Date::parse(*day);
    return d ? std::optional<std::int64_t>(cultivation::month_index(d->year, d->month)) : std::nullopt;
  }
  std::vector<std::int64_t> parts;
  std::string digits;
  for (const char ch : text + " ") {
    if (ch >= '0' && ch <= '9') {
      digits += ch;
    } else if (!digits.empty()) {
      if (digits.size() > 8) return std::nullopt;
      parts.push_back(std::atoll(digits.c_str()));
      digits.clear();
    }
  }
  if (parts.size() == 1 && parts[0] > 199000 && parts[0] < 210013) parts = {parts[0] / 100, parts[0] % 100};
  if (parts.empty() || parts[0] < 1990 || parts[0] > 2100) return std::nullopt;
  open_year = parts.size() == 1 && parts[0] == today.year && today.month < 12;
  if (open_year) return 0;
  const std::int64_t month = parts.size() > 1 ? parts[1] : 12;
  if (month < 1 || month > 12) return std::nullopt;
  return cultivation::month_index(static_cast<int>(parts[0]), static_cast<int>(month));
}

/// “是”, “√”, the number or year of a certificate; nothing, a dash and a no are no.
bool says_yes(const std::string& text) {
  static constexpr std::array kNo{"", "否", "无", "不是", "没有", "0", "×", "x", "X", "—", "-", "/", "N", "n", "no", "No", "NO"};
  return std::find(kNo.begin(), kNo.end(), trimmed(text)) == kNo.end();
}

/// A reason that the annual review alone knows (规上转规下), in a month outside the windows of a year that has some for its
/// class. January belongs to the season before, which that year's windows do not tell. Of years without windows nothing is said.
bool is_out_of_season(const MemberRow& row, const std::vector<WindowView>& calendar) {
  const auto& reasons = cultivation::exit_reasons();
  const bool annual = std::any_of(reasons.begin(), reasons.end(), [&](const cultivation::ExitReason& r) {
    return r.annual_only && row.exit_reason.find(r.name) != std::string::npos;
  });
  if (!annual || row.left == 0) return false;
  const std::string month = cultivation::month_text(static_cast<int>(row.left));
  return !month.ends_with("-01") && cultivation::exit_windows_known(calendar, row.class_id, month.substr(0, 4)) &&
         !cultivation::exit_window_in(calendar, row.class_id, month);
}

/// The rows that can be imported; with what cannot be read noted.
Result<std::vector<MemberRow>> rows_of(Connection& c, TableDraft& d, const Date& day) {
  auto calendar = cultivation::own_windows(c);
  if (!calendar) return tl::unexpected(calendar.error());
  RegisteredCodes registered(c);
  const std::size_t name = d.field("name"), code = d.field("credit_code"), of_class = d.field("class"),
                    industry = d.field("industry_code"), town = d.field("town"), entered = d.field("entered"),
                    left = d.field("left"), why = d.field("exit_reason"), strategic = d.field("strategic"),
                    high_tech = d.field("high_tech");
  std::vector<MemberRow> out;
  std::set<std::string> seen;
  for (std::size_t i = 0; i < d.rows.size(); ++i) {
    const auto& values = d.rows[i].values;
    MemberRow row;
    row.name = trimmed(values[name]), row.credit_code = valid_credit_code(values[code]);
    row.town = trimmed(values[town]), row.exit_reason = trimmed(values[why]);
    row.strategic = says_yes(values[strategic]), row.high_tech = says_yes(values[high_tech]);
    const std::string words = trimmed(values[of_class]).empty() ? d.rows[i].section : values[of_class];
    ClassRead read = class_of_row(words, trimmed(values[industry]), day);
    if (read.class_id.empty()) {
      auto known = registered.of(row.name, row.credit_code);
      if (!known) return tl::unexpected(known.error());
      read = class_of_row(words, *known, day);
    }
    row.class_id = read.class_id;
    if (read.differs) d.note(i, d.mapping[industry] ? industry : of_class, "members.class_code", false);
    if (row.class_id.empty()) d.note(i, d.mapping[of_class] ? of_class : industry, "members.class", true);
    for (const auto& [field, month] : {std::pair{entered, &row.entered}, {left, &row.left}}) {
      const std::string text = trimmed(values[field]);
      bool open_year = false;
      const auto at =
          d.mapping[field] ? month_in(d.cell(d.rows[i], field), text, day, open_year) : std::optional<std::int64_t>(0);
      if (!at) d.note(i, field, "members.month", true);
      // A unit that left in a year that is not over has left: only the month is missing, and only a person knows it.
      if (open_year) d.note(i, field, "members.year", field == left);
      if (at && *at > cultivation::month_index(day.year, day.month)) d.note(i, field, "members.future", true);
      *month = at.value_or(0);
    }
    if (row.credit_code.empty() && !trimmed(values[code]).empty()) d.note(i, code, "register.bad_code", false);
    if (row.credit_code.starts_with("92") && row.class_id != "industry") d.note(i, code, "members.self_employed", false);
    if (row.left != 0 && row.left < row.entered) d.note(i, left, "members.order", true);
    if (is_out_of_season(row, *calendar)) d.note(i, d.mapping[why] ? why : left, "members.exit_window", false);
    const std::string key = row.credit_code.empty() ? cultivation::compared_name(row.name) : row.credit_code;
    if (d.bad[i] == 0 && !seen.insert(key + "|" + std::to_string(row.entered)).second) d.note(i, name, "members.twice", true);
    if (d.bad[i] == 0) out.push_back(std::move(row));
  }
  return out;
}

/// Of the list that stands, the rows that no row of the table speaks of: another unit, or an earlier stay of one of them.
std::vector<MemberRow> not_in_table(const std::vector<MemberRow>& standing, const std::vector<MemberRow>& rows) {
  std::map<std::string, std::int64_t> earliest;  // by code and by name: either tells a unit
  const auto told = [&](const std::string& key, std::int64_t entered) {
    if (key.empty()) return;
    const auto [at, fresh] = earliest.emplace(key, entered);
    if (!fresh) at->second = std::min(at->second, entered);
  };
  for (const MemberRow& r : rows) told(r.credit_code, r.entered), told(cultivation::compared_name(r.name), r.entered);
  std::vector<MemberRow> out;
  for (const MemberRow& r : standing) {
    auto at = earliest.find(r.credit_code);
    if (at == earliest.end()) at = earliest.find(cultivation::compared_name(r.name));
    const bool earlier_stay = at != earliest.end() && r.left != 0 && r.left <= at->second;
    if (at == earliest.end() || earlier_stay) out.push_back(r);
  }
  return out;
}

}  // namespace

Result<void> check_members(Connection& c, TableDraft& d, const Date& day, TablePreview& p) {
  auto rows = rows_of(c, d, day);
  if (!rows) return tl::unexpected(rows.error());
  auto standing = cultivation::standing_list(c);
  if (!standing) return tl::unexpected(standing.error());
  p.standing = static_cast<std::int64_t>(standing->size());
  p.leaving = static_cast<std::int64_t>(not_in_table(*standing, *rows).size());
  p.rest_needed = p.leaving > 0;
  return {};
}

Result<void> import_members(House& house, Connection& c, const Caller& caller, const TableRequest& r, TableDraft& d,
                            TableImported& answer) {
  auto read = rows_of(c, d, house.clock.today());
  if (!read) return tl::unexpected(read.error());
  std::vector<MemberRow> rows = std::move(*read);
  const auto bad = std::count(d.bad.begin(), d.bad.end(), 1);
  if (rows.empty()) return fail(ErrorCode::conflict, "rows", "table.nothing", "no row of this table can be imported");
  if (bad > 0 && !r.leave_out.value_or(false))
    return fail(ErrorCode::conflict, "rows", "table.errors",
                std::to_string(bad) + " rows cannot be imported; mend them or leave them out");
  if (auto ok = may_keep_statistics(c, caller, "kind"); !ok) return ok;
  auto standing = cultivation::standing_list(c);
  if (!standing) return tl::unexpected(standing.error());
  const std::vector<MemberRow> rest = not_in_table(*standing, rows);
  if (auto ok = rest_told(r, !rest.empty(), rest.size(), standing->size()); !ok) return ok;
  const std::size_t told = rows.size();
  if (r.rest.value_or("") == "keep") rows.insert(rows.end(), rest.begin(), rest.end());
  auto hash = house.ledger.put_blob(c, cultivation::members_as_blob(rows));
  if (!hash) return tl::unexpected(hash.error());
  auto seq = ledger::Ledger::next_seq(c);
  if (!seq) return tl::unexpected(seq.error());
  answer.import_id = "members-" + std::to_string(*seq), answer.rows = static_cast<std::int64_t>(told);
  const std::string unit = caller.account.unit_id.value_or("");
  auto ok = append(house, c, caller, "members.imported", "members",
                   {{"members_hash", *hash}, {"unit_id", unit}, {"file_name", r.file_name}, {"file_hash", r.file_hash}});
  if (!ok) return ok;
  return append(
      house, c, caller, "table.imported", answer.import_id,
      {{"kind", "members"}, {"file_name", r.file_name}, {"rows", answer.rows}, {"members_seq", *seq}, {"unit_id", unit}});
}

Result<void> undo_members(House& house, Connection& c, const Caller& caller, const std::string& import_id,
                          const json::object& made) {
  if (auto ok = may_keep_statistics(c, caller, import_id); !ok) return ok;
  return append(house, c, caller, "table.undone", import_id, {{"kind", "members"}, {"members_seq", made.at("members_seq")}});
}

}  // namespace luodi::engine

// See register_row.h.
#include "registers/directory/register_row.h"

#include <algorithm>
#include <map>

#include <boost/json.hpp>

#include "base/credit_code.h"
#include "base/presets.h"
#include "ledger/digest.h"
#include "sheets/layout.h"
#include "sheets/mapping.h"

namespace luodi::registers {
namespace {

namespace json = boost::json;

constexpr char kApart = '\x1F';

/// What tells a register's rows apart: its own number, else the credit code, else name and address.
std::string key_of(const RegisterRow& row) {
  const std::string number = sheets::bare(row.value("number"));
  if (!number.empty()) return "number" + (kApart + number);
  const CodeReading code = read_code(row.value("credit_code"));
  if (!code.value.empty()) return "code" + (kApart + code.value);
  return "name" + (kApart + sheets::bare(row.value("name"))) + kApart + sheets::bare(row.value("address"));
}

}  // namespace

const std::string& RegisterRow::value(std::string_view field) const {
  static const std::string none;
  const std::size_t at = register_field(field);
  return at < values.size() ? values[at] : none;
}

const std::vector<std::string>& register_fields() {
  static const std::vector<std::string> list = [] {
    std::vector<std::string> out;
    for (const sheets::Field& f : sheets::table_kind("register")->fields) out.push_back(f.field);
    return out;
  }();
  return list;
}

std::size_t register_field(std::string_view name) {
  const auto& all = register_fields();
  return static_cast<std::size_t>(std::find(all.begin(), all.end(), name) - all.begin());
}

const std::vector<RegisterKind>& register_kinds() {
  static const std::vector<RegisterKind> list = [] {
    std::vector<RegisterKind> out;
    for (const auto& r : preset_rows("register_kinds.csv"))
      if (r.size() >= 4) out.push_back({r[0], r[1], std::stoll(r[2]), r[3]});
    return out;
  }();
  return list;
}

const RegisterKind* register_kind(std::string_view kind) {
  const auto& all = register_kinds();
  const auto it = std::find_if(all.begin(), all.end(), [&](const RegisterKind& k) { return k.kind == kind; });
  return it == all.end() ? nullptr : &*it;
}

std::size_t name_rows(const std::string& register_id, std::vector<RegisterRow>& rows) {
  std::map<std::string, std::vector<std::size_t>> by_key;
  for (std::size_t i = 0; i < rows.size(); ++i) by_key[key_of(rows[i])].push_back(i);
  std::vector<char> twin(rows.size(), 0);
  for (auto& [key, list] : by_key) {
    std::sort(list.begin(), list.end(), [&](std::size_t a, std::size_t b) {
      return rows[a].values != rows[b].values ? rows[a].values < rows[b].values : a < b;
    });
    std::size_t number = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (i > 0 && rows[list[i]].values == rows[list[i - 1]].values) {
        twin[list[i]] = 1;
        continue;
      }
      const std::string told = number++ == 0 ? key : key + kApart + std::to_string(number);
      rows[list[i]].row_id = register_id + "-" + ledger::sha256(told).substr(0, 16);
    }
  }
  std::vector<RegisterRow> kept;
  kept.reserve(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (twin[i] == 0) kept.push_back(std::move(rows[i]));
  const std::size_t dropped = rows.size() - kept.size();
  rows = std::move(kept);
  return dropped;
}

std::string values_as_text(const std::vector<std::string>& values) {
  json::array list;
  for (const std::string& v : values) list.emplace_back(v);
  return json::serialize(list);
}

std::vector<std::string> values_of_text(const std::string& text) {
  std::vector<std::string> out;
  const json::value list = json::parse(text);
  for (const json::value& v : list.as_array()) out.emplace_back(v.as_string());
  out.resize(register_fields().size());
  return out;
}

std::string rows_as_blob(const std::vector<RegisterRow>& rows) {
  std::string out = R"({"fields":)" + values_as_text(register_fields()) + R"(,"rows":[)";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::vector<std::string> line{rows[i].row_id};
    line.insert(line.end(), rows[i].values.begin(), rows[i].values.end());
    out += (i > 0 ? ",\n" : "\n") + values_as_text(line);
  }
  return out + "\n]}";
}

Result<std::vector<RegisterRow>> rows_of_blob(const std::string& blob) {
  boost::system::error_code error;
  const json::value all = json::parse(blob, error);
  if (error || !all.is_object())
    return fail(ErrorCode::tampered, "register", "register.bad_blob", "the kept rows of a register cannot be read");
  std::vector<std::size_t> place;
  for (const json::value& f : all.as_object().at("fields").as_array()) place.push_back(register_field(f.as_string()));
  std::vector<RegisterRow> rows;
  for (const json::value& line : all.as_object().at("rows").as_array()) {
    const json::array& cells = line.as_array();
    RegisterRow row{std::string(cells.at(0).as_string()), std::vector<std::string>(register_fields().size())};
    for (std::size_t f = 0; f < place.size(); ++f)
      if (place[f] < row.values.size()) row.values[place[f]] = std::string(cells.at(f + 1).as_string());
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string status_class(const std::string& status) {
  static const std::vector<std::vector<std::string>> words = preset_rows("register_status.csv");
  const std::vector<std::string>* best = nullptr;
  for (const auto& w : words)
    if (w.size() >= 2 && status.find(w[0]) != std::string::npos && (best == nullptr || w[0].size() > (*best)[0].size()))
      best = &w;
  return best == nullptr ? "" : (*best)[1];
}

}  // namespace luodi::registers

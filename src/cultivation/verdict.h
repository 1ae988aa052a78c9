// The verdict on one unit: its class, whether such a unit is admitted, whether the line is reached, and by which channel it may
// be entered; with the rules that say so. Pure: evidence in, reasons out.
//
// It judges from evidence. Refused on purpose: any figure of its own making in place of what the unit reports (statistics law),
// and a guess where evidence is missing: then the verdict is "to be checked" and names what is missing.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cultivation/classes.h"
#include "cultivation/settings.h"
#include "luodi/values/enterprises.h"

namespace luodi::cultivation {

/// branch: nothing says whether its head office is in the province.
enum class UnitKind { unknown, legal, self_employed, outlet, branch, branch_in_province, branch_across_provinces };
/// By what the registers say: a branch whose head office stands in one of the county is within the province.
UnitKind unit_kind_of(const EnterpriseView& enterprise);
enum class Answer { yes, no, unknown };

/// What is known of a unit. Amounts in fen, since January of the day's year; nothing where not known.
struct Evidence {
  std::string industry_code, credit_code;
  UnitKind kind = UnitKind::unknown;         ///< unknown: told by the credit code, else legal
  std::optional<bool> accounting_standards;  ///< 执行企业会计准则
  bool recognised_as_legal = false;          ///< 视同法人 of a branch across provinces
  std::string owner_industry_code;           ///< of an outlet's legal unit
  std::map<std::string, std::int64_t> sums;  ///< by measure: main_revenue, revenue, sales, turnover, vat_sales
  /// A tax figure watched in place of the measure. It tells a 大个体, which no return of its own shows; never a unit for entry.
  std::optional<std::int64_t> stand_in;
  std::string qualification;  ///< 建筑业资质: general | special | labour | none | "" unknown
  std::optional<bool> registered_here, develops;
  std::optional<std::int64_t> planned_investment;
  std::optional<Date> opened;
  std::optional<Date> reorganized{};  ///< the day that a restructuring, new registration, merger or split made the unit
};

enum class Standing { met, needs_explanation, below, unknown, not_measured };
enum class Channel { none, monthly, annual };  ///< monthly may be annual too

// Words of the API.
const char* word_of(Answer answer);
const char* word_of(Standing standing);
const char* word_of(Channel channel);

struct Verdict {
  std::string class_id;  ///< of FiveAboveClass; "project"; "" outside of all
  Answer admitted = Answer::unknown;
  Standing standing = Standing::not_measured;
  bool big_self_employed = false;  ///< 大个体: counted on a list of its own
  Channel channel = Channel::none;
  std::vector<std::string> rules;  ///< in the order they were applied; texts and sources by rule_text
};

/// `day`: of the application; editions of lines and the channel follow from it.
Verdict judge(const Evidence& evidence, const Date& day, const Settings& settings);

}  // namespace luodi::cultivation

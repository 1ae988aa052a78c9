// See enterprises.h.
#include "engine/enterprises.h"

#include <algorithm>
#include <set>

#include <boost/json.hpp>

#include "engine/dossiers.h"
#include "engine/tables.h"
#include "publish/workbook.h"
#include "registers/directory/choice.h"
#include "registers/directory/queries.h"
#include "sheets/mapping.h"

namespace luodi::engine {
namespace {

namespace json = boost::json;
using store::Connection;

constexpr std::int64_t kPage = 50, kMostPage = 500, kMostExported = 50000, kMostTagged = 2000;
constexpr std::size_t kMostWords = 200, kMostReason = 500, kMostValue = 300, kMostChain = 60;

/// At most the last four digits stay, and never more than half of them.
std::string masked(const std::string& phone) {
  const std::size_t shown = std::min<std::size_t>(4, phone.size() / 3);
  return phone.empty() ? "" : std::string(phone.size() > 12 ? 8 : phone.size() - shown, '*') + phone.substr(phone.size() - shown);
}

/// Contacts are for those who work with them: whoever only looks sees that there is one.
bool sees_contacts(const Caller& caller) {
  return caller.account.role != "viewer" && caller.account.role != "leader";
}

Result<registers::EnterpriseFilter> filter_of(const EnterprisesRequest& r) {
  registers::EnterpriseFilter f;
  f.words = r.words.value_or("");
  f.town = r.town.value_or("");
  f.kind = r.kind.value_or("");
  f.state = r.state.value_or("");
  f.register_id = r.register_id.value_or("");
  f.chain = r.chain.value_or("");
  f.conflict = r.conflict.value_or("");
  f.twice = r.twice.value_or("");
  f.order = r.order.value_or("name");
  f.descending = r.descending.value_or(0) != 0;
  if (f.words.size() > kMostWords) return fail(ErrorCode::usage, "words", "filter.long", "search for at most 200 bytes");
  f.limit = r.limit.value_or(kPage);
  f.offset = r.offset.value_or(0);
  for (const auto& [value, known, where] :
       {std::tuple{&f.order, std::vector<std::string>{"name", "town", "rows", "conflicts"}, "order"},
        std::tuple{&f.kind, std::vector<std::string>{"", "enterprise", "self_employed", "cooperative", "branch", "other"},
                   "kind"},
        std::tuple{&f.state, std::vector<std::string>{"", "active", "stopped", "closed"}, "state"}})
    if (std::find(known.begin(), known.end(), *value) == known.end())
      return fail(ErrorCode::usage, where, "filter.unknown", std::string(where) + " has no such value");
  if (f.limit < 1 || f.limit > kMostPage || f.offset < 0)
    return fail(ErrorCode::usage, "limit", "filter.page", "a page has 1 to 500 rows");
  return f;
}

Result<Done> act(House& house, const std::function<Result<void>(Connection&)>& work) {
  auto done = house.store->write(work);
  if (!done) return tl::unexpected(done.error());
  return Done{};
}

/// Moves of a yes: the enterprise without a valid code goes into the other; of two alike the later into the earlier.
Result<json::array> moves_together(Connection& c, const registers::MatchStanding& s) {
  json::array moves;
  if (s.enterprise_a == s.enterprise_b) return moves;
  const bool a_stays = s.code_a.empty() == s.code_b.empty() ? s.enterprise_a < s.enterprise_b : !s.code_a.empty();
  const std::string &stays = a_stays ? s.enterprise_a : s.enterprise_b, &goes = a_stays ? s.enterprise_b : s.enterprise_a;
  auto rows = registers::rows_of_enterprise(c, goes);
  if (!rows) return tl::unexpected(rows.error());
  for (const std::string& row : *rows) moves.push_back(json::array{row, goes, stays});
  return moves;
}

/// Moves of a no: the row leaves the enterprise that it was linked to, with what is bound to it, for one of its own.
Result<json::array> moves_apart(Connection& c, const registers::MatchStanding& s, const std::string& row,
                                const std::string& other) {
  json::array moves;
  if (s.enterprise_a != s.enterprise_b) return moves;
  auto next = registers::next_enterprise_number(c);
  if (!next) return tl::unexpected(next.error());
  auto rows = registers::bound_rows(c, s.enterprise_a, row);
  if (!rows) return tl::unexpected(rows.error());
  if (std::find(rows->begin(), rows->end(), other) != rows->end())
    return fail(ErrorCode::conflict, row, "match.bound",
                "the same valid code or a person's yes binds these two; correct the code in its register, or take the yes back");
  for (const std::string& r : *rows) moves.push_back(json::array{r, s.enterprise_a, registers::enterprise_id_of(*next)});
  return moves;
}

}  // namespace

Result<EnterprisesAnswer> list_enterprises(House& house, const EnterprisesRequest& r) {
  auto f = filter_of(r);
  if (!f) return tl::unexpected(f.error());
  EnterprisesAnswer a;
  auto done = house.store->read([&](Connection& c) -> Result<void> {
    auto list = registers::list_enterprises(c, *f);
    if (!list) return tl::unexpected(list.error());
    a = std::move(*list);
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return a;
}

Result<EnterprisePageView> view_enterprise(House& house, const Caller& caller, const std::string& id) {
  EnterprisePageView page;
  auto done = house.store->read([&](Connection& c) -> Result<void> {
    auto view = registers::enterprise_page(c, id);
    if (!view) return tl::unexpected(view.error());
    page = std::move(*view);
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  house.audit.note(caller.account.account_id, "enterprise.seen", id, "");
  const auto show = [&](const std::string& field, std::string& value) {
    if (field == "phone" && !sees_contacts(caller)) value = masked(value);
    if (field == "employees" && !is_insider(caller)) value.clear();  // what a unit reported of itself
  };
  for (FieldView& f : page.fields) {
    show(f.field, f.value);
    for (FieldSourceView& s : f.sources) show(f.field, s.value);
  }
  for (EnterpriseEventView& e : page.events) {
    show(e.field, e.value);
    for (FieldChangeView& change : e.changes) show(change.field, change.before), show(change.field, change.after);
  }
  return page;
}

Result<Engine::File> export_enterprises(House& house, const Caller& caller, const EnterprisesRequest& r) {
  auto f = filter_of(r);
  if (!f) return tl::unexpected(f.error());
  f->limit = kMostPage;
  publish::Sheet sheet;
  sheet.name = "企业名录";
  sheet.title = "企业名录（截至" + house.clock.today().iso() + "）";
  sheet.headings = {"企业编号", "企业名称", "统一社会信用代码", "类别",   "登记状态",    "行业代码", "行业名称",
                    "乡镇",     "地址",     "产业链",           "登记册", "有分歧的字段"};
  sheet.widths = {12, 36, 22, 12, 10, 10, 24, 12, 40, 16, 28, 20};
  static const std::vector<std::pair<std::string, std::string>> kinds{{"enterprise", "企业"},
                                                                      {"self_employed", "个体工商户"},
                                                                      {"cooperative", "农民专业合作社"},
                                                                      {"branch", "分支机构"},
                                                                      {"other", "其他"}};
  auto done = house.store->read([&](Connection& c) -> Result<void> {
    auto all = registers::list_registers(c);
    if (!all) return tl::unexpected(all.error());
    const auto joined = [](const std::vector<std::string>& list, const auto& word) {
      std::string out;
      for (const std::string& s : list) out += (out.empty() ? "" : "、") + word(s);
      return out;
    };
    const auto of_register = [&](const std::string& id) {
      for (const RegisterView& g : *all)
        if (g.register_id == id) return g.name;
      return id;
    };
    const auto of_field = [](const std::string& name) { return sheets::field_label("register", name); };
    const auto of_kind = [&](const std::string& kind) {
      for (const auto& [name, word] : kinds)
        if (name == kind) return word;
      return kind;
    };
    for (;; f->offset += kMostPage) {
      auto page = registers::list_enterprises(c, *f);
      if (!page) return tl::unexpected(page.error());
      if (page->total > kMostExported)
        return fail(ErrorCode::usage, "rows", "export.many", "at most 50,000 rows; filter the list first");
      for (const EnterpriseView& e : page->enterprises)
        sheet.rows.push_back({e.enterprise_id, e.name, e.credit_code, of_kind(e.kind), e.status, e.industry_code, e.industry,
                              e.town, e.address, joined(e.chains, [](const std::string& s) { return s; }),
                              joined(e.registers, of_register), joined(e.conflicts, of_field)});
      if (page->enterprises.size() < static_cast<std::size_t>(kMostPage)) return {};
    }
  });
  if (!done) return tl::unexpected(done.error());
  house.audit.note(caller.account.account_id, "enterprises.exported", "", std::to_string(sheet.rows.size()) + " rows");
  return as_file(sheet, "企业名录-" + house.clock.today().iso(), r.form.value_or("xlsx"));
}

Result<MatchesAnswer> list_matches(House& house, const Caller& caller, const MatchesRequest& r) {
  registers::MatchFilter f{r.kind.value_or(""), r.show.value_or("open"), r.limit.value_or(20), r.offset.value_or(0)};
  if (f.show != "open" && f.show != "later" && f.show != "answered")
    return fail(ErrorCode::usage, "show", "filter.unknown", "show is open, later or answered");
  if (f.limit < 1 || f.limit > kMostPage || f.offset < 0)
    return fail(ErrorCode::usage, "limit", "filter.page", "a page has 1 to 500 rows");
  MatchesAnswer a;
  auto done = house.store->read([&](Connection& c) -> Result<void> {
    auto list = registers::list_matches(c, f);
    if (!list) return tl::unexpected(list.error());
    a = std::move(*list);
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  const std::size_t phone = registers::register_field("phone"), employees = registers::register_field("employees");
  for (MatchView& m : a.matches)
    for (MatchSideView* side : {&m.a, &m.b})
      if (!sees_contacts(caller) && phone < side->values.size())
        side->values[phone] = masked(side->values[phone]), side->others[phone].clear();
  if (is_insider(caller)) return a;
  for (MatchView& m : a.matches)
    for (MatchSideView* side : {&m.a, &m.b})
      if (employees < side->values.size()) side->values[employees].clear(), side->others[employees].clear();
  return a;
}

Result<Done> answer_match(House& house, const Caller& caller, const MatchAnswerRequest& r) {
  if (r.answer != "yes" && r.answer != "no" && r.answer != "later")
    return fail(ErrorCode::usage, "answer", "match.answer", "answer yes, no or later");
  if (r.reason.value_or("").size() > kMostReason)
    return fail(ErrorCode::usage, "reason", "reason.long", "a reason has at most 500 bytes");
  return act(house, [&](Connection& c) -> Result<void> {
    auto s = registers::match_standing(c, r.row_a, r.row_b);
    if (!s) return tl::unexpected(s.error());
    if (s->answer == "yes" || s->answer == "no")
      return fail(ErrorCode::conflict, r.row_a, "match.answered", "this pair was answered already; take that back first");
    if (s->enterprise_a.empty() || s->enterprise_b.empty())
      return fail(ErrorCode::conflict, r.row_a, "match.waiting",
                  "a row of this pair waits for the next run; link the registers first");
    const bool decides = s->kind != "licences" && r.answer != "later";
    if (decides && r.answer == "yes" && !s->code_a.empty() && !s->code_b.empty() && s->code_a != s->code_b)
      return fail(ErrorCode::conflict, r.row_a, "match.two_codes",
                  "two valid credit codes are two entities; if one is wrong, have it corrected in its register");
    if (decides && r.answer == "yes" && s->kept_apart)
      return fail(ErrorCode::conflict, r.row_a, "match.kept_apart",
                  "a no between rows of these two stands; take that back first");
    Result<json::array> moves = json::array{};
    if (decides) moves = r.answer == "yes" ? moves_together(c, *s) : moves_apart(c, *s, r.row_a, r.row_b);
    if (!moves) return tl::unexpected(moves.error());
    return append(house, c, caller, "match.decided", r.row_a,
                  {{"row_a", r.row_a},
                   {"row_b", r.row_b},
                   {"answer", r.answer},
                   {"kind", s->kind},
                   {"probability", s->probability},
                   {"reason", r.reason.value_or("")},
                   {"told_a", s->told_a},
                   {"told_b", s->told_b},
                   {"moves", std::move(*moves)}});
  });
}

Result<Done> undo_match(House& house, const Caller& caller, const MatchPairRequest& r) {
  return act(house, [&](Connection& c) -> Result<void> {
    auto kept = registers::moves_of_answer(c, r.row_a, r.row_b);
    if (!kept) return tl::unexpected(kept.error());
    // Rows that a later run or answer put elsewhere stay there; the answer goes in any case.
    json::array back;
    const json::value moves = json::parse(*kept);
    for (const json::value& v : moves.as_array()) {
      const json::array& m = v.as_array();
      auto now = registers::rows_of_enterprise(c, std::string(m[2].as_string()));
      if (!now) return tl::unexpected(now.error());
      if (std::find(now->begin(), now->end(), std::string_view(m[0].as_string())) != now->end()) back.push_back(m);
    }
    auto two = registers::two_codes_after(c, back);
    if (!two) return tl::unexpected(two.error());
    if (*two) back.clear();  // codes changed since: the next run decides
    return append(house, c, caller, "match.undone", r.row_a, {{"row_a", r.row_a}, {"row_b", r.row_b}, {"moves", back}});
  });
}

Result<Done> pin_field(House& house, const Caller& caller, const PinRequest& r) {
  const auto& rules = registers::choice_presets();
  if (std::none_of(rules.begin(), rules.end(), [&](const auto& x) { return x.field == r.field; }))
    return fail(ErrorCode::usage, r.field, "enterprise.no_field", "no rule chooses this field");
  if (r.field == "credit_code")
    return fail(ErrorCode::usage, r.field, "enterprise.no_pin", "a credit code is corrected in its register, not settled here");
  if (r.value && (r.value->empty() || r.value->size() > kMostValue))
    return fail(ErrorCode::usage, "value", "enterprise.value", "a value has 1 to 300 bytes; without one the rule chooses again");
  if (r.reason.value_or("").size() > kMostReason)
    return fail(ErrorCode::usage, "reason", "reason.long", "a reason has at most 500 bytes");
  return act(house, [&](Connection& c) -> Result<void> {
    // The code decides class and line; the town, which address, column and name tell in this order, whose table it stands in
    // and who sees its figures.
    static const std::set<std::string> kSettles{"industry_code", "town", "address", "name"};
    if (kSettles.contains(r.field))
      if (auto ok = may_keep_statistics(c, caller, r.field); !ok) return ok;
    auto known = registers::enterprise_by_id(c, r.enterprise_id);
    if (!known) return tl::unexpected(known.error());
    return append(house, c, caller, "enterprise.pinned", r.enterprise_id,
                  {{"field", r.field},
                   {"value", r.value ? json::value(*r.value) : json::value(nullptr)},
                   {"reason", r.reason.value_or("")}});
  });
}

Result<Done> tag_enterprises(House& house, const Caller& caller, const TagRequest& r) {
  const std::vector<std::string> add = r.add.value_or(std::vector<std::string>{}),
                                 remove = r.remove.value_or(std::vector<std::string>{});
  if (r.enterprise_ids.empty() || r.enterprise_ids.size() > static_cast<std::size_t>(kMostTagged))
    return fail(ErrorCode::usage, "enterprise_ids", "enterprise.many", "1 to 2,000 enterprises at once");
  for (const auto* list : {&add, &remove})
    for (const std::string& chain : *list)
      if (chain.empty() || chain.size() > kMostChain || chain.find('|') != std::string::npos)
        return fail(ErrorCode::usage, "chain", "enterprise.chain", "a chain's name has 1 to 60 bytes");
  return act(house, [&](Connection& c) -> Result<void> {
    json::array ids, more, less;
    for (const std::string& id : r.enterprise_ids) {
      auto known = registers::enterprise_by_id(c, id);
      if (!known) return tl::unexpected(known.error());
      ids.emplace_back(id);
    }
    for (const std::string& chain : add) more.emplace_back(chain);
    for (const std::string& chain : remove) less.emplace_back(chain);
    return append(house, c, caller, "enterprise.tagged", r.enterprise_ids.front(),
                  {{"enterprise_ids", ids}, {"add", more}, {"remove", less}});
  });
}

}  // namespace luodi::engine

// What is asked of registers and enterprises. queries.cpp and match_queries.cpp are the only files that talk to the store about
// them, beside the projection.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <boost/json/array.hpp>

#include "luodi/values/enterprises.h"
#include "registers/directory/choice.h"
#include "registers/directory/fold.h"
#include "store/store.h"

namespace luodi::registers {

/// Rules of the last run; the presets before the first.
Result<std::vector<ChoiceRule>> rules_in_force(store::Connection& c);
Result<std::vector<Town>> towns_of_county(store::Connection& c);
/// Present rows of an enterprise, by register and row id.
Result<std::vector<MemberRow>> members_of_enterprise(store::Connection& c, const std::string& enterprise_id);
/// The same for the enterprises from one id to another, both included.
Result<std::map<std::string, std::vector<MemberRow>>> members_between(store::Connection& c, const std::string& first,
                                                                      const std::string& last);
/// What persons put on enterprises, by enterprise: pinned values and chains. What was put on one that a yes made part of another
/// stays with the other, until the yes is taken back.
struct Marks {
  std::map<std::string, std::vector<Pin>> pins;
  std::map<std::string, std::set<std::string>> chains;
};
Result<Marks> marks_of_persons(store::Connection& c);
/// An enterprise and those that a yes made part of it: a mark is taken off all of them.
Result<std::vector<std::string>> enterprise_with_merged(store::Connection& c, const std::string& enterprise_id);
/// A text as searches compare it: half-width, simplified letters small.
std::string searchable(const std::string& text);
/// A list in one column: "|a|b|"; "" for none.
std::string in_bars(const std::vector<std::string>& list);

/// Registers by rank, with the rows that wait for a run.
Result<std::vector<RegisterView>> list_registers(store::Connection& c);
Result<std::optional<LinkRunView>> last_run(store::Connection& c);

/// Everything a run needs. `changes`: estimates of the last full run are held, rows that it saw are marked.
Result<FoldInput> fold_input(store::Connection& c, bool changes);
/// Entry number behind which rows or answers came: a run made from older ones must not be kept.
Result<std::int64_t> registers_head(store::Connection& c);

struct EnterpriseFilter {
  std::string words, town, kind, state, register_id, chain, conflict, twice;
  std::string order = "name";  ///< name | town | rows | conflicts
  bool descending = false;
  std::int64_t limit = 50, offset = 0;
};
/// Every enterprise, by id.
Result<std::vector<EnterpriseView>> all_enterprises(store::Connection& c);
/// Those that a row with this name and code may mean: whose words hold the name, and whose code it is.
Result<std::vector<EnterpriseView>> enterprises_meant(store::Connection& c, const std::string& name, const std::string& code);
Result<EnterprisesAnswer> list_enterprises(store::Connection& c, const EnterpriseFilter& filter);
Result<EnterpriseView> enterprise_by_id(store::Connection& c, const std::string& enterprise_id);
/// page.cpp. Of one that no register has any more the last that was said of it, in the state "left"; of one that a person's
/// answer made part of another, that other's page.
Result<EnterprisePageView> enterprise_page(store::Connection& c, const std::string& enterprise_id);
/// The enterprise that it became part of by a person's answer, through all such answers; "" for none.
Result<std::string> enterprise_it_became(store::Connection& c, const std::string& enterprise_id);

struct MatchFilter {
  std::string kind;           ///< "" all
  std::string show = "open";  ///< open | later | answered
  std::int64_t limit = 20, offset = 0;
};
Result<MatchesAnswer> list_matches(store::Connection& c, const MatchFilter& filter);
/// A pair with what was answered; not_found where neither a run nor an answer knows it.
struct MatchStanding {
  std::string kind, answer, enterprise_a, enterprise_b;
  std::string code_a, code_b;  ///< a valid credit code of any row of either enterprise
  std::string told_a, told_b;  ///< what the rows say of who they are
  bool kept_apart = false;     ///< a person said no to a pair across the two enterprises
  std::int64_t probability = 0;
};
Result<MatchStanding> match_standing(store::Connection& c, const std::string& row_a, const std::string& row_b);
/// An answer that decides: yes or no to anything but 一企多照, with what its rows said of who they are.
struct DecidingAnswer {
  std::string row_a, row_b, answer, told_a, told_b;
};
Result<std::vector<DecidingAnswer>> deciding_answers(store::Connection& c);
/// The moves of an answer (JSON); conflict "match.open" where there is none. Its rows may be gone.
Result<std::string> moves_of_answer(store::Connection& c, const std::string& row_a, const std::string& row_b);
/// Rows of an enterprise that go with one of them when it is taken out: those bound to it by a valid code or a person's yes.
Result<std::vector<std::string>> bound_rows(store::Connection& c, const std::string& enterprise_id, const std::string& row_id);
/// Whether moving these rows back (JSON: [row, from, to]) would put two valid codes into one enterprise, or one into two.
Result<bool> two_codes_after(store::Connection& c, const boost::json::array& moves);
/// The bars of a waterfall out of what a table keeps.
std::vector<WeightPartView> part_views(const std::string& text);
/// Name and code of a row, for finding it again in a later month.
std::string told_of(const RegisterRow& row);
/// Rows that belong, or belonged, to an enterprise.
Result<std::vector<std::string>> rows_of_enterprise(store::Connection& c, const std::string& enterprise_id);
Result<std::int64_t> next_enterprise_number(store::Connection& c);

}  // namespace luodi::registers

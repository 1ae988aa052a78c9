// 培育台账, pure: the diagram of a dossier, what its steps add up to, what has to be filed, and the checks before each state.
//
//   lead 线索 ▸ survey 摸排 ▸ cultivation 培育 ▸ reached 达标 ▸ complete 材料齐 ▸ county_review 县审 ▸ city_review 市审 ▸
//   province_review 省审 ▸ national_review 国家审 ▸ in_library 在库 ▸ left 退库
//
// advance: one state on. return 退回: to any earlier state before the library, with the reason; from left: back to lead or
// cultivation. exit 退库: from the library, in any month, with a reason of the list; 规上转规下 only while an annual window is
// open. shelve and resume: work rests, with the reason. Everything else (papers, figures, facts, the unit) leaves the state as it
// is.
//
// A dossier is its steps: taking one back is leaving it out. Nothing here writes what an enterprise reports: figures are copies
// of its papers, with who copied them (statistics law).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cultivation/verdict.h"
#include "luodi/values/dossiers.h"
#include "luodi/values/error.h"

namespace luodi::cultivation {

struct DossierStateName {
  std::string state, name, name_en;
};
/// In the order of the diagram (presets/dossier_states.csv).
const std::vector<DossierStateName>& dossier_states();
struct ExitReason {
  std::string reason, name, name_en;
  bool annual_only = false;
  std::string source;
};
const std::vector<ExitReason>& exit_reasons();

/// One step as its entry's payload; nothing given changes nothing. act: open | advance | return | exit | shelve | resume | assign
/// | material | statement | fact | undo.
struct DossierStep {
  std::string act;
  std::optional<std::string> to, reason, month, exit_reason, unit_id, expected;
  std::optional<std::string> name, credit_code, town, class_id, industry_code, kind;  ///< of open: the unit as it was then
  std::optional<MaterialView> material;
  std::optional<StatementView> statement;
  std::optional<FactView> fact;
  std::optional<std::vector<std::string>> overridden;
  std::optional<std::int64_t> undone_seq;
};
BOOST_DESCRIBE_STRUCT(DossierStep, (),
                      (act, to, reason, month, exit_reason, unit_id, expected, name, credit_code, town, class_id, industry_code,
                       kind, material, statement, fact, overridden, undone_seq))

/// A stay in the library; months, left "" while it lasts.
struct Membership {
  std::string entered, left, exit_reason;
};
BOOST_DESCRIBE_STRUCT(Membership, (), (entered, left, exit_reason))

/// What the steps of a dossier add up to.
struct Dossier {
  std::string state, since, unit_id, shelved, expected;
  std::string name, credit_code, town, class_id, industry_code, kind;
  std::vector<Membership> memberships;            ///< in the library, the latest last
  std::map<std::string, MaterialView> materials;  ///< those that somebody noted
  std::vector<StatementView> statements;          ///< the latest of each kind and month
  std::map<std::string, std::string> facts;
  std::vector<std::string> overridden;  ///< checks that a person let pass since it last went back
};
struct KeptStep {
  std::string at, by;
  DossierStep step;
};
Dossier fold(const std::vector<KeptStep>& steps);

/// Whether an act may be done in the dossier's state: conflict "dossier.not_from" where the diagram has no such arrow, usage
/// where the target or a reason is missing.
Result<void> may_step(const Dossier& dossier, const DossierStep& step);
/// Acts that the diagram has from this state, for screens.
std::vector<std::string> acts_of(const Dossier& dossier);
/// The state behind this one; "" at the end.
std::string next_state(std::string_view state);
/// From the county's review on.
bool is_reviewed(std::string_view state);

/// What dossiers' facts say of a unit, over what stands in the evidence.
void put_facts(Evidence& evidence, const std::map<std::string, std::string>& facts);
/// The evidence that the dossier itself holds on a day, over what registers say of the unit. Statements of earlier years are
/// none; in January those of the year before still are.
Evidence evidence_of(const Dossier& dossier, const EnterpriseView& enterprise, const Date& day);
/// Papers of the unit's class, each with what was noted of it; `needed` where this unit needs it.
std::vector<MaterialView> materials_of(const Dossier& dossier, const EnterpriseView& enterprise, const Verdict& verdict,
                                       const Date& day, const Settings& settings);
/// True for a paper of the list, for a class that it is of; "" any.
bool is_material(const std::string& material_id, const std::string& class_id);
/// The list as it is asked for, with what the county does not ask for.
std::vector<PaperRuleView> paper_rules(const Settings& settings);
/// Its name in English; "" of a paper that the list has no more.
std::string material_name_en(const std::string& material_id);
/// VAT sales since January as a department reports them of the unit, fen, and the source's name.
struct TaxFigure {
  std::int64_t amount = 0;
  std::string source;
};
/// The VAT return that the checks are about; null where none was copied.
const StatementView* vat_return_of(const Dossier& dossier, const Date& day);
/// Every check, in the order of the states that need it. `windows`: those it may file in (windows_to_file_in). `tax`: of the
/// months of vat_return_of; without it the copied return is held against the unit's own statement alone.
std::vector<CheckView> checks_of(const Dossier& dossier, const EnterpriseView& enterprise, const Verdict& verdict,
                                 const std::vector<WindowView>& windows, const Date& day, const Settings& settings,
                                 const std::optional<TaxFigure>& tax = std::nullopt);
/// Checks that a state needs, that do not hold and that nobody let pass; the reviews behind the county's need none of ours.
std::vector<CheckView> failing(const std::vector<CheckView>& checks, const Dossier& dossier, std::string_view state);

/// Facts that may be noted and what they may be; usage where not.
Result<void> check_fact(const FactView& fact, const Date& today);

/// An amount in fen as 万元 with two places: "2090.50".
std::string wan_text(std::int64_t fen);

}  // namespace luodi::cultivation

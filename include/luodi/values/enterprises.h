// 名录: registers of the departments, the enterprises they add up to, and the pairs that a person looks at.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

namespace luodi {

/// 登记册. `waiting`: its rows that came or changed since the last run.
struct RegisterView {
  std::string register_id, name, kind, as_of, file_name, at;
  std::int64_t rank = 0, rows = 0, waiting = 0;
};
BOOST_DESCRIBE_STRUCT(RegisterView, (), (register_id, name, kind, as_of, file_name, at, rank, rows, waiting))

/// One register as it stands after the last run, with estimates of the links' precision and recall, without labels. `kept`: rows
/// that a run of changes left alone, counted among `linked`, `by_code` and `founders` as they came there; recall is then that of
/// the last run over all rows, none where nothing was linked or an older program kept none.
struct LinkReportView {
  std::string register_id, register_name, calibration;
  std::int64_t rows = 0, linked = 0, by_code = 0, founders = 0, review = 0, pairs = 0, kept = 0;
  double expected_precision = 1;
  std::optional<double> expected_recall;
};
BOOST_DESCRIBE_STRUCT(LinkReportView, (),
                      (register_id, register_name, calibration, rows, linked, by_code, founders, review, pairs, kept,
                       expected_precision, expected_recall))
struct LinkRunView {
  std::string at, by;
  bool changes = false;  ///< only what changed, with held estimates
  std::int64_t enterprises = 0;
  double seconds = 0;
  std::vector<LinkReportView> reports;
};
BOOST_DESCRIBE_STRUCT(LinkRunView, (), (at, by, changes, enterprises, seconds, reports))
struct RegisterKindView {
  std::string kind, name;
};
BOOST_DESCRIBE_STRUCT(RegisterKindView, (), (kind, name))
/// `running`: a run is under way, `done` of 1000.
struct RegistersAnswer {
  std::vector<RegisterView> registers;
  std::vector<RegisterKindView> kinds;
  std::optional<LinkRunView> last_run;
  std::int64_t waiting = 0;
  bool running = false;
  std::int64_t done = 0;
  std::string stage;
};
BOOST_DESCRIBE_STRUCT(RegistersAnswer, (), (registers, kinds, last_run, waiting, running, done, stage))

/// 企业 in a list; `industry` is the name of its code (GB/T 4754-2017), "" for a code the standard does not have. kind:
/// enterprise | self_employed | cooperative | branch | other; state: active | stopped | closed | "".
struct EnterpriseView {
  std::string enterprise_id, name, credit_code, kind, status, state, industry_code, industry, founded, town, address;
  std::vector<std::string> registers, chains, conflicts, twice;
  std::int64_t rows = 0;
  std::string head_id{};                   ///< of a branch: its head office, where a register of the county has it
  std::vector<std::string> other_names{};  ///< what other registers call it, and its former names (曾用名)
};
BOOST_DESCRIBE_STRUCT(EnterpriseView, (),
                      (enterprise_id, name, credit_code, kind, status, state, industry_code, industry, founded, town, address,
                       registers, chains, conflicts, twice, rows, head_id, other_names))
struct CountView {
  std::string value;
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(CountView, (), (value, count))
/// A page of the list; counts are of everything that the filter lets through.
struct EnterprisesAnswer {
  std::int64_t total = 0;
  std::vector<EnterpriseView> enterprises;
  std::vector<CountView> by_town, by_kind, by_state, by_chain;
};
BOOST_DESCRIBE_STRUCT(EnterprisesAnswer, (), (total, enterprises, by_town, by_kind, by_state, by_chain))

/// One bar of the waterfall: bits for (above 0) or against; `frequency` is what the value's rarity, or that the two
/// values mean the same in these registers, adds.
struct WeightPartView {
  std::string comparison, level;
  double weight = 0, frequency = 0;
};
BOOST_DESCRIBE_STRUCT(WeightPartView, (), (comparison, level, weight, frequency))

/// A value of one row.
struct FieldSourceView {
  std::string row_id, register_id, register_name, as_of, value;
  bool chosen = false;
};
BOOST_DESCRIBE_STRUCT(FieldSourceView, (), (row_id, register_id, register_name, as_of, value, chosen))
/// 字段 with what every register says of it, the value that is shown and the rule that chose it.
struct FieldView {
  std::string field, label, value, rule;
  bool conflict = false, pinned = false;
  std::vector<FieldSourceView> sources;
};
BOOST_DESCRIBE_STRUCT(FieldView, (), (field, label, value, rule, conflict, pinned, sources))
/// A row of a register as it belongs to the enterprise. basis: founder | code | linked | decided | held.
struct MemberView {
  std::string row_id, register_id, register_name, as_of, basis, name;
  double weight = 0, probability = 0;
  std::vector<WeightPartView> parts;
  bool twice = false;  ///< its register has another row of this enterprise
};
BOOST_DESCRIBE_STRUCT(MemberView, (), (row_id, register_id, register_name, as_of, basis, name, weight, probability, parts, twice))
/// A field of a row that one import after another said differently.
struct FieldChangeView {
  std::string field, before, after;
};
BOOST_DESCRIBE_STRUCT(FieldChangeView, (), (field, before, after))
/// 沿革: what a person or an import did with it, newest first. what: row.came | row.changed (of a register, with its changes) |
/// match.decided (an answer, with its reason) | enterprise.pinned (a field's value; empty: given back to the rule).
struct EnterpriseEventView {
  std::string at, by, what, register_name, field, value, reason;
  std::vector<FieldChangeView> changes;
};
BOOST_DESCRIBE_STRUCT(EnterpriseEventView, (), (at, by, what, register_name, field, value, reason, changes))
/// Another enterprise that has to do with it. relation: head | branch | licences | duplicate | review.
struct RelatedView {
  std::string enterprise_id, name, credit_code, relation;
};
BOOST_DESCRIBE_STRUCT(RelatedView, (), (enterprise_id, name, credit_code, relation))
/// 企业页.
struct EnterprisePageView {
  EnterpriseView enterprise;
  std::vector<FieldView> fields;
  std::vector<MemberView> members;
  std::vector<RelatedView> related;
  std::vector<EnterpriseEventView> events;
  std::vector<std::string> code_repairs;  ///< valid codes one slip from a wrong one
};
BOOST_DESCRIBE_STRUCT(EnterprisePageView, (), (enterprise, fields, members, related, events, code_repairs))

/// One side of a pair: the row, and the enterprise it belongs to now. In the order of MatchesAnswer::fields: what the row says,
/// and what other rows of its enterprise say otherwise; a pair is judged by both.
struct MatchSideView {
  std::string row_id, enterprise_id, register_name, as_of;
  std::vector<std::string> values, others;
};
BOOST_DESCRIBE_STRUCT(MatchSideView, (), (row_id, enterprise_id, register_name, as_of, values, others))
/// 待核对. kind: review | link | duplicate | licences. answer: "" | yes | no | later.
struct MatchView {
  std::string kind, answer;
  MatchSideView a, b;
  double weight = 0, probability = 0;
  std::vector<WeightPartView> parts;
  std::optional<std::string> answered_by, answered_at;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(MatchView, (), (kind, answer, a, b, weight, probability, parts, answered_by, answered_at, reason))
/// The effect of answers. `expected` is the share of right links as the model sees them, `with_answers` after what people said;
/// `answered`, `said_yes` and `foreseen`: pairs answered, those that were one, and how many the estimate had foreseen.
struct ReviewEffectView {
  std::int64_t links = 0, answered = 0, said_yes = 0;
  double expected = 1, with_answers = 1, foreseen = 0;
};
BOOST_DESCRIBE_STRUCT(ReviewEffectView, (), (links, answered, said_yes, expected, with_answers, foreseen))
/// The next pairs, the most useful first.
struct MatchesAnswer {
  std::vector<std::string> fields, labels;
  std::vector<MatchView> matches;
  std::vector<CountView> open;  ///< by kind
  std::int64_t later = 0;
  ReviewEffectView effect;
};
BOOST_DESCRIBE_STRUCT(MatchesAnswer, (), (fields, labels, matches, open, later, effect))

}  // namespace luodi

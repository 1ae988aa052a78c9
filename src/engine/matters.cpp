// Matters that come by another way than a meeting: a leader's note 批示, a document that asks for something. Each becomes a paper
// of its own words, with what was handed in as its file, so that its commitments lead back to them as any others do.
#include "describe/json.h"
#include "engine/house.h"
#include "engine/proposal.h"
#include "engine/supervision.h"
#include "engine/task_table.h"
#include "ledger/digest.h"
#include "paper/unicode.h"
#include "supervision/presets.h"

namespace luodi::engine {
namespace {

using store::Connection;
using supervision::MatterKind;

constexpr std::size_t kMostTexts = 20, kMostText = 4000, kMostFrom = 300;
constexpr std::string_view kDirectivesOf = "SELECT directive_id FROM directive WHERE paper_id = ?1 ORDER BY no";

/// A line without a mark at its end, as requirements that are read.
std::string without_stop(std::string text) {
  for (const std::string_view mark : {"。", "；", ";"})
    if (text.size() > mark.size() && text.ends_with(mark)) text.resize(text.size() - mark.size());
  return text;
}

const MatterKind* kind_named(const std::string& kind) {
  for (const MatterKind& k : supervision::matter_kinds())
    if (k.kind == kind) return &k;
  return nullptr;
}

Result<void> check(const MatterRequest& r, const Date& received, const Date& today) {
  if (kind_named(r.kind) == nullptr) return fail(ErrorCode::usage, "kind", "matter.kind", "there is no such kind of matter");
  if (r.texts.empty() || r.texts.size() > kMostTexts)
    return fail(ErrorCode::usage, "texts", "matter.texts", "write 1 to 20 requirements, a line each");
  for (const std::string& text : r.texts) {
    if (is_blank(text)) return fail(ErrorCode::usage, "texts", "text.needed", "a requirement needs words");
    if (text.size() > kMostText) return fail(ErrorCode::usage, "texts", "text.long", "at most 4000 bytes each");
  }
  if (r.from && r.from->size() > kMostFrom) return fail(ErrorCode::usage, "from", "text.long", "at most 300 bytes");
  if (received.days() > today.days())
    return fail(ErrorCode::usage, "received_on", "as_of.future", "it cannot have come on a day to come");
  if (auto ok = check_reach(received.iso(), today); !ok) return ok;
  if (r.due_date.value_or("").empty()) return {};
  if (auto ok = check_reach(*r.due_date, today); !ok) return ok;
  if (*r.due_date < received.iso())
    return fail(ErrorCode::usage, "due_date", "due.past", "the due date lies before the day it came");
  return {};
}

/// The due date that was asked for, else the one that the kind's limit gives from the day it came.
Result<void> give_due(Connection& c, const MatterRequest& r, const MatterKind& kind, const Date& received, Task& t) {
  if (!r.due_date.value_or("").empty()) {
    t.due_date = *r.due_date, t.due_reason = "登记时确定";
  } else {
    auto limits = supervision::limits_known(c, "9999");
    if (!limits) return tl::unexpected(limits.error());
    const auto end = supervision::end_of_limit(*limits, kind.limit_id, received);
    if (!end) return fail(ErrorCode::usage, "due_date", "assign.no_limit", "no limit gives a due date; name one");
    t.due_date = end->day.iso(), t.due_reason = end->reason + "，自收到之日" + received.iso() + "起算";
  }
  t.due_kind = "date";
  return {};
}

Result<std::vector<Task>> tasks_for(Connection& c, const MatterRequest& r, const MatterKind& kind, const Date& received) {
  Task like;
  like.group = one_line(r.from.value_or(""));
  if (!r.unit_id.value_or("").empty()) {
    auto name = unit_name(c, *r.unit_id);
    if (!name) return tl::unexpected(name.error());
    like.lead_unit = *name, like.lead_unit_id = *r.unit_id;
  }
  if (auto ok = give_due(c, r, kind, received, like); !ok) return tl::unexpected(ok.error());
  std::vector<Task> out;
  for (const std::string& text : r.texts) {
    out.push_back(like);
    out.back().text = without_stop(one_line(text));
  }
  return out;
}

/// What was handed in, the words themselves where nothing was.
Result<std::string> file_of(Connection& c, const MatterRequest& r, ledger::PaperRecord& record) {
  if (r.file_hash.value_or("").empty()) return record.text;
  auto named = kept_files(c, {{*r.file_hash, r.file_name.value_or("")}});
  if (!named) return tl::unexpected(named.error());
  record.file_name = named->front().file_name;
  return ledger::Ledger::get_blob(c, *r.file_hash);
}

Result<ledger::Imported> paper_of(House& house, Connection& c, const Caller& caller, const MatterRequest& r,
                                  const MatterKind& kind, const Date& received, std::vector<Task>& tasks) {
  const std::string year = received.iso().substr(0, 4);
  const std::string title = kind.name + "（" + received.iso() + "）";
  ledger::PaperRecord record = record_of_tasks(title, "txt", tasks, title + ".txt");
  record.reading.published = received.iso();
  Meeting meeting;
  meeting.meeting_kind = kind.name, meeting.ordinal = year + "年";
  record.reading.meeting = std::move(meeting);
  auto file = file_of(c, r, record);
  if (!file) return tl::unexpected(file.error());
  return ledger::import_paper(house.ledger, c, *file, record, caller.account.account_id, caller.source,
                              "m" + ledger::sha256("matters|" + kind.kind + "|" + year).substr(0, 12), true);
}

/// The unit that the duty table gives, where nobody named one.
Result<void> propose_lead(Connection& c, const std::string& directive_id, Task& t) {
  if (t.lead_unit) return {};
  auto duties = access::list_duties(c);
  if (!duties) return tl::unexpected(duties.error());
  auto d = ledger::get_directive(c, directive_id);
  if (!d) return tl::unexpected(d.error());
  auto about = ledger::get_item(c, d->item_id);
  if (!about) return tl::unexpected(about.error());
  propose_unit(*d, about->item, *duties);
  t.lead_unit = d->proposed_unit;
  return {};
}

Result<void> confirm_all(House& house, Connection& c, const Caller& caller, const std::string& paper_id, std::vector<Task>& tasks,
                         ConfirmedAnswer& answer) {
  auto directives = c.query(kDirectivesOf, {paper_id});
  if (!directives) return tl::unexpected(directives.error());
  for (std::size_t i = 0; i < directives->size() && i < tasks.size(); ++i) {
    const std::string id = (*directives)[i].text("directive_id");
    if (auto ok = propose_lead(c, id, tasks[i]); !ok) return ok;
    auto number = supervision::next_number(c, std::to_string(house.clock.today().year), 0);
    if (!number) return tl::unexpected(number.error());
    if (auto made = confirm_task(house, c, caller, id, {{&tasks[i], *number, {}}}, false); !made)
      return tl::unexpected(made.error());
    auto k = supervision::get_commitment(c, *number);
    if (!k) return tl::unexpected(k.error());
    answer.commitments.push_back(std::move(*k));
  }
  return {};
}

}  // namespace

Result<ConfirmedAnswer> register_matter(House& house, const Caller& caller, const MatterRequest& r) {
  const Date today = house.clock.today();
  const auto received = r.received_on.value_or("").empty() ? std::optional(today) : Date::parse(*r.received_on);
  if (!received) return fail(ErrorCode::usage, "received_on", "date.bad", "a date is written 2026-03-31");
  if (auto ok = check(r, *received, today); !ok) return tl::unexpected(ok.error());
  const MatterKind& kind = *kind_named(r.kind);
  ConfirmedAnswer answer;
  auto done = house.store->write([&](Connection& c) -> Result<void> {
    auto tasks = tasks_for(c, r, kind, *received);
    if (!tasks) return tl::unexpected(tasks.error());
    auto paper = paper_of(house, c, caller, r, kind, *received, *tasks);
    if (!paper) return tl::unexpected(paper.error());
    if (!paper->fresh)
      return fail(ErrorCode::conflict, paper->paper_id, "matter.known", "the same matter of this day is registered already");
    return confirm_all(house, c, caller, paper->paper_id, *tasks, answer);
  });
  if (!done) return tl::unexpected(done.error());
  return answer;
}

}  // namespace luodi::engine

// See task_table.h.
#include "engine/task_table.h"

#include <algorithm>
#include <map>
#include <set>

#include "describe/json.h"
#include "engine/supervision.h"
#include "engine/unit_names.h"
#include "paper/unicode.h"
#include "reading/deadline.h"
#include "reading/topic.h"
#include "sheets/values.h"

namespace luodi::engine {
namespace {

using store::Connection;

constexpr std::size_t kLongestText = 4000;
constexpr std::string_view kStanding =
    "SELECT k.text FROM commitment k JOIN commitment_version v ON v.commitment_id = k.commitment_id AND v.to_at = '99999' WHERE "
    "k.commitment_id = ?1 AND v.state <> 'withdrawn'";

bool is_standing(const std::string& text) {
  static const std::vector<std::string> words{"长期", "持续", "常态", "全年", "每年", "每月", "每季", "随时", "年度"};
  return std::any_of(words.begin(), words.end(), [&](const std::string& w) { return text.find(w) != std::string::npos; });
}

/// A day as a cell gives it, as a paper would word it, or none: the words are kept either way.
void read_due(TableDraft& d, Task& t, std::size_t f, const std::string& meeting_date) {
  const DraftRow& row = d.rows[t.index];
  if (f >= row.values.size() || sheets::bare(row.values[f]).empty()) return;
  t.deadline = row.values[f];
  t.due_kind = "open";
  const paper::TableCell& own = d.cell(row, f);
  if (auto day =
          sheets::date_in(own.kind == paper::CellKind::empty ? paper::TableCell{paper::CellKind::text, row.values[f], 0} : own)) {
    t.due_date = *day;
  } else {
    const std::u32string words = paper::to_utf32(sheets::bare(row.values[f]));
    auto found = reading::find_deadline(words, meeting_date);
    if (!found || !found->due_date) found = reading::find_deadline(words + U"前", meeting_date);
    if (found && found->due_date) t.due_date = *found->due_date;
  }
  if (t.due_date)
    t.due_kind = "date";
  else if (!is_standing(t.deadline))
    d.note(t.index, f, "table.date_unread", false);
}

/// The state of a task that is over, as lists write it. Refused look-alikes: 未完成, 基本完成, 部分办结, 按期完成中.
std::string ended_in(const std::string& state) {
  static const std::set<std::string> words{"办结",   "已办结", "完成",   "已完成", "销号", "已销号", "办结销号", "归档",
                                           "已归档", "并入",   "已并入", "已合并", "撤销", "已撤销", "已终止",   "已取消"};
  std::string word = sheets::bare(state);
  return words.count(word) != 0 ? word : "";
}

struct Fields {
  std::size_t text, measure, group, lead, helping, leader, officer, due, number, parent, state, progress, report;
  explicit Fields(const TableDraft& d)
      : text(d.field("text")),
        measure(d.field("measure")),
        group(d.field("group")),
        lead(d.field("lead_unit")),
        helping(d.field("helping_units")),
        leader(d.field("leader")),
        officer(d.field("officer")),
        due(d.field("due_date")),
        number(d.field("number")),
        parent(d.field("parent")),
        state(d.field("state")),
        progress(d.field("progress")),
        report(d.field("report")) {}
};

/// Lead and helping units. Where only 责任单位 stands, its first is the lead and the others help.
void read_units(TableDraft& d, Task& t, const Fields& f, const UnitNames& names) {
  const auto& values = d.rows[t.index].values;
  const bool has_lead = d.mapping[f.lead].has_value();
  std::vector<std::string> lead = sheets::names_in(values[f.lead]), helping = sheets::names_in(values[f.helping]);
  if (!has_lead && !helping.empty()) {
    lead = {helping.front()};
    helping.erase(helping.begin());
  }
  if (lead.size() > 1) helping.insert(helping.begin(), lead.begin() + 1, lead.end());
  const std::size_t lead_field = has_lead ? f.lead : f.helping;
  if (!lead.empty()) {
    t.lead_unit = lead.front();
    if (const auto it = names.find(sheets::bare(lead.front())); it != names.end()) {
      t.lead_unit = it->second.second;
      t.lead_unit_id = it->second.first;
    } else {
      d.note(t.index, lead_field, "table.unit_unknown", false);
    }
  }
  std::set<std::string> seen;
  for (const std::string& name : helping) {
    const auto it = names.find(sheets::bare(name));
    const std::string shown = it == names.end() ? name : it->second.second;
    if (shown == t.lead_unit.value_or("") || !seen.insert(shown).second) continue;
    t.helping_units.push_back(shown);
    if (it != names.end()) t.helping_unit_ids.push_back(it->second.first);
  }
}

/// The leader responsible, and the person of the unit where a table names both: one field, erasable as a whole.
std::string people_of(const std::string& leader, const std::string& officer) {
  if (leader.empty() || officer.empty() || leader == officer) return leader.empty() ? officer : leader;
  return leader + "（责任人：" + officer + "）";
}

/// Which task each is a part of, by the numbers of the table. A number that no task of the table has is warned of: then the task
/// stands by itself, as one whose whole is over or stands in the ledger already does, and all of a meeting's table: there the
/// whole is a sentence of the meeting that somebody may have dealt with.
void find_wholes(TableDraft& d, const Fields& f, std::vector<Task>& tasks, bool in_meeting) {
  std::map<std::string, std::size_t> by_number;
  for (std::size_t i = 0; i < tasks.size(); ++i)
    if (!tasks[i].number.empty()) by_number.emplace(tasks[i].number, i);
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    const std::string parent = sheets::bare(d.rows[tasks[i].index].values[f.parent]);
    if (parent.empty() || tasks[i].known_as) continue;
    const auto at = by_number.find(parent);
    // Up the chain: nothing is a part of itself.
    bool fits = !in_meeting && at != by_number.end() && !tasks[at->second].known_as && tasks[at->second].ended.empty();
    for (std::optional<std::size_t> up = fits ? std::optional(at->second) : std::nullopt; up && fits; up = tasks[*up].whole)
      fits = *up != i;
    if (fits)
      tasks[i].whole = at->second;
    else
      d.note(tasks[i].index, f.parent, "table.no_whole", false);
  }
}

/// What the table says of a task beside its words, in brackets; "" for nothing.
std::string told_of(const Task& t) {
  std::string told, helping;
  const auto tell = [&](const char* what, const std::string& s) {
    if (!s.empty()) told += (told.empty() ? "" : "；") + std::string(what) + "：" + one_line(s);
  };
  tell("牵头单位", t.lead_unit.value_or(""));
  for (const std::string& h : t.helping_units) helping += (helping.empty() ? "" : "、") + h;
  tell("配合单位", helping);
  tell("完成时限", t.deadline.empty() && t.due_reason ? t.due_date.value_or("") : t.deadline);
  // What another list says of its progress is kept and read with the sentence; it is no report of the unit.
  tell("表中进度", t.progress);
  tell("表中进展", t.report);
  return told.empty() ? "" : "（" + told + "）";
}

/// The paper's text while it is written, line by line.
struct TasksPaper {
  std::u32string text;
  std::vector<Coverage>& coverage;

  void line(const std::string& before, Task& t) {
    text += paper::to_utf32(before);
    t.span[0] = text.size();
    text += paper::to_utf32(t.text);
    t.span[1] = text.size();
    coverage.push_back({t.span, "directive"});
    text += paper::to_utf32(told_of(t)) + U"\n";
  }
  void below(std::size_t whole, const std::string& number, std::vector<Task>& tasks,
             const std::vector<std::vector<std::size_t>>& parts) {
    std::size_t no = 0;
    for (const std::size_t part : parts[whole]) {
      const std::string own = number + "." + std::to_string(++no);
      line(own + " ", tasks[part]);
      below(part, own, tasks, parts);
    }
  }
};

}  // namespace

bool has_directive(const Task& t) {
  return !t.known_as && !t.whole;
}

std::vector<std::vector<std::size_t>> parts_of(const std::vector<Task>& tasks) {
  std::vector<std::vector<std::size_t>> out(tasks.size());
  for (std::size_t i = 0; i < tasks.size(); ++i)
    if (const auto whole = tasks[i].whole) out[*whole].push_back(i);
  return out;
}

std::string one_line(const std::string& text) {
  std::string out;
  for (const char c : text)
    if (c != '\r') out += c == '\n' ? ' ' : c;
  const std::size_t from = out.find_first_not_of(' '), to = out.find_last_not_of(' ');
  return from == std::string::npos ? "" : out.substr(from, to - from + 1);
}

Result<std::vector<Task>> tasks_of(Connection& c, TableDraft& d, const std::string& meeting_date, bool in_meeting,
                                   const Date& today) {
  auto names = units_by_name(c);
  if (!names) return tl::unexpected(names.error());
  const Fields f(d);
  // "6月底前" in a table of 2026 is June 2026, whenever it is imported.
  const auto year = sheets::read_heading(0, d.layout.title, "").year;
  const std::string from = year && !in_meeting ? std::to_string(*year) + "-01-01" : meeting_date;
  std::vector<Task> out;
  for (std::size_t i = 0; i < d.rows.size(); ++i) {
    if (d.bad[i] != 0) continue;
    const auto& values = d.rows[i].values;
    Task t;
    t.index = i;
    t.text = one_line(values[f.text]);
    if (const std::string measure = one_line(values[f.measure]); !measure.empty() && measure != t.text) t.text += "：" + measure;
    if (t.text.size() > kLongestText) {
      d.note(i, f.text, "text.long", true);
      continue;
    }
    t.group = one_line(values[f.group]);
    if (t.group.empty()) t.group = one_line(d.rows[i].section);
    if (const std::string who = people_of(one_line(values[f.leader]), one_line(values[f.officer])); !who.empty()) t.leader = who;
    t.progress = one_line(values[f.progress]);
    t.report = one_line(values[f.report]);
    read_units(d, t, f, *names);
    read_due(d, t, f.due, from);
    t.number = sheets::bare(values[f.number]);
    // The number of an export: the task is there already.
    if (t.number.find('-') == 4) {
      auto known = c.query(kStanding, {t.number});
      if (!known) return tl::unexpected(known.error());
      // Another office numbers alike: only the same words are the same task.
      if (!known->empty() && sheets::bare(known->front().text("text")) == sheets::bare(t.text)) t.known_as = t.number;
    }
    if (!t.known_as) t.ended = ended_in(values[f.state]);
    if (!t.ended.empty()) d.note(i, f.state, "table.task_ended", false);
    if (!t.known_as && t.ended.empty() && t.due_date && *t.due_date < today.iso()) d.note(i, f.due, "table.due_over", false);
    out.push_back(std::move(t));
  }
  if (d.mapping[f.parent]) find_wholes(d, f, out, in_meeting);
  return out;
}

ledger::PaperRecord record_of_tasks(const std::string& title, const std::string& format, std::vector<Task>& tasks,
                                    const std::string& file_name) {
  ledger::PaperRecord record;
  record.file_name = file_name;
  record.encoding = format;
  record.proof = "proved";
  Reading& reading = record.reading;
  reading.title = title;
  reading.meeting = Meeting{};
  reading.meeting->meeting_kind = "任务分解表";
  reading.meeting->ordinal = title;
  TasksPaper paper{paper::to_utf32(title) + U"\n", reading.coverage};
  reading.coverage.push_back({{0, paper.text.size() - 1}, "frame"});
  const auto parts = parts_of(tasks);
  std::size_t no = 0;
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    Task& t = tasks[i];
    if (!has_directive(t)) continue;
    const std::string subject = t.group.empty() ? title : t.group;
    if (reading.items.empty() || reading.items.back().subject != subject) {
      Item item;
      item.kind = "other";
      item.subject = subject;
      item.subject_span = {0, paper::to_utf32(title).size()};
      if (!t.group.empty()) {
        item.subject_span[0] = paper.text.size();
        paper.text += paper::to_utf32(subject);
        item.subject_span[1] = paper.text.size();
        reading.coverage.push_back({item.subject_span, "item"});
        paper.text += U"\n";
      }
      reading.items.push_back(std::move(item));
    }
    const std::string number = std::to_string(++no);
    paper.line(number + "．", t);
    paper.below(i, number, tasks, parts);
    Directive v;
    v.text = t.text;
    v.span = t.span;
    v.unit = t.lead_unit;
    if (!t.deadline.empty()) v.deadline = t.deadline;
    v.due_date = t.due_date;
    v.due_kind = t.due_kind;
    v.topic = reading::topic_of(paper::to_utf32(t.text), paper::to_utf32(subject));
    reading.items.back().directives.push_back(std::move(v));
  }
  record.text = paper::to_utf8(paper.text);
  record.original = record.text;
  return record;
}

namespace {

/// A whole has its directive's words and place: a twin stands where the meeting's paper has it.
supervision::CommitmentText commitment_of(const NumberedTask& made, const DirectiveView& d, const AssignLimit& limit) {
  const Task& t = *made.task;
  const bool part = made.parent_id.has_value();
  supervision::CommitmentText k{
      made.commitment_id, part ? t.text : d.text, part ? t.span : d.span, t.lead_unit, t.due_date, t.due_kind, {},
      made.parent_id};
  if (!t.deadline.empty()) k.deadline = t.deadline;
  k.due_reason = t.due_reason;
  k.assign_by = limit.day, k.assign_reason = limit.reason;
  return k;
}

/// False where the table says too little for it. 长期, or words that name no day: no limit stands in for them, the desk decides.
Result<bool> assign_task(House& house, Connection& c, const Caller& caller, const NumberedTask& made) {
  const Task& t = *made.task;
  if (!t.lead_unit_id || (!t.deadline.empty() && !t.due_date)) return false;
  AssignRequest a;
  a.commitment_ids = {made.commitment_id};
  a.lead_unit_id = *t.lead_unit_id;
  a.helping_unit_ids = t.helping_unit_ids;
  std::erase(*a.helping_unit_ids, a.lead_unit_id);
  a.leader = t.leader;
  if (auto ok = assign_in(house, c, caller, a); !ok) return tl::unexpected(ok.error());
  return true;
}

}  // namespace

Result<std::int64_t> confirm_task(House& house, Connection& c, const Caller& caller, const std::string& directive_id,
                                  const std::vector<NumberedTask>& made, bool assign) {
  auto view = ledger::get_directive(c, directive_id);
  if (!view) return tl::unexpected(view.error());
  auto limit = assign_limit(c, std::nullopt, house.clock.today());
  if (!limit) return tl::unexpected(limit.error());
  std::vector<supervision::CommitmentText> list;
  std::set<std::string> wholes;
  for (const NumberedTask& m : made) {
    list.push_back(commitment_of(m, *view, *limit));
    if (m.parent_id) wholes.insert(*m.parent_id);
  }
  if (auto ok = append(house, c, caller, "directive.confirmed", directive_id, {{"commitments", describe::to_json(list)}}); !ok)
    return tl::unexpected(ok.error());
  std::int64_t assigned = 0;
  for (const NumberedTask& m : made) {
    if (!assign || wholes.count(m.commitment_id) != 0) continue;
    auto one = assign_task(house, c, caller, m);
    if (!one) return tl::unexpected(one.error());
    assigned += *one ? 1 : 0;
  }
  return assigned;
}

}  // namespace luodi::engine

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
  std::size_t text, measure, group, lead, helping, leader, officer, due, number, state, progress, report;
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

}  // namespace

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
    // The number of an export: the task is there already.
    if (const std::string number = sheets::bare(values[f.number]); number.find('-') == 4) {
      auto known = c.query(kStanding, {number});
      if (!known) return tl::unexpected(known.error());
      // Another office numbers alike: only the same words are the same task.
      if (!known->empty() && sheets::bare(known->front().text("text")) == sheets::bare(t.text)) t.known_as = number;
    }
    if (!t.known_as) t.ended = ended_in(values[f.state]);
    if (!t.ended.empty()) d.note(i, f.state, "table.task_ended", false);
    if (!t.known_as && t.ended.empty() && t.due_date && *t.due_date < today.iso()) d.note(i, f.due, "table.due_over", false);
    out.push_back(std::move(t));
  }
  return out;
}

ledger::PaperRecord record_of_tasks(const std::string& title, const std::string& format, const std::vector<Task>& tasks,
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
  std::u32string text = paper::to_utf32(title) + U"\n";
  reading.coverage.push_back({{0, text.size() - 1}, "frame"});
  std::size_t no = 0;
  for (const Task& t : tasks) {
    if (t.known_as) continue;
    const std::string subject = t.group.empty() ? title : t.group;
    if (reading.items.empty() || reading.items.back().subject != subject) {
      Item item;
      item.kind = "other";
      item.subject = subject;
      item.subject_span = {0, paper::to_utf32(title).size()};
      if (!t.group.empty()) {
        const std::size_t from = text.size();
        text += paper::to_utf32(subject);
        item.subject_span = {from, text.size()};
        reading.coverage.push_back({{from, text.size()}, "item"});
        text += U"\n";
      }
      reading.items.push_back(std::move(item));
    }
    text += paper::to_utf32(std::to_string(++no) + "．");
    Directive v;
    v.text = t.text;
    const std::u32string words = paper::to_utf32(t.text);
    v.span = {text.size(), text.size() + words.size()};
    text += words;
    reading.coverage.push_back({{v.span[0], v.span[1]}, "directive"});
    std::string told;
    const auto tell = [&](const char* what, const std::string& s) {
      if (!s.empty()) told += (told.empty() ? "" : "；") + std::string(what) + "：" + one_line(s);
    };
    tell("牵头单位", t.lead_unit.value_or(""));
    std::string helping;
    for (const std::string& h : t.helping_units) helping += (helping.empty() ? "" : "、") + h;
    tell("配合单位", helping);
    tell("完成时限", t.deadline.empty() && t.due_reason ? t.due_date.value_or("") : t.deadline);
    // What another list says of its progress is kept and read with the sentence; it is no report of the unit.
    tell("表中进度", t.progress);
    tell("表中进展", t.report);
    if (!told.empty()) text += paper::to_utf32("（" + told + "）");
    text += U"\n";
    v.unit = t.lead_unit;
    if (!t.deadline.empty()) v.deadline = t.deadline;
    v.due_date = t.due_date;
    v.due_kind = t.due_kind;
    v.topic = reading::topic_of(words, paper::to_utf32(subject));
    reading.items.back().directives.push_back(std::move(v));
  }
  record.text = paper::to_utf8(text);
  record.original = record.text;
  return record;
}

Result<bool> confirm_task(House& house, Connection& c, const Caller& caller, const std::string& directive_id,
                          const std::string& commitment_id, const Task& t, bool assign) {
  auto view = ledger::get_directive(c, directive_id);
  if (!view) return tl::unexpected(view.error());
  supervision::CommitmentText k{commitment_id, view->text, view->span, t.lead_unit, t.due_date, t.due_kind, {}, {}};
  if (!t.deadline.empty()) k.deadline = t.deadline;
  k.due_reason = t.due_reason;
  auto limit = assign_limit(c, std::nullopt, house.clock.today());
  if (!limit) return tl::unexpected(limit.error());
  k.assign_by = limit->day, k.assign_reason = limit->reason;
  if (auto ok = append(house, c, caller, "directive.confirmed", directive_id,
                       {{"commitments", describe::to_json(std::vector<supervision::CommitmentText>{k})}});
      !ok)
    return tl::unexpected(ok.error());
  // 长期, or words that name no day: no limit stands in for them, the desk decides.
  if (!assign || !t.lead_unit_id || (!t.deadline.empty() && !t.due_date)) return false;
  AssignRequest a;
  a.commitment_ids = {k.commitment_id};
  a.lead_unit_id = *t.lead_unit_id;
  a.helping_unit_ids = t.helping_unit_ids;
  std::erase(*a.helping_unit_ids, a.lead_unit_id);
  a.leader = t.leader;
  if (auto ok = assign_in(house, c, caller, a); !ok) return tl::unexpected(ok.error());
  return true;
}

}  // namespace luodi::engine

// Notices and slips as documents: rows of a day into a notice, checked against the rows before it is saved.
#include <algorithm>
#include <iterator>
#include <set>
#include <sstream>

#include "describe/json.h"
#include "engine/supervision.h"
#include "ledger/digest.h"
#include "paper/unicode.h"
#include "publish/notice.h"
#include "supervision/presets.h"

namespace luodi::engine {
namespace {

namespace json = boost::json;
using publish::NoticeRow;
using store::Connection;

constexpr const char* kOffice = "县政府督查室";  // where the request names no office
constexpr const char* kCode = "政督";            // ... and no code: a county's own is a setting of its request
constexpr std::size_t kMostDemands = 20;
constexpr std::size_t kMostRows = 1000;
constexpr std::size_t kMostMeetings = 60;

}  // namespace

std::string state_word(const std::string& state) {
  static const std::vector<std::pair<std::string, std::string>> words{
      {"confirmed", "待交办"},         {"assigned", "待签收"},  {"objected", "有异议"},   {"accepted", "已签收"},
      {"under_way", "办理中"},         {"reported", "待审核"},  {"returned", "已退回"},   {"closed", "已办结"},
      {"archived", "已归档"},          {"suspended", "已暂缓"}, {"decomposed", "已分解"}, {"merged", "已并入"},
      {"carried_over", "结转下次会议"}};
  for (const auto& [name, word] : words)
    if (name == state) return word;
  return state;
}

namespace {

NoticeRow row_of(const CommitmentView& k, const Date& day) {
  NoticeRow r{k.commitment_id,
              k.text,
              k.unit.value_or(""),
              "",
              k.due_date.value_or(""),
              state_word(k.state),
              k.state == "closed" || k.state == "archived",
              k.lead_unit_id.has_value() || k.state == "decomposed",
              0};
  // Taken apart before anybody led it: its parts have their units, the whole only a proposal.
  if (k.state == "decomposed" && !k.lead_unit_id) r.unit = "分项办理";
  for (const std::string& h : k.helping_units) r.helping += (r.helping.empty() ? "" : "、") + h;
  if (const auto due = Date::parse(r.due_date); due && !r.closed && due->days() < day.days())
    r.days_late = day.days() - due->days();
  return r;
}

/// What a meeting is called in documents: its number or day, and its kind where the number does not say it.
std::string called(const std::optional<std::string>& ordinal, const std::optional<std::string>& date, const std::string& kind) {
  const std::string number = ordinal.value_or(date.value_or(""));
  return number.find(kind) == std::string::npos ? number + kind : number;
}
std::string name_of(const MeetingRow& m) {
  return called(m.ordinal, m.date, m.meeting_kind);
}

/// "2026年1月至3月" of days in order; "" where no day has its year.
std::string months_of(std::vector<std::string> days) {
  std::erase_if(days, [](const std::string& d) { return d.size() != 10; });
  if (days.empty()) return "";
  const auto month = [](const std::string& d) { return std::to_string(std::stoi(d.substr(5, 2))) + "月"; };
  const auto [from, to] = std::minmax_element(days.begin(), days.end());
  const std::string year = from->substr(0, 4);
  std::string first = year + "年" + month(*from);
  if (from->substr(0, 7) == to->substr(0, 7)) return first;
  return first + "至" + (to->substr(0, 4) == year ? "" : to->substr(0, 4) + "年") + month(*to);
}

/// What several are called together: the meetings by their months and their kind where they have one, then the single matters.
std::string name_of(const std::vector<MeetingRow>& meetings) {
  std::vector<MeetingRow> held, matters;
  for (const MeetingRow& m : meetings) (supervision::is_single_matter(m.meeting_kind) ? matters : held).push_back(m);
  std::string name;
  std::vector<std::string> days;
  std::set<std::string> kinds, also;
  for (const MeetingRow& m : held) days.push_back(m.date.value_or("")), kinds.insert(m.meeting_kind);
  if (held.size() == 1) name = name_of(held.front());
  if (held.size() > 1) name = months_of(days) + (kinds.size() == 1 ? *kinds.begin() : "有关会议");
  for (const MeetingRow& m : matters) also.insert(held.empty() ? name_of(m) : m.meeting_kind);
  for (const std::string& kind : also) name += (name.empty() ? "" : "和") + kind;
  return name;
}

/// The meetings of a notice, each once, as far as the caller sees them.
Result<std::vector<MeetingRow>> meetings_of(House& house, Connection& c, const Caller& caller, const NoticeRequest& r) {
  std::vector<std::string> ids = r.more_meetings.value_or(std::vector<std::string>{});
  ids.insert(ids.begin(), r.meeting_id);
  if (ids.size() > kMostMeetings)
    return fail(ErrorCode::usage, "more_meetings", "notice.meetings", "a notice counts at most 60 meetings");
  if (std::set<std::string>(ids.begin(), ids.end()).size() != ids.size())
    return fail(ErrorCode::usage, "more_meetings", "notice.meeting_twice", "a meeting is named twice");
  std::vector<MeetingRow> out;
  for (const std::string& id : ids) {
    if (auto ok = must_see(house, c, caller, id); !ok) return tl::unexpected(ok.error());
    auto m = ledger::get_meeting(c, id);
    if (!m) return tl::unexpected(m.error());
    out.push_back(std::move(*m));
  }
  return out;
}

/// Blank-separated ids.
std::vector<std::string> ids_in(const std::string& text) {
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

/// Who sees every meeting of a notice sees it. To units that leaves out those that tell of single matters (notes, requests):
/// `seen` is what meetings_seen gives.
bool is_shown(const NoticeView& n, const std::optional<std::set<std::string>>& seen) {
  if (!seen) return true;
  std::vector<std::string> ids = ids_in(n.also_of.value_or(""));
  ids.push_back(n.meeting_id);
  return std::all_of(ids.begin(), ids.end(), [&](const std::string& id) { return seen->count(id) > 0; });
}

Result<void> must_see_notice(House& house, Connection& c, const Caller& caller, const NoticeView& n) {
  auto seen = meetings_seen(house, c, caller);
  if (!seen) return tl::unexpected(seen.error());
  if (is_shown(n, *seen)) return {};
  return fail(ErrorCode::not_found, n.notice_id, "notice.unknown", "there is no such notice");
}

/// The rows of a meeting as they stood when the day ended, in their order: what counts by itself (supervision/index.h).
Result<std::vector<NoticeRow>> rows_on(House& house, Connection& c, const Scope& scope, const std::string& meeting_id,
                                       const Date& day) {
  supervision::Filter f;
  f.theirs = scope.theirs();  // a county's desk counts what is its own of a meeting of the city
  f.before = day == house.clock.today() ? "9999" : supervision::end_of_day(day.iso());
  f.meeting_id = meeting_id;
  std::vector<std::string> ids;
  auto seen = house.index.visit(c, f, std::nullopt, [&](const supervision::NarrowRow& r) {
    if (r.counted) ids.emplace_back(r.commitment_id);
  });
  if (!seen) return tl::unexpected(seen.error());
  if (ids.size() > kMostRows)
    return fail(ErrorCode::usage, "meeting_id", "notice.many", "a notice counts at most 1000 commitments");
  auto rows = supervision::load_commitments(c, ids, f.before);
  if (!rows) return tl::unexpected(rows.error());
  std::vector<NoticeRow> out;
  for (const CommitmentView& k : *rows) out.push_back(row_of(k, day));
  return out;
}

/// The rows of all meetings, each with its own where there are several.
Result<std::vector<NoticeRow>> rows_of(House& house, Connection& c, const Caller& caller, const std::vector<MeetingRow>& meetings,
                                       const Date& day) {
  auto scope = scope_of(c, caller);
  if (!scope) return tl::unexpected(scope.error());
  std::vector<NoticeRow> out;
  for (const MeetingRow& m : meetings) {
    auto rows = rows_on(house, c, *scope, m.meeting_id, day);
    if (!rows) return rows;
    for (NoticeRow& row : *rows) {
      if (meetings.size() > 1) row.meeting = name_of(m);
      out.push_back(std::move(row));
    }
  }
  if (out.size() > kMostRows)
    return fail(ErrorCode::usage, "meeting_id", "notice.many", "a notice counts at most 1000 commitments");
  return out;
}

/// 政督, 霁政督: characters only, for the year and the number stand in brackets behind it.
bool is_code(const std::string& code) {
  const std::u32string text = paper::to_utf32(code);
  return !text.empty() && text.size() <= 10 &&
         std::all_of(text.begin(), text.end(), [](char32_t c) { return c >= 0x4E00 && c <= 0x9FFF; });
}

struct Made {
  publish::Notice notice;
  std::vector<std::string> contradictions;
  std::string cutoff;
};

Result<Made> make(House& house, Connection& c, const Caller& caller, const NoticeRequest& r) {
  const Date today = house.clock.today();
  const auto cutoff = r.cutoff && !r.cutoff->empty() ? Date::parse(*r.cutoff) : std::optional(today);
  if (!cutoff) return fail(ErrorCode::usage, "cutoff", "date.bad", "a date is written 2026-03-31");
  if (cutoff->days() > today.days()) return fail(ErrorCode::usage, "cutoff", "as_of.future", "a day to come cannot be counted");
  if (r.demands && r.demands->size() > kMostDemands)
    return fail(ErrorCode::usage, "demands", "notice.demands", "at most 20 paragraphs");
  auto meetings = meetings_of(house, c, caller, r);
  if (!meetings) return tl::unexpected(meetings.error());
  auto rows = rows_of(house, c, caller, *meetings, *cutoff);
  if (!rows) return tl::unexpected(rows.error());
  const auto given = [](const std::optional<std::string>& s, const char* otherwise) {
    return s && !s->empty() ? *s : std::string(otherwise);
  };
  if (const std::string code = given(r.code, kCode); !is_code(code))
    return fail(ErrorCode::usage, "code", "notice.code", "a code is 1 to 10 Chinese characters, such as 政督");
  auto number = supervision::next_notice_number(c, given(r.code, kCode), std::to_string(today.year));
  if (!number) return tl::unexpected(number.error());
  publish::NoticeInput in{name_of(*meetings),
                          cutoff->iso(),
                          today.iso(),
                          given(r.office, kOffice),
                          *number,
                          given(r.addressee, "各镇人民政府，县政府各部门"),
                          {},
                          std::move(*rows)};
  for (const std::string& d : r.demands.value_or(std::vector<std::string>{}))
    if (d.find_first_not_of(" \t\n") != std::string::npos) in.demands.push_back(d);
  auto notice = publish::compose_notice(in);
  if (!notice) return tl::unexpected(notice.error());
  Made m{std::move(*notice), {}, cutoff->iso()};
  m.contradictions = publish::contradictions(m.notice.document.body, in.rows);
  return m;
}

std::string one_line(std::string title) {
  std::erase(title, '\n');
  return title;
}

}  // namespace

Result<NoticeDraft> draft_notice(House& house, const Caller& caller, const NoticeRequest& r) {
  NoticeDraft draft;
  auto done = house.ledger.store().read([&](Connection& c) -> Result<void> {
    auto m = make(house, c, caller, r);
    if (!m) return tl::unexpected(m.error());
    const publish::OfficialDocument& d = m->notice.document;
    const publish::NoticeCounts& n = m->notice.counts;
    draft = {one_line(d.title), d.number, m->cutoff, d.signer, d.date, {}, m->contradictions, n.total, n.closed, n.open, n.late};
    for (const auto& p : d.body) draft.paragraphs.push_back({p.level, p.text});
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return draft;
}

Result<NoticeView> issue_notice(House& house, const Caller& caller, const NoticeRequest& r) {
  NoticeView view;
  auto done = house.ledger.store().write([&](Connection& c) -> Result<void> {
    auto m = make(house, c, caller, r);
    if (!m) return tl::unexpected(m.error());
    if (!m->contradictions.empty())
      return fail(ErrorCode::conflict, "demands", "notice.contradiction", m->contradictions.front());
    auto docx = publish::to_docx(m->notice.document);
    if (!docx) return tl::unexpected(docx.error());
    auto xlsx = publish::to_xlsx({m->notice.annex});
    if (!xlsx) return tl::unexpected(xlsx.error());
    auto docx_hash = house.ledger.put_blob(c, *docx);
    if (!docx_hash) return tl::unexpected(docx_hash.error());
    auto xlsx_hash = house.ledger.put_blob(c, *xlsx);
    if (!xlsx_hash) return tl::unexpected(xlsx_hash.error());
    const publish::NoticeCounts& n = m->notice.counts;
    view = {"n" + ledger::random_hex(6),
            m->notice.document.number,
            one_line(m->notice.document.title),
            r.meeting_id,
            m->cutoff,
            n.total,
            n.closed,
            n.open,
            *docx_hash,
            *xlsx_hash,
            "",
            ""};
    for (const std::string& id : r.more_meetings.value_or(std::vector<std::string>{}))
      view.also_of = view.also_of.value_or("") + (view.also_of ? " " : "") + id;
    ledger::Entry e;
    e.kind = "notice.issued";
    e.subject = view.notice_id;
    e.payload = json::serialize(describe::to_json(view));
    e.actor = caller.account.account_id;
    e.source = caller.source;
    if (auto put = house.ledger.append(c, std::move(e)); !put) return tl::unexpected(put.error());
    auto kept = supervision::get_notice(c, view.notice_id);
    if (!kept) return tl::unexpected(kept.error());
    view = std::move(*kept);
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return view;
}

Result<NoticesAnswer> list_notices(House& house, const Caller& caller) {
  NoticesAnswer a;
  auto done = house.ledger.store().read([&](Connection& c) -> Result<void> {
    auto seen = meetings_seen(house, c, caller);
    if (!seen) return tl::unexpected(seen.error());
    auto list = supervision::list_notices(c);
    if (!list) return tl::unexpected(list.error());
    a.notices = std::move(*list);
    std::erase_if(a.notices, [&](const NoticeView& n) { return !is_shown(n, *seen); });
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return a;
}

Result<Engine::File> notice_file(House& house, const Caller& caller, const NoticeFileRequest& r) {
  if (r.form != "docx" && r.form != "xlsx") return fail(ErrorCode::not_found, r.form, "notice.form", "a notice is docx or xlsx");
  Engine::File file;
  auto done = house.ledger.store().read([&](Connection& c) -> Result<void> {
    auto n = supervision::get_notice(c, r.notice_id);
    if (!n) return tl::unexpected(n.error());
    if (auto ok = must_see_notice(house, c, caller, *n); !ok) return ok;
    auto blob = ledger::Ledger::get_blob(c, r.form == "docx" ? n->docx_hash : n->xlsx_hash);
    if (!blob) return tl::unexpected(blob.error());
    file = {n->number + (r.form == "docx" ? n->title : "汇总表") + (n->voided_at ? "（已作废）" : "") + "." + r.form,
            std::move(*blob)};
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  house.audit.note(caller.account.account_id, "notice.seen", r.notice_id, r.form);
  return file;
}

Result<Done> void_notice(House& house, const Caller& caller, const VoidNoticeRequest& r) {
  if (auto ok = check_reason(r.reason); !ok) return tl::unexpected(ok.error());
  return as_done(house.ledger.store().write([&](Connection& c) -> Result<void> {
    auto n = supervision::get_notice(c, r.notice_id);
    if (!n) return tl::unexpected(n.error());
    if (auto ok = must_see_notice(house, c, caller, *n); !ok) return ok;
    if (n->voided_at) return fail(ErrorCode::conflict, r.notice_id, "void.already", "this notice is void already");
    return append(house, c, caller, "notice.voided", r.notice_id, {{"reason", r.reason}});
  }));
}

namespace {

/// A slip whose commitment the caller sees; in the same words `not_found` where there is none.
Result<store::Row> seen_slip(Connection& c, const Caller& caller, const std::string& slip_id) {
  auto rows = c.query("SELECT commitment_id, number, text, at, voided_at FROM slip WHERE slip_id = ?1", {slip_id});
  if (!rows) return tl::unexpected(rows.error());
  const auto unknown = fail(ErrorCode::not_found, slip_id, "slip.unknown", "there is no such slip");
  if (rows->empty()) return unknown;
  auto seen = seen_commitment(c, caller, rows->front().text("commitment_id"));
  if (!seen) return seen.error().code == ErrorCode::not_found ? unknown : tl::unexpected(seen.error());
  return rows->front();
}

}  // namespace

Result<Done> void_slip(House& house, const Caller& caller, const VoidSlipRequest& r) {
  if (auto ok = check_reason(r.reason); !ok) return tl::unexpected(ok.error());
  return as_done(house.ledger.store().write([&](Connection& c) -> Result<void> {
    auto slip = seen_slip(c, caller, r.slip_id);
    if (!slip) return tl::unexpected(slip.error());
    if (!slip->is_null("voided_at")) return fail(ErrorCode::conflict, r.slip_id, "void.already", "this slip is void already");
    return append(house, c, caller, "slip.voided", r.slip_id, {{"reason", r.reason}});
  }));
}

namespace {

/// Until when: the due date, or, where that is over, until when to say why and by when it will be done.
std::string time_words(const CommitmentView& k, const Date& day, const std::vector<supervision::LimitSet>& limits) {
  if (!k.due_date) return "按原文要求";
  const auto due = Date::parse(*k.due_date);
  if (!due || due->days() >= day.days())
    return publish::written_date(*k.due_date) + "前" + (k.due_reason ? "（" + *k.due_reason + "）" : "");
  const auto end = supervision::end_of_limit(limits, "urgent_note", day);
  return "原定" + publish::written_date(*k.due_date) + "前办结，已超期" + std::to_string(day.days() - due->days()) + "天。请于" +
         (end ? publish::written_date(end->day.iso()) + "前" : std::string("收到本单后")) + "书面说明原因，提出办结时限。";
}

}  // namespace

Result<Engine::File> slip_file(House& house, const Caller& caller, const std::string& slip_id) {
  publish::OfficialDocument d;
  std::string number;
  auto done = house.ledger.store().read([&](Connection& c) -> Result<void> {
    auto slip = seen_slip(c, caller, slip_id);
    if (!slip) return tl::unexpected(slip.error());
    const store::Row& s = *slip;
    auto limits = supervision::limits_known(c, s.text("at"));
    if (!limits) return tl::unexpected(limits.error());
    // As it stood when the slip was sent, that second included: the paper says the same whenever it is printed.
    auto then = supervision::load_commitments(c, {s.text("commitment_id")}, s.text("at") + "~");
    if (!then) return tl::unexpected(then.error());
    if (then->empty()) return fail(ErrorCode::internal, slip_id, "slip.no_version", "no version stood when the slip was sent");
    const CommitmentView& k = then->front();
    number = s.text("number") + (s.is_null("voided_at") ? "" : "（已作废）");
    d.mark = std::string(kOffice) + "督办单";
    d.number = number;
    d.title = "关于督办第" + k.commitment_id + "号事项的通知";
    d.addressee = k.unit.value_or("");
    d.body = {{1, "一、督办事项"}, {0, called(k.meeting_ordinal, k.meeting_date, k.meeting_kind) + "：" + k.text},
              {1, "二、督办要求"}, {0, s.text("text")},
              {1, "三、办理时限"}, {0, time_words(k, Date::from_days(supervision::day_of(s.text("at"))), *limits)}};
    if (!k.helping_units.empty()) {
      std::string helping;
      for (const std::string& h : k.helping_units) helping += (helping.empty() ? "" : "、") + h;
      d.body.push_back({0, "配合单位：" + helping});
    }
    d.signer = kOffice;
    d.date = publish::written_date(Date::from_days(supervision::day_of(s.text("at"))).iso());
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  auto docx = publish::to_docx(d);
  if (!docx) return tl::unexpected(docx.error());
  house.audit.note(caller.account.account_id, "slip.seen", slip_id, "");
  return Engine::File{number + ".docx", std::move(*docx)};
}

}  // namespace luodi::engine

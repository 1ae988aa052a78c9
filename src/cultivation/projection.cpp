// See projection.h.
#include "cultivation/projection.h"

#include <boost/json.hpp>

#include "describe/json.h"
#include "registers/directory/projection.h"
#include "registers/directory/queries.h"

namespace luodi::cultivation {
namespace {

namespace json = boost::json;
using describe::text_of;
using ledger::Entry;
using store::Connection;

constexpr std::string_view kSchema = R"sql(
CREATE TABLE IF NOT EXISTS figure_source (     -- an import of a source's figures; taken back, it goes
  seq BIGINT PRIMARY KEY,
  source_id {text} NOT NULL,
  name {text} NOT NULL,
  measure {text} NOT NULL,
  file_name {text} NOT NULL,
  at {text} NOT NULL,
  first_month {text} NOT NULL,
  last_month {text} NOT NULL,
  rows BIGINT NOT NULL,
  unit_id {text} NOT NULL                      -- of the account that brought it
);
CREATE TABLE IF NOT EXISTS figure_row (        -- figures of one unit in one import
  seq BIGINT NOT NULL,
  source_id {text} NOT NULL,
  row_key {text} NOT NULL,                     -- valid credit code, else the name as compared
  name {text} NOT NULL,
  credit_code {text} NOT NULL,
  figures {text} NOT NULL,                     -- JSON: [[year, from, to, amount]], hundredths of the base unit
  growths {text} NOT NULL,                     -- the same, as published, hundredths of a percent
  PRIMARY KEY (source_id, row_key, seq)
);
CREATE INDEX IF NOT EXISTS figure_row_key ON figure_row (row_key);
CREATE TABLE IF NOT EXISTS candidate (         -- of the last run
  enterprise_id {text} PRIMARY KEY,
  rank BIGINT NOT NULL,
  name {text} NOT NULL,
  place {text} NOT NULL,
  class_id {text} NOT NULL,
  town {text} NOT NULL,
  chains {text} NOT NULL,                      -- |name|name|
  ratio BIGINT NOT NULL,                       -- millionths
  big BIGINT NOT NULL,                         -- 1: 大个体, 2: near it
  differs BIGINT NOT NULL,                     -- 1: sources contradict each other
  words {text} NOT NULL
);
CREATE TABLE IF NOT EXISTS candidate_page (    -- apart, so that counts over candidates read short rows
  enterprise_id {text} PRIMARY KEY,
  page {text} NOT NULL                         -- JSON of WatchedCandidate
);
CREATE INDEX IF NOT EXISTS candidate_rank ON candidate (rank);
CREATE INDEX IF NOT EXISTS candidate_group ON candidate (place, class_id, town);
CREATE INDEX IF NOT EXISTS candidate_differs ON candidate (differs);
CREATE TABLE IF NOT EXISTS watch_run (
  seq BIGINT PRIMARY KEY,
  at {text} NOT NULL,
  actor {text} NOT NULL,
  payload {text} NOT NULL
);
)sql";

constexpr std::string_view kPutSource =
    "INSERT INTO figure_source (seq, source_id, name, measure, file_name, at, first_month, last_month, rows, unit_id) VALUES "
    "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
constexpr std::string_view kPutRow = "INSERT INTO figure_row (seq, source_id, row_key, name, credit_code, figures, growths)";
constexpr std::string_view kDropSource = "DELETE FROM figure_source WHERE seq = ?1";
constexpr std::string_view kDropRows = "DELETE FROM figure_row WHERE source_id = ?1 AND seq = ?2";
constexpr std::string_view kClearCandidates = "DELETE FROM candidate";
constexpr std::string_view kClearPages = "DELETE FROM candidate_page";
constexpr std::string_view kPutPage = "INSERT INTO candidate_page (enterprise_id, page)";
constexpr std::string_view kPutCandidate =
    "INSERT INTO candidate (enterprise_id, rank, name, place, class_id, town, chains, ratio, big, differs, words)";
constexpr std::string_view kPutRun = "INSERT INTO watch_run (seq, at, actor, payload) VALUES (?1, ?2, ?3, ?4)";
constexpr std::size_t kCandidateColumns = 11, kPageColumns = 2, kRowColumns = 7;

Result<void> apply_figures(Connection& c, const Entry& e, const json::object& p) {
  auto blob = ledger::Ledger::get_blob(c, text_of(p, "figures_hash"));
  if (!blob) return tl::unexpected(blob.error());
  auto rows = figures_of_blob(*blob);
  if (!rows) return tl::unexpected(rows.error());
  auto put = c.query(kPutSource, {e.seq, text_of(p, "source_id"), text_of(p, "name"), text_of(p, "measure"),
                                  text_of(p, "file_name"), e.at, text_of(p, "first_month"), text_of(p, "last_month"),
                                  static_cast<std::int64_t>(rows->size()), text_of(p, "unit_id")});
  if (!put) return tl::unexpected(put.error());
  store::PutRows list(c, kPutRow, "", kRowColumns);
  for (const FigureRow& r : *rows)
    if (auto ok = list.add({e.seq, text_of(p, "source_id"), r.row_key, r.name, r.credit_code, figures_as_text(r.figures),
                            figures_as_text(r.growths)});
        !ok)
      return ok;
  return list.flush();
}

Result<void> apply_undone(Connection& c, const json::object& p) {
  const std::int64_t seq = p.at("figures_seq").as_int64();
  if (auto ok = c.query(kDropSource, {seq}); !ok) return tl::unexpected(ok.error());
  if (auto ok = c.query(kDropRows, {text_of(p, "source_id"), seq}); !ok) return tl::unexpected(ok.error());
  return {};
}

Result<void> apply_watch(Connection& c, const Entry& e, const json::object& p) {
  auto blob = ledger::Ledger::get_blob(c, text_of(p, "watch_hash"));
  if (!blob) return tl::unexpected(blob.error());
  if (auto ok = c.query(kClearCandidates); !ok) return tl::unexpected(ok.error());
  if (auto ok = c.query(kClearPages); !ok) return tl::unexpected(ok.error());
  const json::value pages = json::parse(*blob);
  store::PutRows put(c, kPutCandidate, "", kCandidateColumns), put_page(c, kPutPage, "", kPageColumns);
  std::int64_t rank = 0;
  for (const json::value& v : pages.as_array()) {
    auto kept = describe::from_kept<WatchedCandidate>(v);
    if (!kept) return tl::unexpected(kept.error());
    const CandidateView& x = kept->candidate;
    auto ok = put.add({x.enterprise_id, ++rank, x.name, x.place, x.class_id, x.town, registers::in_bars(x.chains),
                       registers::as_kept(x.ratio, 1e6),
                       x.big_self_employed        ? 1
                       : x.near_big_self_employed ? 2
                                                  : 0,
                       x.differs.empty() ? 0 : 1,
                       registers::searchable(x.name + "\n" + x.credit_code + "\n" + x.industry + "\n" + x.town)});
    if (!ok) return ok;
    if (ok = put_page.add({x.enterprise_id, json::serialize(v)}); !ok) return ok;
  }
  if (auto ok = put.flush(); !ok) return ok;
  if (auto ok = put_page.flush(); !ok) return ok;
  if (auto ok = c.query(kPutRun, {e.seq, e.at, e.actor, e.payload}); !ok) return tl::unexpected(ok.error());
  return {};
}

}  // namespace

std::string_view CultivationProjection::schema() const {
  return kSchema;
}

Result<void> CultivationProjection::apply(Connection& c, const Entry& e) {
  if (e.kind != "figures.imported" && e.kind != "table.undone" && e.kind != "candidates.watched") return {};
  const json::value payload = json::parse(e.payload);
  const json::object& p = payload.as_object();
  if (e.kind == "table.undone") return text_of(p, "kind") == "monthly" ? apply_undone(c, p) : Result<void>{};
  return e.kind == "figures.imported" ? apply_figures(c, e, p) : apply_watch(c, e, p);
}

std::string watch_as_blob(const Watch& watch) {
  json::array out;
  for (const WatchedCandidate& one : watch.candidates) out.push_back(describe::to_json(one));
  return json::serialize(out);
}

}  // namespace luodi::cultivation

#include "registers/linkage/loading.h"

#include <algorithm>
#include <array>
#include <mutex>

#include <unicode/normalizer2.h>

#include "base/parallel.h"
#include "paper/unicode.h"

namespace luodi::registers {
namespace {

constexpr std::size_t kCellWeight = 16;         // of a cell beside its bytes
constexpr std::size_t kRowsAtOnce = 1U << 11U;  // whose cells stay in the processor's inner caches while all columns are read

/// ASCII and Han without full-width forms or compatibility characters need no normaliser.
bool plain(std::string_view s) {
  for (std::size_t i = 0; i < s.size();) {
    const auto c = static_cast<unsigned char>(s[i]);
    if (c < 0x80) {
      ++i;
    } else if (c >= 0xE4 && c <= 0xE9) {
      i += 3;
    } else {
      return false;
    }
  }
  return true;
}

void lower_and_squeeze(std::string_view s, std::string& out) {
  bool blank = false;
  for (const char c : s) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      blank = !out.empty();
      continue;
    }
    if (blank) out += ' ';
    blank = false;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
}

std::string normalized(std::string_view s) {
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2* const nfkc =
      icu::Normalizer2::getNFKCCasefoldInstance(status);  // once, whatever thread comes first
  if (nfkc == nullptr) return std::string(s);
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  nfkc->normalizeUTF8(0, icu::StringPiece(s.data(), static_cast<int32_t>(s.size())), sink, nullptr, status);
  return U_SUCCESS(status) ? out : std::string(s);
}

/// What registers write where there is nothing.
bool says_nothing(std::string_view s) {
  if (s.size() > 6) return false;
  static constexpr std::array<std::string_view, 12> kNothing = {"-",    "--",   "—",  "/",    "n/a",  "na",
                                                                "null", "none", "无", "暂无", "未知", "nan"};
  return std::find(kNothing.begin(), kNothing.end(), s) != kNothing.end();
}

/// True where "text" would change nothing: Han and lower-case ASCII without two blanks in a row.
bool clean_already(std::string_view s) {
  for (std::size_t i = 0; i < s.size();) {
    const auto c = static_cast<unsigned char>(s[i]);
    if (c >= 0xE4 && c <= 0xE9)
      i += 3;
    else if (c > ' ' && c < 0x80 && !(c >= 'A' && c <= 'Z'))
      ++i;
    else
      return false;
  }
  return true;
}

void clean_digits(std::string_view cell, std::string& out) {
  for (const char c : plain(cell) ? std::string(cell) : normalized(cell))
    if (c >= '0' && c <= '9') out += c;
}

struct Cleaners {
  std::mutex lock;
  std::map<std::string, Cleaner> by_name = {
      {"text", clean_text}, {"digits", clean_digits}, {"keep", [](std::string_view cell, std::string& out) { out = cell; }}};
};
Cleaners& cleaners() {
  static Cleaners all;
  return all;
}

struct Source {
  const RegisterFile* file;
  std::vector<std::size_t> columns;  ///< their cells are joined by a line break
  int side;
  bool is_left;  ///< the file's, whichever side its values count on
};

/// "企业名称 + 企业地址" names two columns whose cells are cleaned together.
std::vector<std::size_t> columns_named(const RegisterFile& file, const std::string& headings) {
  std::vector<std::size_t> out;
  if (headings.empty()) return out;
  if (const std::size_t whole = file.column(headings); whole != RegisterFile::kNoColumn) return {whole};
  for (std::size_t at = 0; at <= headings.size();) {
    const std::size_t end = std::min(headings.find(" + ", at), headings.size());
    out.push_back(file.column(headings.substr(at, end - at)));
    at = end + 3;
  }
  return out;
}

/// The cell of a source in a row; several columns are joined in `joined`.
std::string_view source_cell(const Source& s, std::size_t row, std::string& scratch, std::string& joined) {
  if (s.columns.empty()) return {};
  if (s.columns.size() == 1) return s.file->cell(row, s.columns[0], scratch);
  joined.clear();
  for (const std::size_t c : s.columns) {
    if (!joined.empty()) joined += '\n';
    joined += s.file->cell(row, c, scratch);
  }
  return joined;
}

/// What a thread needs to read cells, kept from block to block.
struct Desk {
  std::vector<std::string> kept = std::vector<std::string>(kRowsAtOnce);
  std::vector<std::string_view> texts;
  std::string scratch, joined;
};

/// A block of rows of one column of one file into a pool, so that its probes overlap.
void fill_block(const Source& source, std::size_t from, std::size_t until, const ColumnPlan& plan, const Cleaner& clean,
                Values& values, Desk& desk, std::vector<ValueId>& ids) {
  const std::string& how = plan.cleaner_of(source.is_left);
  const bool keep = how == "keep", in_place = plan.part.empty() && (keep || how == "text");
  desk.texts.clear();
  for (std::size_t r = from; r < until; ++r) {
    std::string& value = desk.kept[r - from];
    const std::string_view cell = source_cell(source, r, desk.scratch, desk.joined);
    // Most cells need no work and are used where they lie in the file.
    if (in_place && source.file->holds(cell) && (keep || clean_already(cell))) {
      desk.texts.push_back(says_nothing(cell) ? std::string_view() : cell);
      continue;
    }
    value.clear();
    clean(cell, value);
    if (says_nothing(value)) value.clear();
    take_part(plan.part, value);
    desk.texts.push_back(value);
  }
  values.add_all(desk.texts, source.side, ids);
}

void read_ids(const RegisterFile& file, const std::string& heading, const std::string& prefix, std::vector<std::string>& ids) {
  const std::size_t column = file.column(heading);
  std::string scratch;
  ids.reserve(ids.size() + file.rows());
  for (std::size_t r = 0; r < file.rows(); ++r) ids.push_back(prefix + std::string(file.cell(r, column, scratch)));
}

struct Job {
  std::vector<std::size_t> columns;  ///< of the plan, all of one pool
  std::size_t pool = 0;
  std::size_t weight = 0;  ///< bytes of its cells in the first rows
};

/// Columns with the same `like` share a pool; each pool is one job.
std::vector<Job> jobs_of(const Plan& plan, Records& records) {
  std::vector<Job> jobs;
  for (std::size_t c = 0; c < plan.columns.size(); ++c) {
    std::size_t pool = jobs.size();
    for (std::size_t d = 0; d < c; ++d)
      if (plan.columns[d].name == plan.columns[c].like) pool = records.columns[d].pool;
    if (pool == jobs.size()) jobs.emplace_back();
    jobs[pool].pool = pool;
    jobs[pool].columns.push_back(c);
    records.columns.push_back({plan.columns[c].name, pool});
  }
  records.pools.resize(jobs.size());
  return jobs;
}

/// Pools by thread, about as heavy each: a thread goes through the rows once, for all columns of its pools. Only the order of
/// work depends on it.
std::vector<std::vector<Job>> shares(std::vector<Job> jobs, unsigned threads) {
  std::vector<std::vector<Job>> out(std::min<std::size_t>(thread_count(threads), jobs.size()));
  std::vector<std::size_t> weights(out.size());
  for (Job& job : jobs) {
    const auto lightest = static_cast<std::size_t>(std::min_element(weights.begin(), weights.end()) - weights.begin());
    weights[lightest] += job.weight;
    out[lightest].push_back(std::move(job));
  }
  return out;
}

/// The heaviest columns first.
void weigh(const Plan& plan, const RegisterFile& file, std::vector<Job>& jobs) {
  std::string scratch;
  for (Job& job : jobs)
    for (const std::size_t c : job.columns)
      for (const std::size_t column : columns_named(file, plan.columns[c].left))
        for (std::size_t r = 0; r < std::min<std::size_t>(file.rows(), 200); ++r)
          job.weight += kCellWeight + file.cell(r, column, scratch).size();
  std::stable_sort(jobs.begin(), jobs.end(), [](const Job& a, const Job& b) { return a.weight > b.weight; });
}

/// All columns of some pools of one file, block by block of its rows; its values count on `side`. Numbers of values depend on the
/// blocks, and nothing on numbers.
void fill_share(const std::vector<Job>& share, const Plan& plan, const RegisterFile& file, bool is_left, int side,
                Records& records, std::vector<std::vector<ValueId>>& columns) {
  struct Filled {
    std::size_t column, pool;
    Source source;
    const Cleaner* clean;
  };
  std::vector<Filled> all;
  for (const Job& job : share)
    for (const std::size_t c : job.columns) {
      const ColumnPlan& column = plan.columns[c];
      all.push_back({c,
                     job.pool,
                     {&file, columns_named(file, is_left ? column.left : column.right), side, is_left},
                     cleaner(column.cleaner_of(is_left))});
      columns[c].reserve(columns[c].size() + file.rows());
    }
  Desk desk;
  for (std::size_t from = 0; from < file.rows(); from += kRowsAtOnce) {
    const std::size_t until = std::min(file.rows(), from + kRowsAtOnce);
    for (const Filled& f : all)
      fill_block(f.source, from, until, plan.columns[f.column], *f.clean, records.pools[f.pool], desk, columns[f.column]);
  }
}

/// Column lists to rows, so that a pair touches one line of memory for each row.
void lay_out(Side& side, std::vector<std::vector<ValueId>>& columns) {
  side.width = columns.size();
  side.rows.resize(side.ids.size() * side.width);
  for (std::size_t from = 0; from < side.ids.size(); from += 1024)
    for (std::size_t c = 0; c < columns.size(); ++c)
      for (std::size_t r = from; r < std::min(side.ids.size(), from + 1024); ++r) side.rows[r * side.width + c] = columns[c][r];
  columns.clear();
}

Result<void> check(const Plan& plan, const RegisterFile& left, const RegisterFile* right) {
  for (const ColumnPlan& c : plan.columns) {
    for (const bool is_left : {true, false}) {
      if (cleaner(c.cleaner_of(is_left)) == nullptr)
        return fail(ErrorCode::usage, c.name, "link.no_such_cleaner",
                    "clean is text, digits or keep, not " + c.cleaner_of(is_left));
      if (!is_left && right == nullptr) continue;
      const std::string& headings = is_left ? c.left : c.right;
      const auto found = columns_named(is_left ? left : *right, headings);
      if (std::find(found.begin(), found.end(), RegisterFile::kNoColumn) != found.end())
        return fail(ErrorCode::usage, headings, "link.no_such_column",
                    std::string("the ") + (is_left ? "left" : "right") + " file has no column with this heading");
    }
  }
  return {};
}

}  // namespace

Result<void> check_ids(const std::string& left_id, const std::string& right_id, const RegisterFile& left,
                       const RegisterFile* right) {
  if (left.column(left_id) == RegisterFile::kNoColumn)
    return fail(ErrorCode::usage, left_id, "link.no_such_column",
                "the left file has no column with this heading to tell rows apart");
  if (right != nullptr && right->column(right_id) == RegisterFile::kNoColumn)
    return fail(ErrorCode::usage, right_id, "link.no_such_column",
                "the right file has no column with this heading to tell rows apart");
  return {};
}

void take_part(const std::string& part, std::string& value) {
  if (part.empty() || value.empty()) return;
  if (part.starts_with("first:")) {
    const auto wide = paper::to_utf32(value);
    value =
        paper::to_utf8(std::u32string_view(wide).substr(0, static_cast<std::size_t>(std::max(1, std::atoi(part.c_str() + 6)))));
  } else if (part == "year") {
    value = value.substr(0, 4);
  } else if (part.starts_with("item:")) {
    int wanted = std::max(1, std::atoi(part.c_str() + 5));
    std::u32string item;
    for (const char32_t c : paper::to_utf32(value) + U";") {
      if (c != U';' && c != U'；' && c != U',' && c != U'，' && c != U'、') {
        item += c;
        continue;
      }
      if (--wanted == 0) break;
      item.clear();
    }
    value = wanted == 0 ? paper::to_utf8(item) : "";
  }
}

void clean_text(std::string_view cell, std::string& out) {
  if (plain(cell)) {
    lower_and_squeeze(cell, out);
  } else {
    lower_and_squeeze(normalized(cell), out);
  }
}

const Cleaner* cleaner(const std::string& name) {
  const std::lock_guard hold(cleaners().lock);
  const auto at = cleaners().by_name.find(name);
  return at == cleaners().by_name.end() ? nullptr : &at->second;
}

void add_cleaner(const std::string& name, const Cleaner& cleaner) {
  const std::lock_guard hold(cleaners().lock);
  cleaners().by_name.try_emplace(name, cleaner);
}

Result<Records> load_records(const Plan& plan, const RegisterFile& left, const RegisterFile* right) {
  if (auto ok = check(plan, left, right); !ok) return tl::unexpected(ok.error());
  Records records;
  const bool joined = right != nullptr && plan.scope == Scope::all;
  records.one = right == nullptr || joined;
  if (auto ok = check_ids(plan.left_id, plan.right_id, left, right); !ok) return tl::unexpected(ok.error());
  std::vector<Job> jobs = jobs_of(plan, records);
  weigh(plan, left, jobs);
  std::vector<std::vector<ValueId>> columns[2];
  columns[0].resize(plan.columns.size());
  columns[1].resize(plan.columns.size());
  const std::vector<std::vector<Job>> of_threads = shares(std::move(jobs), plan.threads);
  // The work behind the last share reads the ids.
  in_parallel(of_threads.size() + 1, plan.threads, [&](std::size_t share) {
    if (share == of_threads.size()) {
      read_ids(left, plan.left_id, joined ? "left:" : "", records.left.ids);
      if (right != nullptr)
        read_ids(*right, plan.right_id, joined ? "right:" : "", joined ? records.left.ids : records.right.ids);
      return;
    }
    fill_share(of_threads[share], plan, left, true, 0, records, columns[0]);
    if (right != nullptr) fill_share(of_threads[share], plan, *right, false, joined ? 0 : 1, records, columns[joined ? 0 : 1]);
  });
  lay_out(records.left, columns[0]);
  if (right != nullptr && !joined) lay_out(records.right, columns[1]);
  return records;
}

}  // namespace luodi::registers

#include "registers/linkage/loading.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <mutex>
#include <unordered_set>

#include <unicode/normalizer2.h>

#include "base/parallel.h"
#include "paper/unicode.h"

namespace luodi::registers {
namespace {

constexpr std::size_t kCellWeight = 16;   // of a cell beside its bytes
constexpr std::size_t kValueWeight = 48;  // of a cell with a value that no row before had
constexpr std::size_t kRowsWeighed = 1000;
constexpr std::size_t kRowsOfIds = 1U << 15U;
constexpr std::size_t kRowsOfStretch = 1U << 17U;  // after which threads share out the columns anew
constexpr std::size_t kRowsAtOnce = 1U << 11U;     // whose cells stay in the processor's inner caches while all columns are read

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

/// The ids of one file, cut into blocks of rows that any thread may read.
class Ids {
 public:
  Ids(const RegisterFile& file, const std::string& heading, std::string prefix, std::vector<std::string>& ids)
      : file_(file), column_(file.column(heading)), prefix_(std::move(prefix)), ids_(ids), first_(ids.size()) {
    ids.resize(first_ + file.rows());
  }
  std::size_t blocks_until(std::size_t row) const { return (std::min(row, file_.rows()) + kRowsOfIds - 1) / kRowsOfIds; }
  void read(std::size_t block) {
    std::string scratch;
    for (std::size_t r = block * kRowsOfIds; r < std::min(file_.rows(), (block + 1) * kRowsOfIds); ++r)
      ids_[first_ + r].append(prefix_).append(file_.cell(r, column_, scratch));
  }

 private:
  const RegisterFile& file_;
  std::size_t column_;
  std::string prefix_;
  std::vector<std::string>& ids_;
  std::size_t first_;
};

struct Job {
  std::vector<std::size_t> columns;  ///< of the plan, all of one pool
  std::size_t pool = 0;
  double weight = 0;  ///< what its cells in the first rows ask for, in bytes; then the seconds of its last stretch
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

/// Pools by thread, about as heavy each, the heaviest first: a thread goes through the rows once, for all columns of its pools.
/// Only the order of work depends on it.
std::vector<std::vector<Job*>> jobs_by_thread(std::vector<Job>& jobs, unsigned threads) {
  std::vector<std::vector<Job*>> out(std::min<std::size_t>(thread_count(threads), jobs.size()));
  std::vector<double> weights(out.size());
  std::vector<Job*> heaviest;
  heaviest.reserve(jobs.size());
  for (Job& job : jobs) heaviest.push_back(&job);
  std::stable_sort(heaviest.begin(), heaviest.end(), [](const Job* a, const Job* b) { return a->weight > b->weight; });
  for (Job* job : heaviest) {
    const auto lightest = static_cast<std::size_t>(std::min_element(weights.begin(), weights.end()) - weights.begin());
    weights[lightest] += job->weight;
    out[lightest].push_back(job);
  }
  return out;
}

/// Before anything was read: by the first rows.
void weigh(const Plan& plan, const RegisterFile& file, std::vector<Job>& jobs) {
  std::string scratch;
  for (Job& job : jobs) {
    std::unordered_set<std::string> known;
    for (const std::size_t c : job.columns)
      for (const std::size_t column : columns_named(file, plan.columns[c].left))
        for (std::size_t r = 0; r < std::min(file.rows(), kRowsWeighed); ++r) {
          const std::string_view cell = file.cell(r, column, scratch);
          job.weight += static_cast<double>(kCellWeight + cell.size() + (known.emplace(cell).second ? kValueWeight : 0));
        }
  }
}

/// A file's columns into the pools; its values count on `side`. Numbers of values depend on the blocks, and nothing on numbers.
class Filling {
 public:
  Filling(const Plan& plan, const RegisterFile& file, bool is_left, int side, Records& records,
          std::vector<std::vector<ValueId>>& columns)
      : plan_(plan), file_(file), is_left_(is_left), side_(side), records_(records), columns_(columns) {
    for (auto& column : columns) column.reserve(column.size() + file.rows());
  }
  /// Rows [from, until) of all columns of some pools, block by block.
  void fill(const std::vector<Job*>& share, std::size_t from, std::size_t until) {
    std::vector<Column> all;
    for (Job* job : share)
      for (const std::size_t c : job->columns) {
        const ColumnPlan& column = plan_.columns[c];
        all.push_back({c,
                       job,
                       {&file_, columns_named(file_, is_left_ ? column.left : column.right), side_, is_left_},
                       cleaner(column.cleaner_of(is_left_))});
      }
    std::vector<double> seconds(all.size(), 0);
    Desk desk;
    for (std::size_t at = from; at < until; at += kRowsAtOnce)
      for (std::size_t i = 0; i < all.size(); ++i) {
        const auto began = std::chrono::steady_clock::now();
        const Column& one = all[i];
        fill_block(one.source, at, std::min(until, at + kRowsAtOnce), plan_.columns[one.column], *one.clean,
                   records_.pools[one.job->pool], desk, columns_[one.column]);
        seconds[i] += std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
      }
    for (Job* job : share) job->weight = 0;
    for (std::size_t i = 0; i < all.size(); ++i) all[i].job->weight += seconds[i];
  }

 private:
  struct Column {
    std::size_t column;
    Job* job;
    Source source;
    const Cleaner* clean;
  };
  const Plan& plan_;
  const RegisterFile& file_;
  bool is_left_;
  int side_;
  Records& records_;
  std::vector<std::vector<ValueId>>& columns_;
};

/// A whole file, stretch by stretch: threads share out the pools, and who is done with his reads ids.
void read_file(Filling filling, Ids ids, std::size_t rows, std::vector<Job>& jobs, unsigned threads) {
  for (std::size_t from = 0; from < rows; from += kRowsOfStretch) {
    const std::size_t until = std::min(rows, from + kRowsOfStretch);
    const std::vector<std::vector<Job*>> shares = jobs_by_thread(jobs, threads);
    const std::size_t first_ids = ids.blocks_until(from), blocks = ids.blocks_until(until) - first_ids;
    in_parallel(shares.size() + blocks, threads, [&](std::size_t part) {
      if (part < shares.size())
        filling.fill(shares[part], from, until);
      else
        ids.read(first_ids + part - shares.size());
    });
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
  for (const Column& c : records.columns) records.pools[c.pool].expect(left.rows() + (right != nullptr ? right->rows() : 0));
  read_file(Filling(plan, left, true, 0, records, columns[0]), Ids(left, plan.left_id, joined ? "left:" : "", records.left.ids),
            left.rows(), jobs, plan.threads);
  if (right != nullptr)
    read_file(Filling(plan, *right, false, joined ? 0 : 1, records, columns[joined ? 0 : 1]),
              Ids(*right, plan.right_id, joined ? "right:" : "", joined ? records.left.ids : records.right.ids), right->rows(),
              jobs, plan.threads);
  in_parallel(2, plan.threads, [&](std::size_t side) {
    if (side == 0) lay_out(records.left, columns[0]);
    if (side == 1 && right != nullptr && !joined) lay_out(records.right, columns[1]);
  });
  return records;
}

}  // namespace luodi::registers

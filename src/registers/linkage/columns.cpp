#include "registers/linkage/columns.h"

#include <algorithm>
#include <unordered_set>

#include "base/credit_code.h"
#include "base/presets.h"
#include "registers/enterprise/name_parts.h"
#include "registers/linkage/loading.h"
#include "registers/linkage/values.h"
#include "sheets/layout.h"

namespace luodi::registers {
namespace {

constexpr std::size_t kSampled = 20'000;
/// Share of different values below which a column names others than the unit: a supplier, a bank, a district.
constexpr double kFewestOwn = 0.2;

struct Field {
  std::string field, kind;
  std::vector<std::string> headings;
};

std::vector<Field> fields_of(const std::string& preset) {
  std::vector<Field> out;
  for (const auto& row : preset_rows("link_fields.csv")) {
    if (row.size() < 4 || row[0] != preset) continue;
    Field f{row[1], row[2], {}};
    std::string_view rest = row[3];
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('|'), rest.size());
      f.headings.emplace_back(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    out.push_back(std::move(f));
  }
  return out;
}

/// A heading as synonyms are written: without blanks and full-width forms, in lower case; of a URI the part behind its last mark.
std::string plain_heading(const std::string& heading) {
  std::string out;
  clean_text(sheets::bare(heading), out);
  if (out.find("://") != std::string::npos) out = out.substr(out.find_last_of("#/") + 1);
  return out;
}

bool ignored(const PresetWish& wish, const std::string& heading, bool is_left) {
  return heading.empty() || heading == (is_left ? wish.left_id : wish.right_id) ||
         std::find(wish.ignored.begin(), wish.ignored.end(), heading) != wish.ignored.end();
}

/// How well a heading fits a field: 3 equal to its name or first synonym, 2 to another, 1 a synonym inside it, 0 not at all.
int fit(const Field& field, const std::string& heading) {
  const std::string h = plain_heading(heading);
  if (h == field.field) return 3;
  int best = 0;
  for (const std::string& s : field.headings) {
    if (h == plain_heading(s)) return 2;
    if (s.size() >= 6 && h.find(s) != std::string::npos) best = 1;
  }
  return best;
}

/// Kinds that what stands in a column gives away.
bool told_by_contents(const std::string& kind) {
  return kind == "credit_code" || kind == "organization_code" || kind == "name";
}

bool fits_contents(const std::string& kind, const Contents& c) {
  if (kind == "credit_code") return c.credit_codes >= 0.5;
  if (kind == "organization_code") return c.organization_codes >= 0.5;
  if (kind == "name") return c.enterprises >= 0.5;
  return false;
}

/// Of these columns the one whose contents are most of the kind, each row another; past the last where none is.
std::size_t told_best(const Field& field, const RegisterFile& file, const std::vector<std::size_t>& columns) {
  std::size_t best = file.headings().size();
  double most = 0;
  for (const std::size_t c : columns) {
    const Contents contents = contents_of(file, c);
    if (!fits_contents(field.kind, contents) || contents.distinct < kFewestOwn) continue;
    const double share = field.kind == "name"          ? contents.enterprises
                         : field.kind == "credit_code" ? contents.credit_codes
                                                       : contents.organization_codes;
    // A supplier or a bank stands in every row; the unit itself hardly twice.
    const double score = share * contents.distinct * contents.filled;
    if (score > most) most = score, best = c;
  }
  return best;
}

std::string kind_of(const Contents& c) {
  if (c.kinds <= 1) return "";
  if (c.digits >= 0.7) return c.kinds > 100 ? "code" : "category";
  if (c.kinds <= 60 || c.distinct < 0.01) return "category";
  return c.length > 24 ? "text" : "name";
}

}  // namespace

Contents contents_of(const RegisterFile& file, std::size_t column) {
  Contents out;
  std::unordered_set<std::uint64_t> seen;
  const std::uint64_t limit = file.rows() <= kSampled ? ~0ULL : ~0ULL / file.rows() * kSampled;
  std::string scratch, value;
  double rows = 0, filled = 0, characters = 0, digits = 0;
  for (std::size_t r = 0; r < file.rows(); ++r) {
    const std::string_view cell = file.cell(r, column, scratch);
    const std::uint64_t hash = content_hash(cell);
    // Rows are chosen by their own contents, so that their order does not matter: of a large file those whose cells hash low.
    if (limit != ~0ULL && mixed(hash ^ content_hash(file.cell(r, 0, value))) > limit) continue;
    ++rows;
    value.clear();
    clean_text(cell, value);
    if (value.empty() || value == "-") continue;
    ++filled;
    seen.insert(hash);
    const std::u16string units = units_of(value);
    characters += static_cast<double>(units.size());
    digits += static_cast<double>(std::count_if(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; }));
    const CodeReading code = read_code(value);
    out.credit_codes += code.kind == CodeKind::credit_code && code.valid ? 1 : 0;
    out.organization_codes += code.kind == CodeKind::organization_code && code.valid ? 1 : 0;
    out.enterprises += !parts_of_name(value).form.empty() && units.size() >= 4 ? 1 : 0;
  }
  if (rows == 0 || filled == 0) return out;
  out.filled = filled / rows;
  out.kinds = seen.size();
  out.distinct = static_cast<double>(seen.size()) / filled;
  out.length = characters / filled;
  out.digits = characters > 0 ? digits / characters : 0;
  out.credit_codes /= filled;
  out.organization_codes /= filled;
  out.enterprises /= filled;
  return out;
}

std::string column_of_field(const PresetWish& wish, const RegisterFile& file, const std::string& field, bool is_left) {
  const auto fields = fields_of(wish.preset);
  const auto f = std::find_if(fields.begin(), fields.end(), [&](const Field& x) { return x.field == field; });
  if (f == fields.end()) return "";
  const bool asked = wish.preset == "enterprise" && told_by_contents(f->kind);
  std::vector<std::size_t> best;
  int best_fit = 0;
  for (std::size_t c = 0; c < file.headings().size(); ++c) {
    const std::string& h = file.headings()[c];
    if (ignored(wish, h, is_left)) continue;
    // A heading that fits another field better is not this one's: 统一社会信用代码 against 代码.
    const int own = fit(*f, h);
    const bool elsewhere =
        std::any_of(fields.begin(), fields.end(), [&](const Field& x) { return x.field != field && fit(x, h) > own; });
    if (own == 0 || own < best_fit || elsewhere) continue;
    if (own > best_fit) best.clear(), best_fit = own;
    best.push_back(c);
  }
  if (best.size() == 1 && (best_fit >= 2 || !asked)) return file.headings()[best.front()];
  if (!asked) return best.empty() ? "" : file.headings()[best.front()];
  // 供电单位名称 beside 用电客户名称, 行政区划代码 beside 社会信用代码: what stands in a column decides.
  if (const std::size_t c = told_best(*f, file, best); c < file.headings().size()) return file.headings()[c];
  std::vector<std::size_t> others;
  for (std::size_t c = 0; c < file.headings().size(); ++c) {
    const std::string& h = file.headings()[c];
    const bool taken = std::any_of(fields.begin(), fields.end(), [&](const Field& x) { return fit(x, h) >= 2; });
    if (!ignored(wish, h, is_left) && !taken) others.push_back(c);
  }
  if (const std::size_t c = told_best(*f, file, others); c < file.headings().size()) return file.headings()[c];
  const auto more_own = [&](std::size_t a, std::size_t b) {
    return contents_of(file, a).distinct < contents_of(file, b).distinct;
  };
  return best.empty() ? "" : file.headings()[*std::max_element(best.begin(), best.end(), more_own)];
}

std::vector<Understood> shared_columns(const PresetWish& wish, const RegisterFile& left, const RegisterFile* right) {
  std::vector<Understood> out;
  const RegisterFile& other = right != nullptr ? *right : left;
  const auto used = [&](const std::string& h, bool is_left) {
    return std::any_of(out.begin(), out.end(), [&](const Understood& u) { return (is_left ? u.left : u.right) == h; });
  };
  for (const Field& f : fields_of(wish.preset)) {
    const std::string l = column_of_field(wish, left, f.field, true), r = column_of_field(wish, other, f.field, right == nullptr);
    if (l.empty() || r.empty() || used(l, true) || used(r, false)) continue;
    out.push_back({f.field, f.kind, l, r, fit(f, l) > 0 && fit(f, r) > 0 ? "heading" : "contents"});
  }
  // The same heading on both sides is the same thing, whatever it is called; its kind is told by what stands there.
  for (const std::string& h : left.headings()) {
    if (ignored(wish, h, true) || ignored(wish, h, right == nullptr) || used(h, true) || used(h, false)) continue;
    if (other.column(h) == RegisterFile::kNoColumn) continue;
    const Contents c = contents_of(left, left.column(h));
    const std::string kind = c.filled < 0.05 ? "" : kind_of(c);
    if (!kind.empty()) out.push_back({"column:" + plain_heading(h), kind, h, h, "contents"});
  }
  return out;
}

}  // namespace luodi::registers

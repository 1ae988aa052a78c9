// The engine on invented registers with known truth, and what must never change its answers: threads, the order of rows.
#include "registers/linkage/linking.h"
#include "base/credit_code.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "generator.h"
#include "registers/enterprise/cleaners.h"
#include "registers/linkage/loading.h"
#include "registers/linkage/plan_toml.h"
#include "registers/linkage/presets.h"

namespace luodi::registers {
namespace {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("luodi-link-" + std::to_string(::getpid()) + "-" + std::to_string(++count_))) {
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  fs::path write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return path_ / name;
  }
  const fs::path& path() const { return path_; }

 private:
  static inline int count_ = 0;
  fs::path path_;
};

std::string csv_of(const std::vector<registers_generator::Row>& rows) {
  std::string out = "id,企业名称,曾用名,统一社会信用代码,联系电话,企业地址\n";
  for (const auto& r : rows)
    out += r.id + ",\"" + r.name + "\",\"" + r.former_name + "\"," + r.credit_code + "," + r.phone + ",\"" + r.address + "\"\n";
  return out;
}

using Links = std::set<std::pair<std::string, std::string>>;

struct Run {
  Records records;
  Knowledge knowledge;
  Linked linked;
  Links links() const {
    Links out;
    for (const Edge& e : linked.decided.edges)
      if (e.decision == Decision::link)
        out.emplace(records.left.ids[linked.gathered.pairs[e.pair].left],
                    records.other().ids[linked.gathered.pairs[e.pair].right]);
    return out;
  }
};

/// Links two lists by the enterprise preset, which `change` may alter.
std::unique_ptr<Run> run(
    const std::vector<registers_generator::Row>& left, const std::vector<registers_generator::Row>& right, unsigned threads,
    OneToOne one = OneToOne::left, const std::vector<std::string>& ignored = {},
    const std::function<void(Plan&)>& change = [](Plan&) {}) {
  const Folder folder;
  auto l = RegisterFile::open(folder.write("left.csv", csv_of(left))),
       r = RegisterFile::open(folder.write("right.csv", csv_of(right)));
  auto preset = preset_plan({"enterprise", "id", "id", ignored, one}, *l, &*r);
  EXPECT_TRUE(preset.has_value()) << (preset ? "" : preset.error().detail);
  preset->plan.threads = threads;
  preset->plan.pairs_sampled = 100'000;
  change(preset->plan);
  auto out = std::make_unique<Run>();
  out->records = *load_records(preset->plan, *l, &*r);
  out->knowledge = enterprise_knowledge(preset->plan, out->records);
  auto linked = link_records(preset->plan, out->records, out->knowledge, {});
  EXPECT_TRUE(linked.has_value()) << (linked ? "" : linked.error().detail);
  out->linked = std::move(*linked);
  return out;
}

registers_generator::Registers made(std::size_t rows, std::uint64_t seed) {
  registers_generator::Options o;
  o.left = o.right = rows;
  o.seed = seed;
  return registers_generator::generate(o);
}

struct Quality {
  double precision, recall, f1;
};
Quality quality(const Links& links, const std::vector<std::pair<std::string, std::string>>& truth) {
  const Links wanted(truth.begin(), truth.end());
  double right = 0;
  for (const auto& l : links) right += wanted.contains(l) ? 1 : 0;
  const double p = right / std::max<double>(1, static_cast<double>(links.size())), r = right / static_cast<double>(wanted.size());
  return {p, r, 2 * p * r / (p + r)};
}

TEST(Linking, FindsInventedEnterprisesWithoutLabels) {
  const auto made_registers = made(4000, 3);
  const auto answer = run(made_registers.left, made_registers.right, 2);
  const Quality q = quality(answer->links(), made_registers.matches);
  EXPECT_GE(q.precision, 0.99);
  EXPECT_GE(q.recall, 0.97);
  // What it says of itself is near what is so.
  EXPECT_NEAR(answer->linked.decided.thresholds.expected_precision, q.precision, 0.02);
}

/// Runners-up tell what strangers score only where a row has one match: so its candidates share one chance, also where links are
/// not held to one each.
TEST(Linking, CandidatesOfARowShareItsChance) {
  const auto made_registers = made(4000, 3);
  const auto answer = run(made_registers.left, made_registers.right, 2, OneToOne::left, {}, [](Plan& plan) {
    plan.one_to_one = OneToOne::none;
    plan.distinct.clear();
  });
  ASSERT_EQ(answer->linked.decided.thresholds.calibration, Calibration::runner_up);
  std::map<std::uint32_t, double> sums;
  std::map<std::uint32_t, int> candidates;
  for (const Edge& e : answer->linked.decided.edges)
    sums[answer->linked.gathered.pairs[e.pair].left] += e.probability, ++candidates[answer->linked.gathered.pairs[e.pair].left];
  for (const auto& [row, sum] : sums) EXPECT_LE(sum, 1 + 1e-9) << row;
  EXPECT_TRUE(std::any_of(candidates.begin(), candidates.end(), [](const auto& c) { return c.second > 1; }));
}

/// A ledger without codes against a register with them, and nobody says that a row has one match: no row becomes two holders of
/// codes, and what is said of precision is near what is so.
TEST(Linking, ARowIsOneHolderOfACodeAtMost) {
  registers_generator::Options o;
  o.left = o.right = 4000;
  o.seed = 21;
  auto made_registers = registers_generator::generate(o);
  std::map<std::string, std::string> code;
  for (const auto& r : made_registers.right) code[r.id] = valid_credit_code(r.credit_code);
  for (auto& r : made_registers.left) r.credit_code.clear();
  const auto answer = run(made_registers.left, made_registers.right, 2, OneToOne::none);
  std::map<std::string, std::set<std::string>> holders;
  for (const auto& [left, right] : answer->links())
    if (!code[right].empty()) holders[left].insert(code[right]);
  for (const auto& [left, codes] : holders) EXPECT_EQ(codes.size(), 1U) << left;
  const Quality q = quality(answer->links(), made_registers.matches);
  EXPECT_GE(q.precision, 0.98);
  EXPECT_NEAR(answer->linked.decided.thresholds.expected_precision, q.precision, 0.02);
}

TEST(Linking, NeverLinksABranchToItsHead) {
  registers_generator::Options o;
  o.left = o.right = 3000;
  o.branch = 0.2;
  o.seed = 9;
  const auto made_registers = registers_generator::generate(o);
  const Links links = run(made_registers.left, made_registers.right, 2)->links();
  std::size_t merged = 0;
  for (const auto& b : made_registers.branches) merged += links.contains(b) ? 1 : 0;
  EXPECT_LE(merged, made_registers.branches.size() / 100);
}

TEST(Linking, DoesNotDependOnThreadsOrOrder) {
  auto made_registers = made(1500, 5);
  const auto first = run(made_registers.left, made_registers.right, 1);
  EXPECT_EQ(run(made_registers.left, made_registers.right, 2)->links(), first->links());
  std::reverse(made_registers.left.begin(), made_registers.left.end());
  std::rotate(made_registers.right.begin(), made_registers.right.begin() + 700, made_registers.right.end());
  const auto other = run(made_registers.left, made_registers.right, 2);
  EXPECT_EQ(other->links(), first->links());
  for (std::size_t c = 0; c < first->linked.model.levels.size(); ++c)
    for (std::size_t l = 0; l < first->linked.model.levels[c].size(); ++l) {
      EXPECT_NEAR(first->linked.model.levels[c][l].u, other->linked.model.levels[c][l].u, 1e-12);
      EXPECT_NEAR(first->linked.model.levels[c][l].m, other->linked.model.levels[c][l].m, 1e-9);
    }
}

TEST(Linking, KeepsOneToOneAndOneEntityForAValidCode) {
  const auto made_registers = made(2000, 11);
  const auto answer = run(made_registers.left, made_registers.right, 2, OneToOne::both);
  std::set<std::string> left, right;
  for (const auto& [l, r] : answer->links()) {
    EXPECT_TRUE(left.insert(l).second) << l;
    EXPECT_TRUE(right.insert(r).second) << r;
  }
  const std::size_t code = answer->records.column("valid_code");
  for (const Edge& e : answer->linked.decided.edges) {
    if (e.decision != Decision::link) continue;
    const Pair& p = answer->linked.gathered.pairs[e.pair];
    const ValueId l = answer->records.left.row(p.left)[code], r = answer->records.right.row(p.right)[code];
    EXPECT_TRUE(l == 0 || r == 0 || l == r);
  }
}

TEST(Linking, HeldEstimatesGiveTheSameForFewRowsAsForAll) {
  const auto made_registers = made(2000, 13);
  const auto answer = run(made_registers.left, made_registers.right, 2);
  const HeldLinkage held(answer->records, answer->knowledge, answer->linked);
  std::vector<std::uint32_t> all(answer->records.left.size()), few;
  for (std::uint32_t r = 0; r < all.size(); ++r) all[r] = r;
  for (std::uint32_t r = 0; r < 100; ++r) few.push_back(r * 17);
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::tuple<float, double, Decision>> whole;
  const Linked full = held.link(all), part = held.link(few);
  for (const Edge& e : full.decided.edges)
    whole[{full.gathered.pairs[e.pair].left, full.gathered.pairs[e.pair].right}] = {e.weight, e.probability, e.decision};
  ASSERT_FALSE(part.decided.edges.empty());
  for (const Edge& e : part.decided.edges)
    EXPECT_EQ((whole[{part.gathered.pairs[e.pair].left, part.gathered.pairs[e.pair].right}]),
              std::make_tuple(e.weight, e.probability, e.decision));
}

TEST(Linking, ExplainsAScoreAsTheSumOfItsParts) {
  const auto made_registers = made(1000, 17);
  const auto answer = run(made_registers.left, made_registers.right, 2);
  const Comparing comparing(answer->linked.plan, answer->records, answer->knowledge.names.get());
  const Weights weights(answer->linked.plan, answer->records, comparing, answer->linked.model);
  for (std::size_t i = 0; i < answer->linked.gathered.pairs.size(); i += 97) {
    const Gathered& g = answer->linked.gathered;
    double sum = answer->linked.prior_shift;
    for (const WeightPart& p : weights.parts(g.pairs[i], g.patterns[i], g.bits[i])) sum += p.weight + p.frequency;
    EXPECT_NEAR(sum, answer->linked.weights[i], 1e-3);
  }
}

/// Three columns whose levels are drawn with known m and u among 3,000 matches and strangers; each row's value says its level.
TEST(Estimate, RecoversKnownMAndU) {
  // Matches agree on each column with probability m; strangers by chance, as values are drawn from 200 (u = 1/200).
  const std::vector<double> m = {0.9, 0.8, 0.7};
  constexpr std::size_t kRows = 4000, kValues = 200;
  std::uint64_t state = 99;
  const auto draw = [&] { return static_cast<double>(mixed(state++) >> 11U) * 0x1.0p-53; };
  std::string left = "id,a,b,c,k\n", right = left;
  for (std::size_t i = 0; i < kRows; ++i) {
    std::string l = std::to_string(i), r = l;
    for (const double agree : m) {
      const auto value = mixed(state++) % kValues;
      l += "," + std::to_string(1000 + value);
      r += "," + std::to_string(1000 + (draw() < agree ? value : (value + 1 + mixed(state++) % (kValues - 1)) % kValues));
    }
    // The key blocks: ten rows of each side share one, so that a tenth of the pairs in a block are matches.
    left += l + ",k" + std::to_string(i / 10) + "\n";
    right += r + ",k" + std::to_string(i / 10) + "\n";
  }
  const Folder folder;
  auto l = RegisterFile::open(folder.write("l.csv", left)), r = RegisterFile::open(folder.write("r.csv", right));
  auto plan = plan_of_toml(R"(left_id = "id"
prior = 0.00025
train = [["k"]]
[[column]]
name = "a"
[[column]]
name = "b"
[[column]]
name = "c"
[[column]]
name = "k"
[[block]]
on = ["k"]
[[comparison]]
column = "a"
levels = ["equal"]
[[comparison]]
column = "b"
levels = ["equal"]
[[comparison]]
column = "c"
levels = ["equal"])");
  ASSERT_TRUE(plan.has_value());
  auto records = load_records(*plan, *l, &*r);
  ASSERT_TRUE(records.has_value());
  auto linked = link_records(*plan, *records, {}, {});
  ASSERT_TRUE(linked.has_value());
  for (std::size_t c = 0; c < 3; ++c) {
    EXPECT_NEAR(linked->model.levels[c][0].m, m[c], 0.01) << c;
    EXPECT_NEAR(linked->model.levels[c][0].u, 1.0 / kValues, 0.001) << c;
  }
}

/// Clusters of rows whose names are equal, certain where the phones are too.
Result<Plan> plan_by_name_and_phone(const std::string& more) {
  return plan_of_toml("left_id = \"id\"\nclusters = true\n" + more + R"(
certain = [["name", "phone"]]
[[column]]
name = "name"
[[column]]
name = "phone"
[[block]]
on = ["name"]
[[comparison]]
column = "name"
levels = ["equal"]
[[comparison]]
column = "phone"
levels = ["equal"])");
}

/// Three rows of one file that agree in a name; what is vetoed stays for review even where a third row joins both.
TEST(Clusters, NeverMakeALinkOfWhatIsVetoed) {
  const Folder folder;
  std::string rows = "id,name,phone\n";
  for (int i = 0; i < 300; ++i)
    for (const char* twin : {"a", "b", "c"})
      rows += twin + std::to_string(i) + ",n" + std::to_string(i) + "," + std::to_string(1000 + i) + "\n";
  auto f = RegisterFile::open(folder.write("a.csv", rows));
  auto plan = plan_by_name_and_phone("scope = \"within\"");
  ASSERT_TRUE(plan.has_value());
  auto records = load_records(*plan, *f, nullptr);
  ASSERT_TRUE(records.has_value());
  const auto first = [&](std::uint32_t row) { return records->left.ids[row][0]; };
  Knowledge knowledge;
  knowledge.rules.veto = [&](const Pair& p) { return first(p.left) == 'a' && first(p.right) == 'b'; };
  const auto linked = link_records(*plan, *records, knowledge, {});
  ASSERT_TRUE(linked.has_value());
  std::size_t links = 0;
  for (const Edge& e : linked->decided.edges) {
    const Pair& p = linked->gathered.pairs[e.pair];
    EXPECT_FALSE(knowledge.rules.veto(p) && e.decision == Decision::link);
    links += e.decision == Decision::link ? 1 : 0;
  }
  // One of the two links that would have joined them stands in each group; the other is left for review too.
  EXPECT_EQ(links, 300U);
  EXPECT_EQ(linked->clusters.split.size(), 300U);
  for (std::size_t r = 0; r + 2 < records->left.size(); r += 3)
    EXPECT_NE(linked->clusters.of_left[r], linked->clusters.of_left[r + 1]);
}

/// scope = "all": pairs within both files and across them, one cluster for what is one.
TEST(Linking, AcrossAndWithinAtOnce) {
  const Folder folder;
  std::string left = "id,name,phone\n", right = "no,name,phone\n";
  for (int i = 0; i < 300; ++i) {
    const std::string rest = ",n" + std::to_string(i) + "," + std::to_string(1000 + i) + "\n";
    for (const char* copy : {"a", "b"}) left.append(copy).append(std::to_string(i)).append(rest);
    right += "a" + std::to_string(i) + rest;  // the same ids mean nothing across files
  }
  auto l = RegisterFile::open(folder.write("l.csv", left)), r = RegisterFile::open(folder.write("r.csv", right));
  auto plan = plan_by_name_and_phone("right_id = \"no\"\nscope = \"all\"");
  ASSERT_TRUE(plan && l && r);
  auto records = load_records(*plan, *l, &*r);
  ASSERT_TRUE(records.has_value());
  EXPECT_EQ(records->left.size(), 900U);
  const auto linked = link_records(*plan, *records, {}, {});
  ASSERT_TRUE(linked.has_value());
  EXPECT_EQ(linked->clusters.count, 300U);
  EXPECT_EQ(linked->gathered.pairs.size(), 900U) << "each of three pairs of a group once";
  std::map<std::uint32_t, std::set<std::string>> groups;
  for (std::size_t i = 0; i < records->left.size(); ++i) groups[linked->clusters.of_left[i]].insert(records->left.ids[i]);
  for (const auto& [number, ids] : groups) EXPECT_EQ(ids.size(), 3U);
  EXPECT_EQ(groups.begin()->second, (std::set<std::string>{"left:a0", "left:b0", "right:a0"}));
}

TEST(Clusters, SplitAtTheWeakestEdgeBetweenTwoCodes) {
  Records records;
  records.one = true;
  records.columns = {{"code", 0}};
  records.pools.resize(1);
  records.left.width = 1;
  // a (code 1) - b - c (code 2): the edge to c is weaker.
  for (const char* id : {"a", "b", "c"}) records.left.ids.emplace_back(id);
  records.left.rows = {records.pools[0].add("1", 0), 0, records.pools[0].add("2", 0)};
  Gathered g;
  g.pairs = {{0, 1}, {1, 2}};
  const std::vector<Edge> edges = {{0, 9, 0.99, Decision::link, false}, {1, 5, 0.9, Decision::link, false}};
  const Clusters c = cluster(records, g, edges, 0);
  EXPECT_EQ(c.count, 2U);
  EXPECT_EQ(c.of_left[0], c.of_left[1]);
  EXPECT_NE(c.of_left[1], c.of_left[2]);
  EXPECT_EQ(c.split, std::vector<std::uint32_t>{1});
}

/// The folder of real test data, which the program never needs; "" where it is absent.
std::string shared_data(const std::string& set) {
  const char* named = std::getenv("LUODI_SHARED");
  const fs::path folder = fs::path(named != nullptr ? named : LUODI_SOURCE_DIR "/../shared") / "data" / set;
  return fs::exists(folder) ? folder.string() : "";
}

std::map<std::string, std::string> pairs_in(const fs::path& file) {
  std::map<std::string, std::string> out;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) out[line.substr(0, line.find(','))] = line.substr(line.find(',') + 1);
  return out;
}

TEST(SharedData, LedgerOfShandongIsLinkedWithItsCodeHidden) {
  const std::string folder = shared_data("ledger-shandong");
  if (folder.empty()) GTEST_SKIP() << "no shared data beside the checkout";
  auto l = RegisterFile::open(folder + "/ledger.csv"), r = RegisterFile::open(folder + "/register.csv");
  auto preset = preset_plan({"enterprise", "ledger_id", "register_id", {"code"}, OneToOne::left}, *l, &*r);
  ASSERT_TRUE(preset.has_value());
  const Records records = *load_records(preset->plan, *l, &*r);
  const Knowledge knowledge = enterprise_knowledge(preset->plan, records);
  const Linked linked = *link_records(preset->plan, records, knowledge, {});
  const auto truth = pairs_in(folder + "/truth.csv");
  double right = 0, links = 0, matches = 0;
  for (const auto& [id, is] : truth) matches += id[0] == 'L' && is[0] == 'R' ? 1 : 0;
  for (const Edge& e : linked.decided.edges) {
    const Pair& p = linked.gathered.pairs[e.pair];
    const std::string& is = truth.at(records.left.ids[p.left]);
    if (e.decision != Decision::link || is == "?") continue;
    ++links;
    right += is == records.right.ids[p.right] ? 1 : 0;
  }
  EXPECT_GE(right / links, 0.995);
  EXPECT_GE(right / matches, 0.98);
  EXPECT_GE(2 * right / (links + matches), 0.990);
}

TEST(RegisterFile, ReadsDelimitersQuotesAndEncodings) {
  const Folder folder;
  auto f = RegisterFile::open(folder.write("a.csv", "\xEF\xBB\xBFid, 名称 ,\"备,注\"\r\n1,\"甲\"\"乙\",x\r\n\r\n2,丙\r\n"));
  ASSERT_TRUE(f.has_value()) << f.error().detail;
  std::string scratch;
  EXPECT_EQ(f->headings(), (std::vector<std::string>{"id", "名称", "备,注"}));
  EXPECT_EQ(f->rows(), 2U);
  EXPECT_EQ(f->cell(0, 1, scratch), "甲\"乙");
  EXPECT_EQ(f->cell(1, 2, scratch), "");
  EXPECT_EQ(f->uneven(), 1U);
  for (const char d : {'\t', '|', ';', '%'}) {
    std::string text = "id?name?place\n1?a b?x\n2?c?y\n";
    std::replace(text.begin(), text.end(), '?', d);
    auto g = RegisterFile::open(folder.write("b.txt", text));
    ASSERT_TRUE(g.has_value());
    EXPECT_EQ(g->cell(1, 2, scratch), "y");
  }
  auto gbk = RegisterFile::open(folder.write("c.csv", "id,\xC3\xFB\xB3\xC6\n1,\xD1\xF3\xCF\xD8\xB5\xC4\xC3\xD7\xB3\xA7\n"));
  ASSERT_TRUE(gbk.has_value());
  EXPECT_EQ(gbk->cell(0, 1, scratch), "洋县的米厂");
}

/// Cells beyond what four bytes of a place tell, behind each other, at the end of a row that is cut, and before rows of usual
/// ones.
TEST(RegisterFile, KeepsLongCellsAndThoseFarFromTheStartOfTheirRow) {
  const Folder folder;
  const std::string limit(32767, 'l'), beyond(32768, 'b'), far(70000, 'f'), cut(40000, 'c');
  auto f = RegisterFile::open(folder.write("a.csv", "a,b,c\n1," + limit + "," + beyond + "\n2," + far + ",short\n3,x,y," + cut +
                                                        "\n4,\"" + far + "\"\"q\",z\n5,\xE5\x8E\xBF,w\n"));
  ASSERT_TRUE(f.has_value()) << f.error().detail;
  std::string scratch;
  EXPECT_EQ(f->rows(), 5U);
  EXPECT_EQ(f->uneven(), 1U);
  EXPECT_EQ(f->cell(0, 1, scratch), limit);
  EXPECT_EQ(f->cell(0, 2, scratch), beyond);
  EXPECT_EQ(f->cell(1, 1, scratch), far);
  EXPECT_EQ(f->cell(1, 2, scratch), "short");
  EXPECT_EQ(f->cell(2, 2, scratch), "y");
  EXPECT_EQ(f->cell(3, 1, scratch), far + "\"q");
  EXPECT_EQ(f->cell(3, 2, scratch), "z");
  EXPECT_EQ(f->cell(4, 1, scratch), "县");
  EXPECT_EQ(f->cell(4, 2, scratch), "w");
}

/// Cells of every length up to a few hundred bytes, quoted ones with delimiters and line ends in them: marks are found in blocks
/// of 64 bytes, wherever in them they lie.
TEST(RegisterFile, FindsCellsAcrossBlocks) {
  std::string csv = "a,b,c\n";
  std::vector<std::string> cells;
  for (std::size_t i = 0; i < 300; ++i) {
    cells.push_back(std::string(i, 'x'));
    cells.push_back(std::string(i % 7, 'y') + ",\n" + std::string(i * 5 % 67, 'y') + "z");
    cells.push_back(i % 3 == 0 ? "" : "县" + std::to_string(i));
    csv += cells[3 * i] + ",\"" + cells[3 * i + 1] + "\"," + cells[3 * i + 2] + "\n";
  }
  const Folder folder;
  const auto f = RegisterFile::open(folder.write("a.csv", csv));
  ASSERT_TRUE(f.has_value());
  ASSERT_EQ(f->rows(), 300U);
  std::string scratch;
  for (std::size_t i = 0; i < cells.size(); ++i) EXPECT_EQ(f->cell(i / 3, i % 3, scratch), cells[i]) << i;
}

/// Over a megabyte of Chinese in UTF-8 tells what a file is; a broken byte further on is its own cell's matter. In GB18030 it
/// stays GB18030.
TEST(RegisterFile, IsToldByItsBeginning) {
  std::string csv = "编号,名称\n";
  for (int i = 0; i < 60000; ++i) csv += std::to_string(i) + ",霁川县第" + std::to_string(i) + "面粉厂\n";
  ASSERT_GT(csv.size(), 1U << 20U);
  const Folder folder;
  const auto f = RegisterFile::open(folder.write("a.csv", csv + "60000,霁川\xC4县\n60001,末\n"));
  ASSERT_TRUE(f.has_value());
  std::string scratch;
  EXPECT_EQ(f->cell(59999, 1, scratch), "霁川县第59999面粉厂");
  EXPECT_EQ(f->cell(60001, 1, scratch), "末");
  Values values;
  EXPECT_EQ(values.text(values.add(f->cell(60000, 1, scratch), 0)), "霁川\xEF\xBF\xBD县");
  std::string gbk = "id,name\n";
  for (int i = 0; i < 90000; ++i) gbk += std::to_string(i) + ",\xC3\xE6\xB7\xDB\xB3\xA7\n";  // 面粉厂
  const auto g = RegisterFile::open(folder.write("g.csv", gbk));
  ASSERT_TRUE(g.has_value());
  EXPECT_EQ(g->cell(89999, 1, scratch), "面粉厂");
}

TEST(Loading, KeepsCellsWhoseQuotesWereDoubledBehindABlank) {
  const Folder folder;
  auto f = RegisterFile::open(folder.write("a.csv", "id,name\n1,\" ab\"\"cd\"\n2,\" xy\"\"zw\"\n3,\" ab\"\"cd\"\n"));
  Plan plan;
  plan.left_id = "id";
  plan.columns = {{"name", "name", "name", "text", "", ""}};
  const auto records = load_records(plan, *f, nullptr);
  ASSERT_TRUE(records.has_value());
  EXPECT_EQ(records->pools[0].text(records->left.row(0)[0]), "ab\"cd");
  EXPECT_EQ(records->pools[0].text(records->left.row(1)[0]), "xy\"zw");
  EXPECT_EQ(records->left.row(0)[0], records->left.row(2)[0]);
}

TEST(RegisterFile, ReadsOnBehindAQuoteThatIsNeverClosed) {
  const Folder folder;
  const auto f = RegisterFile::open(folder.write("quote.csv", "id,name\n1,\"a,b\"\n2,\"岚茂\n3,c\n4,\"\"\n"));
  ASSERT_TRUE(f);
  ASSERT_EQ(f->rows(), 4U) << "what follows is rows, not one long cell";
  std::string scratch;
  EXPECT_EQ(f->cell(0, 1, scratch), "a,b");
  EXPECT_EQ(f->cell(1, 1, scratch), "\"岚茂");
  EXPECT_EQ(f->cell(2, 1, scratch), "c");
  EXPECT_EQ(f->unclosed(), 1U);
}

TEST(RegisterFile, RefusesWhatIsNoTable) {
  const Folder folder;
  EXPECT_EQ(RegisterFile::open(folder.path() / "none.csv").error().reason, "file.not_found");
  EXPECT_EQ(RegisterFile::open(folder.write("empty.csv", "")).error().code, ErrorCode::unusable);
  EXPECT_EQ(RegisterFile::open(folder.write("heading.csv", "id,name\n")).error().code, ErrorCode::unusable);
}

TEST(PlanToml, NamesTheKeyThatIsWrong) {
  for (const auto& [toml, where] : std::vector<std::pair<std::string, std::string>>{
           {"left_id = \"id\"\nthread = 2\n", "thread"},
           {"left_id = \"id\"\none_to_one = \"some\"\n", "one_to_one"},
           {"left_id = 3\n", "left_id"},
           {"", "left_id"},
           {"left_id = \"id\"\ncertain_recall = 2.0\n", "certain_recall"},
           {"left_id = \"id\"\n[[comparison]]\ncolumn = \"a\"\nlevels = [\"equal\"]\n", "comparison.column"},
           {"left_id = \"id\"\n[[column]]\nname = \"a\"\n[[block]]\non = [\"a\", \"b\"]\n", "block.on"},
           {"left_id = \"id\"\nidentity = \"code\"\n", "identity"},
           {"left_id = \"id\"\n[[comparison]]\ncolumn = \"a\"\nlevels = [\"nearly\"]\n", "nearly"}}) {
    const auto plan = plan_of_toml(toml);
    ASSERT_FALSE(plan.has_value()) << toml;
    EXPECT_EQ(plan.error().where, where);
    EXPECT_EQ(plan.error().code, ErrorCode::usage);
  }
}

/// A register of credit codes against one of 组织机构代码, capital in 万元 against 元: nothing else that is alike but the name.
TEST(Linking, CodesOfTwoKindsMeetInTheInnerCode) {
  const Folder folder;
  std::string left = "id,企业名称,统一社会信用代码,注册资本（万元）\n", right = "no,单位名称,组织机构代码,注册资本\n";
  const std::array<std::string, 5> stems = {"甲鑫", "乙鑫", "丙鑫", "丁鑫", "戊鑫"};
  for (std::size_t i = 0; i < 200; ++i) {
    std::string inner = std::to_string(71520000 + 7 * i), n = std::to_string(i);
    inner += organization_code_check(inner).value_or('?');
    std::string code = "91610723" + inner;
    code += credit_code_check(code).value_or('?');
    std::ostringstream own, row, across;
    own << stems[i % stems.size()] << i << "厂";
    row << "a" << i << "," << own.str() << "," << code << "," << 100 + i << "\n";
    // Every second one has quite another name: only the code tells.
    across << "b" << i << "," << (i % 2 == 0 ? own.str() : "改制后企业" + n) << "," << inner << "," << 100 + i << "0000元\n";
    left += row.str(), right += across.str();
  }
  auto l = RegisterFile::open(folder.write("l.csv", left)), r = RegisterFile::open(folder.write("r.csv", right));
  auto preset = preset_plan({"enterprise", "id", "no", {}, OneToOne::none}, *l, &*r);
  ASSERT_TRUE(preset.has_value());
  EXPECT_EQ(preset->plan.identity, "inner_code");
  auto records = load_records(preset->plan, *l, &*r);
  ASSERT_TRUE(records.has_value());
  const std::size_t capital = records->column("capital");
  ASSERT_LT(capital, records->columns.size());
  EXPECT_EQ(records->left.row(3)[capital], records->right.row(3)[capital]) << "103 万元 and 1030000 元";
  const Knowledge knowledge = enterprise_knowledge(preset->plan, *records);
  auto linked = link_records(preset->plan, *records, knowledge, {});
  ASSERT_TRUE(linked.has_value());
  std::size_t found = 0;
  for (const Edge& e : linked->decided.edges) {
    const Pair& p = linked->gathered.pairs[e.pair];
    if (records->left.ids[p.left].substr(1) == records->right.ids[p.right].substr(1)) ++found;
  }
  EXPECT_EQ(found, 200U) << "linked, or for review where the names differ";
}

TEST(Loading, RefusesHeadingsThatAreNotThere) {
  const Folder folder;
  auto f = RegisterFile::open(folder.write("a.csv", "id,name\n1,a\n"));
  Plan plan;
  plan.left_id = "id";
  plan.columns = {{"name", "nom", "nom", "text", "", ""}};
  EXPECT_EQ(load_records(plan, *f, nullptr).error().reason, "link.no_such_column");
  plan.columns = {{"name", "name", "name", "soap", "", ""}};
  EXPECT_EQ(load_records(plan, *f, nullptr).error().reason, "link.no_such_cleaner");
}

}  // namespace
}  // namespace luodi::registers

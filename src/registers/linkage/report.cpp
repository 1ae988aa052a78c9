#include "registers/linkage/report.h"

#include <algorithm>
#include <charconv>
#include <fstream>

#include <boost/json.hpp>

#include "base/parallel.h"
#include "registers/linkage/explaining.h"

namespace luodi::registers {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostLeftOut = 1000;

void append_cell(std::string& out, const std::string& s) {
  if (s.find_first_of(",\"\n\r") == std::string::npos) {
    out += s;
    return;
  }
  out += '"';
  for (const char c : s) out.append(c == '"' ? 2 : 1, c);
  out += '"';
}

void append_number(std::string& out, double x, int digits) {
  char buffer[64];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, x, std::chars_format::fixed, digits);
  out.append(buffer, end.ptr);
}

json::array comparisons(const Plan& plan, const Model& model) {
  json::array out;
  std::size_t c = 0;
  for (const ComparisonPlan& comparison : plan.comparisons) {
    if (c >= model.levels.size()) break;
    json::array levels;
    for (std::size_t l = 0; l < model.levels[c].size(); ++l) {
      const LevelEstimate& e = model.levels[c][l];
      levels.push_back(json::object{{"level", l < comparison.levels.size() ? comparison.levels[l].text : "else"},
                                    {"m", e.m},
                                    {"u", e.u},
                                    {"m_seen", e.m_seen},
                                    {"u_seen", e.u_seen}});
    }
    out.push_back(json::object{{"column", comparison.column}, {"term_frequency", comparison.term_frequency}, {"levels", levels}});
    ++c;
  }
  return out;
}

json::object thresholds_of(const Thresholds& t) {
  json::array curve;
  for (const CurvePoint& p : t.curve) curve.push_back(json::object{{"weight", p.weight}, {"probability", p.probability}});
  return {{"calibration", t.calibration == Calibration::runner_up ? "runner_up" : "model"},
          {"link_probability", t.link_probability},
          {"review_probability", t.review_probability},
          {"strangers", t.strangers},
          {"absent", t.absent},
          {"curve", curve}};
}

json::array correspondences(const Model& model) {
  json::array out;
  for (const Correspondence& c : model.correspondences)
    out.push_back(json::object{{"column", c.column},
                               {"left", c.left},
                               {"right", c.right},
                               {"pairs", c.pairs},
                               {"expected", c.expected},
                               {"bits", c.bits}});
  return out;
}

Result<void> write(const std::filesystem::path& path, const std::vector<std::string>& parts) {
  std::ofstream out(path, std::ios::binary);
  for (const std::string& part : parts) out << part;
  if (!out.flush()) return fail(ErrorCode::usage, path.string(), "file.unwritable", "this file cannot be written");
  return {};
}

void append_edge(std::string& out, const Records& records, const Linked& linked, const Edge& e) {
  const Pair& p = linked.gathered.pairs[e.pair];
  append_cell(out, records.left.ids[p.left]);
  out += ',';
  append_cell(out, records.other().ids[p.right]);
  out += ',';
  append_number(out, e.weight, 4);
  out += ',';
  append_number(out, e.probability, 6);
  out += e.decision == Decision::link ? ",link\n" : ",review\n";
}

/// In parts, which follow each other.
std::vector<std::string> links_csv(const Records& records, const Linked& linked) {
  constexpr std::size_t kPart = 1U << 15U, kAhead = 8;
  const std::vector<Edge>& edges = linked.decided.edges;
  std::vector<std::string> parts((edges.size() + kPart - 1) / kPart + 1);
  parts[0] = "left_id,right_id,weight,probability,decision\n";
  in_parallel(parts.size() - 1, linked.plan.threads, [&](std::size_t part) {
    std::string& out = parts[part + 1];
    for (std::size_t i = part * kPart; i < std::min(edges.size(), (part + 1) * kPart); ++i) {
      // Links stand in the order of their weights: their rows lie anywhere in memory.
      if (i + kAhead < edges.size()) {
        const Pair& p = linked.gathered.pairs[edges[i + kAhead].pair];
        __builtin_prefetch(&records.left.ids[p.left]);
        __builtin_prefetch(&records.other().ids[p.right]);
      }
      append_edge(out, records, linked, edges[i]);
    }
  });
  return parts;
}

std::string clusters_csv(const Records& records, const Linked& linked) {
  std::string out = "side,id,cluster\n";
  const auto side = [&](const char* name, const Side& rows, const std::vector<std::uint32_t>& clusters) {
    for (std::size_t r = 0; r < clusters.size(); ++r) {
      out += name;
      append_cell(out, rows.ids[r]);
      out += "," + std::to_string(clusters[r]) + "\n";
    }
  };
  side("left,", records.left, linked.clusters.of_left);
  side("right,", records.right, linked.clusters.of_right);
  return out;
}

std::string parts_csv(const Records& records, const Knowledge& knowledge, const Linked& linked) {
  const Explaining explaining(records, knowledge, linked);
  std::string out = "left_id,right_id,part,level,weight,frequency\n";
  for (const Edge& e : linked.decided.edges) {
    const Pair& p = linked.gathered.pairs[e.pair];
    for (const WeightPart& part : explaining.parts(e)) {
      for (const std::string* cell : {&records.left.ids[p.left], &records.other().ids[p.right], &part.comparison, &part.level})
        append_cell(out, *cell), out += ',';
      append_number(out, part.weight, 4);
      out += ',';
      append_number(out, part.frequency, 4);
      out += '\n';
    }
  }
  return out;
}

}  // namespace

std::string report_json(const Records& records, const Linked& linked, const std::string& understood) {
  json::object blocking, stages;
  for (const auto& [name, n] : linked.gathered.found) blocking[name] = n;
  for (const Stage& s : linked.stages) stages[s.name] = s.seconds;
  json::array sessions;
  for (const Session& s : linked.model.sessions)
    sessions.push_back(json::object{{"rule", s.rule}, {"pairs", s.pairs}, {"rounds", s.rounds}, {"prior", s.prior}});
  json::array left_out;  // by name, the surest first
  for (const std::uint32_t e : linked.clusters.split) {
    if (left_out.size() == kMostLeftOut) break;
    const Edge& edge = linked.decided.edges[e];
    const Pair& p = linked.gathered.pairs[edge.pair];
    left_out.push_back(json::array{records.left.ids[p.left], records.other().ids[p.right], edge.weight});
  }
  std::uint64_t links = 0;
  for (const Edge& e : linked.decided.edges) links += e.decision == Decision::link ? 1 : 0;
  const Thresholds& t = linked.decided.thresholds;
  const json::object report = {
      {"rows", json::object{{"left", records.left.size()}, {"right", records.right.size()}}},
      {"columns", json::parse(understood.empty() ? "[]" : understood)},
      {"comparisons", comparisons(linked.plan, linked.model)},
      {"prior", json::object{{"probability", linked.model.prior},
                             {"certain_pairs", linked.model.certain},
                             {"certain_recall", linked.plan.certain_recall},
                             {"settled_by_bits", linked.prior_shift}}},
      {"training", sessions},
      {"correspondences", correspondences(linked.model)},
      {"names_learned", linked.learned.empty() ? json::value(nullptr) : json::parse(linked.learned)},
      {"blocking",
       json::object{{"pairs_by_rule", blocking}, {"pairs", linked.gathered.pairs.size()}, {"all_pairs", linked.model.all_pairs}}},
      {"thresholds", thresholds_of(t)},
      // All of nothing is no estimate.
      {"expected_precision", links > 0 ? json::value(t.expected_precision) : json::value()},
      {"expected_recall", links > 0 ? json::value(t.expected_recall) : json::value()},
      {"links", links},
      {"for_review", linked.decided.edges.size() - links},
      {"vetoed", t.vetoed},
      {"clusters",
       json::object{{"count", linked.clusters.count}, {"edges_left_out", linked.clusters.split.size()}, {"left_out", left_out}}},
      {"warnings", json::value_from(linked.warnings)},
      {"seconds", stages},
  };
  return json::serialize(report);
}

Result<void> write_linkage(const std::filesystem::path& folder, const Records& records, const Linked& linked,
                           const std::string& understood) {
  std::error_code bad;
  std::filesystem::create_directories(folder, bad);
  if (bad) return fail(ErrorCode::usage, folder.string(), "file.unwritable", "this folder cannot be made");
  if (auto ok = write(folder / "links.csv", links_csv(records, linked)); !ok) return ok;
  if (linked.plan.clusters)
    if (auto ok = write(folder / "clusters.csv", {clusters_csv(records, linked)}); !ok) return ok;
  return write(folder / "report.json", {report_json(records, linked, understood) + "\n"});
}

Result<void> write_parts(const std::filesystem::path& folder, const Records& records, const Knowledge& knowledge,
                         const Linked& linked) {
  return write(folder / "parts.csv", {parts_csv(records, knowledge, linked)});
}

}  // namespace luodi::registers

// See csv.h.
#include "base/csv.h"

#include <sstream>

namespace luodi {
namespace {

std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> out(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"')
      out.back() += line[i++];
    else if (line[i] == '"')
      quoted = !quoted;
    else if (line[i] == ',' && !quoted)
      out.emplace_back();
    else if (line[i] != '\r')
      out.back() += line[i];
  }
  return out;
}

}  // namespace

std::vector<std::vector<std::string>> csv_rows(std::string_view csv) {
  std::vector<std::vector<std::string>> rows;
  std::istringstream lines{std::string(csv)};
  std::string line;
  std::getline(lines, line);  // headings
  while (std::getline(lines, line))
    if (!line.empty()) rows.push_back(fields_of(line));
  return rows;
}

}  // namespace luodi

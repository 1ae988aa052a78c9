// Report: links.csv, parts.csv, clusters.csv and report.json of a linkage.
#pragma once

#include <filesystem>
#include <string>

#include "registers/linkage/linking.h"

namespace luodi::registers {

/// Writes links.csv, report.json and, where the plan asks for clusters, clusters.csv into a folder, which is made.
/// `understood`: what a preset understood of each column, as JSON for the report. Errors: usage "file.unwritable".
Result<void> write_linkage(const std::filesystem::path& folder, const Records& records, const Linked& linked,
                           const std::string& understood);
/// Writes parts.csv into that folder: for every pair of links.csv what its weight is made of, a line each.
Result<void> write_parts(const std::filesystem::path& folder, const Records& records, const Knowledge& knowledge,
                         const Linked& linked);
std::string report_json(const Records& records, const Linked& linked, const std::string& understood);

}  // namespace luodi::registers

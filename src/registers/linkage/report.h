// Report: links.csv, clusters.csv and report.json of a linkage.
#pragma once

#include <filesystem>
#include <string>

#include "registers/linkage/linking.h"

namespace luodi::registers {

/// Writes links.csv, report.json and, where the plan asks for clusters, clusters.csv into a folder, which is made.
/// `understood`: what a preset understood of each column, as JSON for the report. Errors: usage "file.unwritable".
Result<void> write_linkage(const std::filesystem::path& folder, const Records& records, const Linked& linked,
                           const std::string& understood);
std::string report_json(const Records& records, const Linked& linked, const std::string& understood);

}  // namespace luodi::registers

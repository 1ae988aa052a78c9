// How this pair of registers spells names: costs of the channel learned from the pairs themselves, without labels.
//
// One ledger drops the county in front of every name, another the legal form, a third has homophones everywhere. By expectation
// and maximisation over rows: each row's candidates share its probability with "there is none" (a row has one match at most),
// what their best alignments did is counted by it, and the shares of what was done are the costs of the next round.
#pragma once

#include <string>

#include "registers/enterprise/name_weight.h"
#include "registers/linkage/candidates.h"

namespace luodi::registers {

/// Learns from at most a few thousand left rows, taken by what stands in them. Within one side nothing is learned: a register's
/// own doubles are too few and too alike to tell how others spell.
void learn_channel(const Records& records, const Candidates& candidates, NameEvidence& names);

std::string channel_as_json(const NameChannel& channel);
/// The costs of an earlier run; unknown members are left as they are.
NameChannel channel_of_json(const std::string& json);

}  // namespace luodi::registers

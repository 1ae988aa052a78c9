// The subject of an agenda point: who brought it in front, what ends it behind.
#pragma once

#include "reading/agenda.h"

namespace luodi::reading {

/// A document by its name: in 《》, or ending as one does (方案, 办法, 请示).
bool names_document(View subject);

/// Cuts "县发改局关于" off the subject of a report; what it cuts is the reporting unit.
void take_unit(View text, Point& point);

/// Cuts "的汇报", "等议题", "精神，研究我县贯彻意见" and the like.
void cut_tail(View text, Point& point);

}  // namespace luodi::reading

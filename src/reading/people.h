// People: lists of persons with titles: "县委常委、常务副县长王劲松，副县长何清越、秦若兰".
#pragma once

#include <vector>

#include "luodi/values/reading.h"
#include "reading/scan.h"

namespace luodi::reading {

/// Persons of a list. A title goes on to the names behind it until the next title; a collective title (县领导) gives none.
/// Groups without names (各镇负责人) are left out.
std::vector<Person> people_of(View list);

/// The same of a list in minutes, which names people by their unit too: 县财政局荆卫民, without a title.
std::vector<Person> people_of_list(View list);

/// One person: "县委副书记、县长蓝启成", "蓝启成县长", "韩遇同志"; empty name if there is none.
Person person_of(View text);

}  // namespace luodi::reading

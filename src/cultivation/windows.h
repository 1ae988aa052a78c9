// 申报窗口: when units may be entered, by whom, and how long that is still open. Days differ by year, level and place and are
// never constants: a county's calendar is entries; what other places did is shown beside it for comparison.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/working_days.h"
#include "cultivation/classes.h"
#include "luodi/values/dossiers.h"
#include "luodi/values/error.h"

namespace luodi::cultivation {

/// What other places and years did (presets/five_above_windows.csv).
const std::vector<WindowView>& window_presets();
/// What usually is open in each month (presets/five_above_months.csv), January first.
const std::vector<MonthRuleView>& month_rules();

/// Both days as ISO days in order, a known level, channel and classes. Error: usage, with the field.
Result<void> check_window(const WindowView& window);
/// The window as it stands on a day: state, days and working days left.
WindowView standing_on(WindowView window, const Date& day);
/// True where a unit of this class and channel may use it: whoever may enter monthly may enter annually too.
bool may_use(const WindowView& window, std::string_view class_id, std::string_view channel);
/// Windows that such a unit may still use on a day, the one that closes first in front.
std::vector<WindowView> usable_windows(const std::vector<WindowView>& windows, std::string_view class_id,
                                       std::string_view channel, const Date& day);

/// Of the windows that such a unit may use: those of the county where its calendar has any this season, as the county files
/// first.
std::vector<WindowView> windows_to_file_in(const std::vector<WindowView>& windows, std::string_view class_id,
                                           std::string_view channel, const Date& day);
/// The month up to which figures count for the last window of the own calendar that such a unit may still use on a day, among
/// those for figures of `year`: as month_index. Where a window names no month, the one before it closes: a later one is not over
/// then. 0: no window of the calendar is left; nothing: the calendar has none for this year's figures.
std::optional<int> batch_of(const std::vector<WindowView>& windows, std::string_view class_id, std::string_view channel, int year,
                            const Date& day);
/// True where a window is for units that leave: its kinds of business say so, or name none.
bool takes_exits(const WindowView& window);
/// True where an annual window of the own calendar for this class that takes units that leave covers a month, "2026-11".
bool exit_window_in(const std::vector<WindowView>& windows, std::string_view class_id, const std::string& month);
/// True where the own calendar has an annual window for this class that takes units that leave and opens in a year, "2026".
bool exit_windows_known(const std::vector<WindowView>& windows, std::string_view class_id, const std::string& year);

}  // namespace luodi::cultivation

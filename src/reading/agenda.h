// Agenda: clauses that say what the meeting heard, studied or reviewed, and headings of numbered points.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reading/scan.h"

namespace luodi::reading {

/// One agenda point as a clause names it.
struct Point {
  std::string kind;  ///< study | report | review | other
  Range subject;
  std::optional<Range> reporting_unit;
  Range clause;
  bool lead = false;  ///< named in a list before the points are told one by one
  bool heading = false;
};

/// "有关会议精神", "相关事项", "我旗贯彻落实工作": a matter in front that names nothing.
bool names_nothing(View subject);

/// "会议还研究了其他事项": items are not named.
bool hides_items(View sentence);

/// The points a sentence names, in order. Empty if it names none.
std::vector<Point> points_in(View text, Range sentence);

/// "…召开县政府常务会议，传达学习市两会精神，对安全生产工作进行部署": the points behind the naming of the meeting.
std::vector<Point> points_behind_meeting(View text, Range sentence);

/// "会议逐项研究了整改措施，明确如下：", "形成如下意见：": what stands below it was decided. Refused: 纪要如下, which says
/// nothing of it.
bool heads_decisions(View text, Range sentence);

/// "一、城南农贸市场改造" over a list of numbered requirements, without 关于: the matter that they are about. Refused: slogans
/// and demands (一、强化责任落实), and a number with words of its own behind it.
std::optional<Point> gathering_heading(View text, Range line);
/// The point a heading names ("一、关于三秋生产", "二、听取全区…汇报"); nothing if it is no heading of one.
std::optional<Point> heading_point(View text, Range line);

/// Topics of a lead list "三秋生产、秸秆禁烧、学生营养改善计划等工作".
std::vector<Range> listed_topics(View text, Range subject);

/// 项目进展情况, 有关工作情况: how the matter stands, not which.
bool tells_progress(View s);
/// "各镇、县政府各工作部门负责人列席会议": who was there, told where the paper speaks of something else.
bool was_there(View sentence);

/// 第三项议题: 3, which counts the topics listed up front; nothing for other subjects.
std::optional<std::size_t> numbered_topic(View subject);

/// "听取了A汇报,强调要…;审议了《B》,要求…": several points in one sentence, each with what is asked behind it.
bool tells_point_by_point(View text, Range sentence);

}  // namespace luodi::reading

// Lights by the preset rules: each edge of each rule, states that have no light, and limits that end on working days.
#include "supervision/lights.h"

#include <gtest/gtest.h>

#include "supervision/presets.h"

namespace luodi::supervision {
namespace {

std::string light(long day, const char* state, std::optional<long> assigned, std::optional<long> due,
                  std::optional<long> progress) {
  return light_on(day, {state, assigned, due, progress, due}, light_presets()).light;
}

TEST(Lights, FollowTheDueDate) {
  EXPECT_EQ(light(96, "accepted", 0, 100, std::nullopt), "green") << "four days left";
  EXPECT_EQ(light(97, "accepted", 0, 100, std::nullopt), "yellow");
  EXPECT_EQ(light(100, "accepted", 0, 100, std::nullopt), "yellow") << "the due day itself";
  EXPECT_EQ(light(101, "accepted", 0, 100, std::nullopt), "red");
  EXPECT_EQ(light(99, "reported", 0, 100, std::nullopt), "green") << "what waits for its review is not pressed";
  EXPECT_EQ(light(101, "reported", 0, 100, std::nullopt), "red");
  EXPECT_EQ(light(1000, "accepted", 0, std::nullopt, std::nullopt), "green") << "no date, no lateness";
}

TEST(Lights, FollowTheGapOfProgressAsTheTableSays) {
  EXPECT_EQ(light(50, "under_way", 0, 100, 50), "green");
  EXPECT_EQ(light(50, "under_way", 0, 100, 41), "green") << "nine points: not in the table, green by default";
  EXPECT_EQ(light(50, "under_way", 0, 100, 40), "yellow") << "ten points";
  EXPECT_EQ(light(50, "under_way", 0, 100, 20), "yellow") << "thirty points, both ends included";
  EXPECT_EQ(light(50, "under_way", 0, 100, 19), "red");
  EXPECT_EQ(light(61, "under_way", 0, 200, 0), "red") << "30.5 points are more than 30";
  EXPECT_EQ(light(19, "under_way", 0, 200, 0), "green") << "9.5 points are fewer than 10";
  const LightView near = light_on(50, {"under_way", 0, 100, 45, 100}, light_presets());
  EXPECT_EQ(near.rule_id, "progress_near") << "the default says that it is one";
  EXPECT_EQ(near.measured, 5);
}

TEST(Lights, MeasureProgressAgainstTheDueDateNotTheNextFeedback) {
  EXPECT_EQ(light_on(9, {"under_way", 0, 15, 10, 100}, light_presets()).light, "green") << "feedback is near, the end is not";
  EXPECT_EQ(light_on(9, {"under_way", 0, 15, 10, std::nullopt}, light_presets()).light, "green") << "no end, no pace";
  EXPECT_EQ(light_on(16, {"under_way", 0, 15, 16, 100}, light_presets()).light, "red") << "feedback is late";
}

TEST(Lights, MeasureWhatIsHandedInByTheDayOfThat) {
  const auto on = [](long day, std::optional<long> reported) {
    return light_on(day, {"reported", 0, 100, 20, 100, reported}, {light_presets()[4]}).light;
  };
  EXPECT_EQ(on(130, 100), "green") << "handed in on its day; the review takes the desk's time";
  EXPECT_EQ(on(130, 101), "red") << "handed in a day late stays late";
  EXPECT_EQ(on(100, 130), "green") << "of a past day, what is to come says nothing";
  EXPECT_EQ(light_on(130, {"under_way", 0, 100, 100, 100, 90}, light_presets()).light, "red") << "returned: it goes on";
  EXPECT_EQ(LightRules(light_presets()).severity_on(130, {"reported", 0, 100, 100, 100, 100}), severity("green"));
}

TEST(Lights, AreNoneWhereNothingIsFollowed) {
  for (const char* state : {"suspended", "merged", "withdrawn"}) EXPECT_EQ(light(500, state, 0, 100, 0), "none") << state;
  for (const char* state : {"confirmed", "carried_over"}) {
    EXPECT_EQ(light(99, state, std::nullopt, 100, std::nullopt), "none") << "due soon is nobody's light before the assignment";
    EXPECT_EQ(light(101, state, std::nullopt, 100, std::nullopt), "red") << "late and not even assigned";
  }
  EXPECT_EQ(light(500, "closed", 0, 100, 0), "green");
}

TEST(Limits, EndOnWorkingDaysOrDaysAsTheirSourceSays) {
  const Date wednesday{2026, 9, 30};  // the National Day holiday follows
  const auto assign = end_of_limit({{"", limit_presets()}}, "assign", wednesday);
  ASSERT_TRUE(assign);
  EXPECT_EQ(assign->day, *add_working_days(wednesday, 3));
  EXPECT_GT(assign->day.days() - wednesday.days(), 7) << "the holiday is not counted";
  const auto minutes = end_of_limit({{"", limit_presets()}}, "minutes_item", wednesday);
  ASSERT_TRUE(minutes);
  EXPECT_EQ(minutes->day.days() - wednesday.days(), 20);
  EXPECT_NE(minutes->reason.find("20日"), std::string::npos);
  EXPECT_FALSE(end_of_limit({{"", limit_presets()}}, "no such", wednesday));
}

TEST(Presets, AreSoundAndBadSetsAreRefusedByRow) {
  EXPECT_EQ(limit_presets().size(), 7U);
  EXPECT_EQ(light_presets().size(), 5U);
  EXPECT_TRUE(check_limits(limit_presets()));
  EXPECT_TRUE(check_lights(light_presets()));
  auto limits = limit_presets();
  limits[2].unit = "weeks";
  EXPECT_EQ(check_limits(limits).error().where, "first_feedback.unit");
  limits = limit_presets();
  limits[1].limit_id = limits[0].limit_id;
  EXPECT_EQ(check_limits(limits).error().reason, "rules.id");
  auto lights = light_presets();
  lights[0].to = lights[0].from;
  EXPECT_EQ(check_lights(lights).error().reason, "rules.range");
  lights[0].from = lights[0].to = 10, lights[0].up_to = true;
  EXPECT_TRUE(check_lights(lights)) << "one value alone is a range too";
  EXPECT_EQ(lights_to_keep(lights).error().reason, "rules.overlap") << "the next one holds from it";
  lights[1].above = true;
  ASSERT_TRUE(lights_to_keep(lights));
  EXPECT_EQ((*lights_to_keep(lights))[2].name, "进度落后超过30个百分点");
  lights[2].above = false;
  EXPECT_EQ(lights_to_keep(lights).error().reason, "rules.overlap") << "two rules at 30";
}

}  // namespace
}  // namespace luodi::supervision

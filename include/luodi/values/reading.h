// Reading: what a paper of a meeting says: the meeting, its items and directives, what every character is, and remarks
// on what was not understood. Plain values; the shapes are those of `luodi read --json`.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

namespace luodi {

/// Half-open range of code points of the mended text.
using Span = std::array<std::size_t, 2>;

/// A person named in the paper, with the title as written (none when only a collective title precedes the list).
struct Person {
  std::string name;
  std::optional<std::string> title;
};

/// 会议. `date` is ISO, or "--MM-DD" where the paper gives no year.
struct Meeting {
  std::optional<std::string> date;
  std::optional<std::string> date_text;
  std::optional<std::string> body;     ///< e.g. 洋县人民政府
  std::string meeting_kind;            ///< as worded, without the ordinal: 县政府常务会议
  std::optional<std::string> ordinal;  ///< verbatim: 2025年第1次
  std::optional<Person> chair;
  std::vector<Person> participants;
  std::vector<Person> invited;
};

/// 要求: one requirement put on somebody.
struct Directive {
  std::string text;
  Span span{};
  std::optional<std::string> unit;        ///< as named in the clause
  std::optional<std::string> deadline;    ///< as worded
  std::optional<std::string> due_date;    ///< ISO, when the wording gives a day
  std::string due_kind = "none";          ///< date | open | none
  std::optional<std::string> due_reason;  ///< how the date follows from the wording
  std::string topic;
};

/// 议题: one agenda point. kind: study | report | review | other.
struct Item {
  std::string kind;
  std::string subject;
  Span subject_span{};
  std::optional<std::string> reporting_unit;
  std::vector<Directive> directives;
};

/// A stretch of the paper and what it is: frame, attendance, item, directive, appraisal, praise, furniture, other.
struct Coverage {
  Span span{};
  std::string kind;
};

/// Something the reader wants looked at, e.g. items_not_named ("会议还研究了其他事项"), no_meeting, no_year.
struct Remark {
  std::string code;
  Span span{};
};

struct Reading {
  std::optional<Meeting> meeting;
  std::vector<Item> items;
  std::vector<Coverage> coverage;
  std::vector<Remark> remarks;
  std::optional<std::string> title;
  std::optional<std::string> published;  ///< ISO date of the publication line
};

BOOST_DESCRIBE_STRUCT(Person, (), (name, title))
BOOST_DESCRIBE_STRUCT(Meeting, (), (date, date_text, body, meeting_kind, ordinal, chair, participants, invited))
BOOST_DESCRIBE_STRUCT(Directive, (), (text, span, unit, deadline, due_date, due_kind, due_reason, topic))
BOOST_DESCRIBE_STRUCT(Item, (), (kind, subject, subject_span, reporting_unit, directives))
BOOST_DESCRIBE_STRUCT(Coverage, (), (span, kind))
BOOST_DESCRIBE_STRUCT(Remark, (), (code, span))
BOOST_DESCRIBE_STRUCT(Reading, (), (meeting, items, coverage, remarks, title, published))

}  // namespace luodi

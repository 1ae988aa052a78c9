// 任务分解表: rows into tasks, tasks into a paper of their own, so that the chain from the row to the commitment is that of
// sentences: every commitment leads back to its row.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/house.h"
#include "engine/table_draft.h"

namespace luodi::engine {

struct Task {
  std::size_t index = 0;  ///< of the draft's row
  std::string text, group, deadline, due_kind = "none";
  std::optional<std::string> due_date, lead_unit, lead_unit_id, leader, known_as;  ///< known_as: the commitment it is already
  std::optional<std::string> due_reason;                                           ///< where a limit gave the due date: which
  std::vector<std::string> helping_units, helping_unit_ids;
  std::string progress{}, report{};    ///< 进度 and 进展情况 as the table tells them
  std::string number{};                ///< as the table counts
  std::optional<std::size_t> whole{};  ///< the task of this table that it is a part of, by its place in the list
  Span span{};                         ///< where its words stand in the paper of the tasks, once that is made
  std::string ended{};  ///< what the table says of its state where nobody works on it any more: 已办结, 已并入; "" of all others
};

/// A text on one line, without blanks around it.
std::string one_line(const std::string& text);

/// The tasks of a draft; what cannot be read is noted in the draft. The year of "6月底前" follows from `meeting_date`; of a
/// table that belongs to no meeting, from the year in its title where one stands there.
Result<std::vector<Task>> tasks_of(store::Connection& c, TableDraft& draft, const std::string& meeting_date, bool in_meeting,
                                   const Date& today);

/// Whether a task is a directive of the tasks' paper: it is not known already, and not a part of another task.
bool has_directive(const Task& task);
/// The parts of each task, by their places in the list.
std::vector<std::vector<std::size_t>> parts_of(const std::vector<Task>& tasks);
/// The paper that a list of tasks is: its words, and what was read in them. The tasks with a directive are its directives in
/// order; parts stand below their whole. Sets the tasks' spans. `format`: of the file that they came in.
ledger::PaperRecord record_of_tasks(const std::string& title, const std::string& format, std::vector<Task>& tasks,
                                    const std::string& file_name);

/// A task with the number of its commitment, and that of its whole.
struct NumberedTask {
  const Task* task = nullptr;
  std::string commitment_id;
  std::optional<std::string> parent_id;
};
/// A directive becomes the commitment of the first task, which has the others as parts and parts of parts; each assigned at once
/// where asked for and its unit is known, a whole by its parts. How many were.
Result<std::int64_t> confirm_task(House& house, store::Connection& c, const Caller& caller, const std::string& directive_id,
                                  const std::vector<NumberedTask>& made, bool assign);

}  // namespace luodi::engine

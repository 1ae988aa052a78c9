// Meetings: papers taken in, meetings they tell of, items, and directives with their state; derived from the ledger.
//
// A directive's life up to the commitment (the rest of a commitment's life is in src/supervision):
//   proposed --confirm--> confirmed     proposed --refuse--> refused     proposed --settle--> settled (principle, no task)
//   proposed --split--> split (parts are proposed)     proposed --merge--> merged (the whole is proposed)
//   confirmed, refused, settled, split, merged --undo--> proposed (parts or the whole become void)
//   proposed --correct--> proposed; undo takes the last correction back
// Entries: paper.imported, meeting.corrected, directive.confirmed, .refused, .settled, .split, .merged, .corrected, .undone.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ledger/ledger.h"
#include "luodi/values/desk.h"

namespace luodi::ledger {

/// What one import keeps beside the file itself: the canonical parse, so that a better parser never changes history.
struct PaperRecord {
  std::string file_name;
  std::string encoding;
  std::string proof;
  std::vector<std::string> kinds;
  std::string text;
  std::string original;
  std::vector<ChangeView> changes;
  std::vector<DoubtView> doubtful;
  Reading reading;
};
BOOST_DESCRIBE_STRUCT(PaperRecord, (), (file_name, encoding, proof, kinds, text, original, changes, doubtful, reading))

/// Answer to an import: `fresh` is false when the same paper was there already and nothing changed.
struct Imported {
  std::string paper_id;
  std::optional<std::string> meeting_id;
  bool fresh = true;
};

/// One directive as an act gives it: a part of a split, the whole of a merge, a correction.
struct DirectiveText {
  std::string directive_id;
  std::string text;
  Span span{};
  std::optional<std::string> unit;
  std::optional<std::string> deadline;
  std::optional<std::string> due_date;
  std::string due_kind = "none";
  std::string topic;
};
BOOST_DESCRIBE_STRUCT(DirectiveText, (), (directive_id, text, span, unit, deadline, due_date, due_kind, topic))

/// The day of a requirement, where it follows from the day of the meeting.
struct DueText {
  std::string directive_id;
  std::optional<std::string> due_date;
  std::string due_kind = "none";
  std::optional<std::string> due_reason;
};
BOOST_DESCRIBE_STRUCT(DueText, (), (directive_id, due_date, due_kind, due_reason))

/// A correction that stands: its entry, and what the directive was before.
struct Correction {
  std::int64_t seq = 0;
  DirectiveText before;
};

class MeetingsProjection final : public Projection {
 public:
  std::string_view schema() const override;
  std::vector<std::string_view> tables() const override;
  Result<void> apply(store::Connection& connection, const Entry& entry) override;

 private:
  Result<void> take_paper(store::Connection& c, const Entry& entry);
  Result<void> take_back(store::Connection& c, const Entry& entry);
  Result<void> hand_on(store::Connection& c, const std::string& paper_id);
  Result<void> correct_meeting(store::Connection& c, const Entry& entry);
  Result<void> correct(store::Connection& c, const Entry& entry);
  Result<void> add(store::Connection& c, const Entry& entry);
  Result<void> insert_directive(store::Connection& c, const std::string& paper_id, const std::string& item_id, std::int64_t no,
                                const DirectiveText& d, const std::optional<std::string>& reason,
                                const std::optional<std::string>& twin, const std::optional<std::string>& parent);
};

/// Takes a paper in: file and parse as blobs, one entry. The same file, or the same mended text, changes nothing.
/// `into_meeting`: the meeting it belongs to, whatever it says itself; `by_words`: the same file may bring several papers
/// (the sheets of a workbook), only the same words are the same.
Result<Imported> import_paper(Ledger& ledger, store::Connection& c, const std::string& file, const PaperRecord& record,
                              const std::string& actor, const std::string& source,
                              const std::optional<std::string>& into_meeting = std::nullopt, bool by_words = false);
/// For each text the standing directive of a meeting's first papers that says the same; none without a meeting.
Result<std::vector<std::optional<std::string>>> twins_in_meeting(store::Connection& c, const std::string& meeting_id,
                                                                 const std::vector<std::string>& texts);

Result<std::vector<MeetingRow>> list_meetings(store::Connection& c);
/// What a meeting is called by, without the counts that a row of the list has.
struct MeetingName {
  std::string meeting_id;
  std::optional<std::string> date, ordinal;
  std::string meeting_kind;
};
BOOST_DESCRIBE_STRUCT(MeetingName, (), (meeting_id, date, ordinal, meeting_kind))
/// Newest first; those without a date last.
Result<std::vector<MeetingName>> meeting_names(store::Connection& c);
Result<MeetingRow> get_meeting(store::Connection& c, const std::string& meeting_id);
Result<std::vector<PaperView>> papers_of(store::Connection& c, const std::string& meeting_id);
Result<PaperRecord> record_of(store::Connection& c, const std::string& paper_id);
/// What a paper says of its meeting, before any correction; whether a meeting stands as it says.
MeetingFacts facts_of(const Meeting& meeting);
bool is_same(const MeetingFacts& facts, const MeetingRow& meeting);
/// not_found for a paper that does not stand; conflict where its requirements are confirmed, or where it is a table of tasks.
Result<void> check_withdrawable(store::Connection& c, const std::string& paper_id);
Result<std::vector<ItemView>> items_of(store::Connection& c, const std::string& meeting_id);
/// The day of the meeting that a paper tells of, corrections in; none where no paper gives it.
Result<std::optional<std::string>> meeting_day(store::Connection& c, const std::string& paper_id);
/// The last correction of a directive that was not taken back; nothing where there is none.
Result<std::optional<Correction>> last_correction(store::Connection& c, const std::string& directive_id);
Result<DirectiveView> get_directive(store::Connection& c, const std::string& directive_id);
/// An item with the day of its meeting.
struct ItemOfMeeting {
  ItemView item;
  std::optional<std::string> date;
};
Result<ItemOfMeeting> get_item(store::Connection& c, const std::string& item_id);
/// Parts and wholes that were ever made out of a directive, the void ones too: their ids are not given twice.
Result<std::int64_t> count_parts(store::Connection& c, const std::string& directive_id);
/// A part or whole of a directive that somebody has dealt with; nothing if there is none.
Result<std::optional<std::string>> part_dealt_with(store::Connection& c, const std::string& directive_id);
/// The agenda item of a paper that a place of its text belongs to: that of the last subject before it, else the first.
/// Error not_found where the paper has none.
Result<std::string> item_before(store::Connection& c, const std::string& paper_id, std::size_t place);
/// How many directives people added to a paper.
Result<std::int64_t> count_added(store::Connection& c, const std::string& paper_id);
/// True if a standing directive of the paper shares characters with the span.
Result<bool> overlaps_standing(store::Connection& c, const std::string& paper_id, Span span);
/// Directives of a paper inside a span that stand, whatever was decided about them.
Result<std::size_t> count_standing(store::Connection& c, const std::string& paper_id, Span span);
/// The members of the last merge that took this directive in; the first one is its subject.
Result<std::vector<std::string>> merged_with(store::Connection& c, const DirectiveView& member);
/// Papers that tell of no meeting.
Result<std::vector<PaperView>> papers_without_meeting(store::Connection& c);
/// Differences of the later papers of a meeting from its first.
Result<std::vector<DifferenceView>> differences_of(store::Connection& c, const std::string& meeting_id);

}  // namespace luodi::ledger

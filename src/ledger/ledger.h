// Ledger: the only truth. Append-only entries in a hash chain; everything else is derived from them and can be rebuilt.
//
// One entry = one act: kind, subject, payload, who, when, source. Format of the chain:
//   payload_hash  = H(salt | payload)            the salt lies beside the payload
//   personal_hash = H(salt2 | personal fields)   salt2 and the fields lie in entry_personal and can be erased together
//   hash          = H(prev | seq | kind | subject | actor | at | source | payload_hash | personal_hash)
// where | joins with U+001F and H is SHA-256 or SM3, fixed when the ledger is made.
//
// Invariants:
//  1. An entry is never changed or deleted; only its personal fields may be erased, and verify then says "erased".
//  2. Appending re-reads the head of the chain inside the writing transaction.
//  3. The hash of the last entry is kept beside the chain too, so that verify notices entries cut off at its end.
//  4. A projection sees an entry in the transaction that appends it, and again, in order, when it is rebuilt; it reads
//     nothing but the entry, the blobs it names and its own tables, so both give the same rows.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "ledger/digest.h"
#include "store/store.h"

namespace luodi::ledger {

struct Entry {
  std::int64_t seq = 0;
  std::string kind;      ///< "paper.imported", "directive.confirmed", …
  std::string subject;   ///< id of what it is about
  std::string payload;   ///< JSON text, hashed as it stands
  std::string personal;  ///< JSON text of fields about natural persons; empty if there are none or they were erased
  std::string actor;     ///< account id
  std::string at;        ///< ISO UTC
  std::string source;    ///< where it comes from: a span, a cell, "screen", "command line"
};

/// A set of derived tables.
class Projection {
 public:
  virtual ~Projection() = default;
  virtual std::string_view schema() const = 0;               ///< CREATE TABLE IF NOT EXISTS …
  virtual std::vector<std::string_view> tables() const = 0;  ///< what rebuild empties
  virtual Result<void> apply(store::Connection& connection, const Entry& entry) = 0;
  /// What must hold after an entry, asked when it is appended and before the commit; a replay does not ask, for what was taken
  /// once stands. `conflict` names what does not hold, and the transaction is rolled back.
  virtual Result<void> check(store::Connection& connection, const Entry& entry) {
    (void)connection;
    (void)entry;
    return {};
  }
  /// The personal fields of this subject's entry were erased: the derived rows lose them too.
  virtual Result<void> forget(store::Connection& connection, const std::string& subject) {
    (void)connection;
    (void)subject;
    return {};
  }
};

/// What verify found. `sound` is false if any entry or blob does not match its hash.
struct Verdict {
  bool sound = true;
  std::int64_t entries = 0;
  std::int64_t erased = 0;     ///< entries whose personal fields were erased
  std::int64_t first_bad = 0;  ///< seq of the first tampered entry; 0 if none
  std::string reason;          ///< what does not match
  std::string head;            ///< hash of the last entry: kept outside, it also shows a ledger rewritten as a whole
};

class Ledger {
 public:
  Ledger(store::Store& store, const Clock& clock, std::vector<Projection*> projections);

  /// Makes the tables; derived ones of an older program are made anew from the entries. A new ledger takes `algorithm`; an old
  /// one keeps its own.
  Result<void> prepare(Algorithm algorithm = Algorithm::sha256);

  /// Appends inside a writing transaction, applies every projection and asks what each holds true. Fills seq and at.
  Result<Entry> append(store::Connection& connection, Entry entry);

  /// The seq that the next entry of this writing transaction gets.
  static Result<std::int64_t> next_seq(store::Connection& connection);

  /// Content by hash, kept once. Returns the hash.
  Result<std::string> put_blob(store::Connection& connection, std::string_view bytes);
  static Result<std::string> get_blob(store::Connection& connection, const std::string& hash);

  Result<Verdict> verify();
  /// Empties the projections' tables and replays every entry. `progress` hears of entries done and in all.
  Result<std::int64_t> rebuild(const std::function<void(std::int64_t, std::int64_t)>& progress = {});
  /// Erases the personal fields of an entry for good.
  Result<void> erase_personal(std::int64_t seq);

  store::Store& store() { return store_; }
  const Clock& clock() const { return clock_; }

 private:
  Result<void> make_tables(store::Connection& c);
  Result<std::int64_t> replay(store::Connection& c, const std::function<void(std::int64_t, std::int64_t)>& progress);
  std::string link(const std::string& previous, const Entry& e, const std::string& payload_hash,
                   const std::string& personal_hash) const;
  static Entry entry_of(const store::Row& row);

  store::Store& store_;
  const Clock& clock_;
  std::vector<Projection*> projections_;
  Algorithm algorithm_ = Algorithm::sha256;
};

}  // namespace luodi::ledger

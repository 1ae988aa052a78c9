// Notices issued: entries notice.issued, with its docx and annex as kept content, and notice.voided.
#pragma once

#include <string>
#include <vector>

#include "ledger/ledger.h"
#include "luodi/values/supervision.h"

namespace luodi::supervision {

class NoticesProjection final : public ledger::Projection {
 public:
  std::string_view schema() const override;
  std::vector<std::string_view> tables() const override { return {"notice"}; }
  Result<void> apply(store::Connection& connection, const ledger::Entry& entry) override;
};

Result<std::vector<NoticeView>> list_notices(store::Connection& c);
Result<NoticeView> get_notice(store::Connection& c, const std::string& notice_id);
/// The next number of a code (机关代字) in a year: "政督〔2026〕3号".
Result<std::string> next_notice_number(store::Connection& c, const std::string& code, const std::string& year);

}  // namespace luodi::supervision

// Campaigns and upper-level documents: entries campaign.*, document.* into tables, and what is asked of them.
#pragma once

#include <string>
#include <vector>

#include "ledger/ledger.h"
#include "luodi/values/desk.h"
#include "luodi/values/library.h"

namespace luodi::supervision {

class LibraryProjection final : public ledger::Projection {
 public:
  std::string_view schema() const override;
  std::vector<std::string_view> tables() const override {
    return {"campaign", "campaign_member", "document", "document_reader", "document_link"};
  }
  Result<void> apply(store::Connection& connection, const ledger::Entry& entry) override;
  Result<void> forget(store::Connection&, const std::string&) override { return {}; }
};

/// Campaigns without their counts, newest first.
Result<std::vector<CampaignView>> list_campaigns(store::Connection& c);
/// The commitments that were in a campaign just before an instant ("9999": now).
Result<std::vector<std::string>> members_of(store::Connection& c, const std::string& campaign_id, const std::string& before);
/// Documents with readers, duties and measures; the counts of measures are left to the caller. Newest first.
Result<std::vector<DocumentView>> list_documents(store::Connection& c);
/// The documents that a duty (a commitment) or measures (a meeting) belong to; kind: duty | measures.
Result<std::vector<DocumentTitle>> documents_of(store::Connection& c, const std::string& kind, const std::string& target);
/// The document with this title; "" where there is none.
Result<std::string> document_titled(store::Connection& c, const std::string& title);
/// conflict or not_found by reason: whether a campaign or document exists.
Result<void> must_exist(store::Connection& c, const char* table, const std::string& id);

/// Whether a requirement is the duty to draw up the county's own measures: 研究提出我县贯彻意见, 制定实施方案. Refused
/// look-alikes: 认真贯彻落实 (nothing is drawn up), 对方案进行审议.
bool is_duty_of_measures(const std::string& text);
/// The document that an agenda item studies: the title in 《》, else the subject without 传达学习 and the like.
std::string document_of_subject(const std::string& subject);

}  // namespace luodi::supervision

// Operations on campaigns and upper-level documents; slips that the rules ask for.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/house.h"
#include "engine/supervision_requests.h"
#include "luodi/values/library.h"

namespace luodi::engine {

struct CampaignsAnswer {
  std::vector<CampaignView> campaigns;
};
BOOST_DESCRIBE_STRUCT(CampaignsAnswer, (), (campaigns))
/// Without an id a new one is made.
struct CampaignRequest {
  std::optional<std::string> campaign_id;
  std::string name, valid_from;
  std::optional<std::string> valid_to, note;
};
BOOST_DESCRIBE_STRUCT(CampaignRequest, (), (campaign_id, name, valid_from, valid_to, note))
struct CampaignMembers {
  std::string campaign_id;
  std::vector<std::string> commitment_ids;
};
BOOST_DESCRIBE_STRUCT(CampaignMembers, (), (campaign_id, commitment_ids))
struct DocumentsAnswer {
  std::vector<DocumentView> documents;
};
BOOST_DESCRIBE_STRUCT(DocumentsAnswer, (), (documents))
/// Without an id a new one is made; `unit_ids`: who must read it (those named before stay).
struct DocumentRequest {
  std::optional<std::string> document_id;
  std::string title;
  std::optional<std::string> number, issuer, received_on, file_hash, file_name;
  std::optional<std::vector<std::string>> unit_ids;
};
BOOST_DESCRIBE_STRUCT(DocumentRequest, (), (document_id, title, number, issuer, received_on, file_hash, file_name, unit_ids))
struct DocumentId {
  std::string document_id;
};
BOOST_DESCRIBE_STRUCT(DocumentId, (), (document_id))
/// kind: duty (target: a commitment) | measures (target: a meeting or a table).
struct DocumentLink {
  std::string document_id, kind, target;
};
BOOST_DESCRIBE_STRUCT(DocumentLink, (), (document_id, kind, target))

Result<CampaignsAnswer> list_campaigns(House& house, const Caller& caller);
Result<CampaignView> set_campaign(House& house, const Caller& caller, const CampaignRequest& request);
Result<Done> join_campaign(House& house, const Caller& caller, const CampaignMembers& request);
Result<Done> leave_campaign(House& house, const Caller& caller, const CampaignMembers& request);
Result<DocumentsAnswer> list_documents(House& house, const Caller& caller);
Result<DocumentId> add_document(House& house, const Caller& caller, const DocumentRequest& request);
/// The caller's unit, and those below it, have read it.
Result<Done> read_document(House& house, const Caller& caller, const DocumentId& request);
Result<Done> link_document(House& house, const Caller& caller, const DocumentLink& request);
Result<Engine::File> document_file(House& house, const Caller& caller, const DocumentId& request);
/// In a writing transaction that is open: where a study item's requirement is the duty to draw up measures, its document
/// enters the library and the commitment is linked to it.
Result<void> note_duty(House& house, store::Connection& c, const Caller& caller, const ItemView& item, const std::string& text,
                       const std::string& commitment_id);

/// 升级规则: slips that the rules ask for and that were not sent yet, by kind; the heaviest of each commitment.
struct SlipDue {
  std::string kind, rule;
  std::vector<CommitmentView> commitments;
  std::int64_t total = 0;
};
BOOST_DESCRIBE_STRUCT(SlipDue, (), (kind, rule, commitments, total))
struct SlipsDueAnswer {
  std::vector<SlipDue> due;
  std::vector<SlipRule> rules;
};
BOOST_DESCRIBE_STRUCT(SlipsDueAnswer, (), (due, rules))
Result<SlipsDueAnswer> slips_due(House& house, const Caller& caller);

}  // namespace luodi::engine
